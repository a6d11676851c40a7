import type { JobClaim } from '../../platform/events/job-events.js';
import type { SaidOutput } from '../output/stream-json.js';
import type { StretchUsage, UsedByNow } from '../output/usage.js';
import type { ClaudeFailure } from '../runs/claude-run.js';

export interface McpSettings {
  /** Absolute path of a file with the MCP servers, readable by the job's processes. */
  readonly configPath: string;
  /** Tools that Claude may call, such as `mcp__tiny__add`, or `mcp__tiny` for all of a server; empty: none. */
  readonly allowedTools: readonly string[];
}

export interface ConversationRequest {
  readonly claim: JobClaim;
  /** UUID of the conversation, chosen and stored by the caller before it is opened. */
  readonly sessionId: string;
  /** true: resumes the conversation, which must exist (see ClaudeSessions); false: begins it. */
  readonly resume: boolean;
  /** Absolute path of the job's working tree. */
  readonly cwd: string;
  /** null: CLAUDE_MODEL, else the CLI's own default. */
  readonly model: string | null;
  /** Added to Claude's own system prompt; a resumed conversation keeps its original ones. null: nothing. */
  readonly instructions: string | null;
  readonly mcp: McpSettings | null;
  /** As in a run: what each answer must fit; one that only asks need not. */
  readonly outputSchema?: string | null;
  /** Every turn fails with `cost_limit` once the CLI's estimate for this process exceeds it; null: no limit. */
  readonly maxCostUsd?: number | null;
  /** Is told what this process has used whenever more is known of it; must not throw. */
  readonly onUsed?: (used: UsedByNow) => void;
}

/** Why there is no process. */
export type ConversationNotStarted = ClaudeFailure;

export interface McpServerStatus {
  readonly name: string;
  /** As the CLI has it, such as `connected`, `pending` or `failed`. */
  readonly status: string;
}

/** A turn that ended with an error, explained to readers of the job. */
export interface TurnFailure extends ClaudeFailure {
  /** When the limit behind a `usage_limit` resets; null: not known, or another reason. */
  readonly resetsAt: Date | null;
  /**
   * The messages that the turn took, in order. The CLI counts them as answered: if they are delivered again under the same ids,
   * it only acknowledges them (2.1.328).
   */
  readonly messageIds: readonly string[];
}

/**
 * Is told what happens, in order and one event at a time: Claude's next line waits until the promise has resolved. It must not
 * wait for `ended`, which comes after the last line. What it throws ends the process and rejects `ended`.
 */
export interface ConversationListener {
  /** The message with this id is part of the conversation; once per id and process. A kill at the same moment may undo it: see `unanswered`. */
  onTaken(messageId: string): Promise<void>;
  /** Claude has answered everything that was delivered, and waits for the person. */
  onIdle(): Promise<void>;
  /** A turn began. */
  onBusy(): Promise<void>;
  /** The conversation continues. `failure` may quote Claude: redact before storing. */
  onTurnFailed(failure: TurnFailure): Promise<void>;
  /** A turn ended, well or badly, before its consequences are told. The words may quote anything: redact before storing. */
  onTurnEnded(soFar: TurnsSoFar): Promise<void>;
  /** The MCP servers as the CLI reports them, at the beginning and after each change; not called without any. */
  onMcpServers(servers: readonly McpServerStatus[]): Promise<void>;
}

/**
 * `finished`: by itself after `finish()`, with everything answered. `died`: unexpectedly. `idle_timeout`: it was silent during a
 * turn for JOB_IDLE_TIMEOUT. `timeout`: a turn took longer than JOB_TIMEOUT. `aborted`: by the signal.
 */
export type ConversationEndReason = 'finished' | 'closed' | 'died' | 'idle_timeout' | 'timeout' | 'aborted';

/** What a process has come to by its last turn that ended. */
export interface TurnsSoFar {
  /** Claude's closing words in the last successful turn; null: there was none. */
  readonly summary: string | null;
  /** The answer of the last turn as data; null: it gave none. */
  readonly output: SaidOutput | null;
  /** The numbers cover this process alone; of a turn that was cut off, the answers that came. */
  readonly numTurns: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The CLI's estimate at list prices; null: no turn has ended. */
  readonly costUsd: number | null;
  /** The same by turn. */
  readonly stretches: readonly StretchUsage[];
  /** How long Claude worked, in milliseconds, without the time it waited for the person. */
  readonly durationMs: number;
}

export interface ConversationEnd extends TurnsSoFar {
  readonly reason: ConversationEndReason;
  /** What went wrong, explained to readers of the job; null when it ended as it was told to. May quote Claude. */
  readonly failure: string | null;
  /** Messages that were delivered but never taken, in order. Delivering them again under the same ids does not duplicate them. */
  readonly unacknowledged: readonly string[];
  /**
   * Messages that were taken but whose turn was cut off, in order. Claude answers them when they are delivered again under the
   * same ids after `resume`, before the unacknowledged ones. Repeating a message that it had answered after all costs nothing.
   */
  readonly unanswered: readonly string[];
}

export interface DeliveredMessage {
  /** A UUID. */
  readonly id: string;
  readonly text: string;
  /** Whether what is attached to the job comes with it; default: no. */
  readonly bringsFiles?: boolean;
}

/** A process of Claude that holds a conversation. */
export interface ClaudeConversation {
  /**
   * Delivers a message, in order of calls; never waits for Claude. `id` is a UUID; delivering a message twice is harmless.
   * `text` reaches the model unchanged: slash commands and `@path` in it are not executed.
   * After `finish`, `close` or the end, the message is only listed as unacknowledged.
   */
  deliver(message: DeliveredMessage): void;
  /** Ends the process once the current answer and all delivered messages are finished. */
  finish(): void;
  /** Ends the process now: an idle one may exit by itself, a busy one is stopped. Resolves when all processes of the job are gone. */
  close(): Promise<void>;
  /** Resolves when the processes are gone and all lines were taken. @throws what a listener threw; the processes are gone by then. */
  readonly ended: Promise<ConversationEnd>;
}
