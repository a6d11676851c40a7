import type { JobClaim } from '../events/job-events.js';
import type { ClaudeFailure } from './claude-run.js';

export interface McpSettings {
  /** Absolute path of a file with the servers, readable by the job's processes. */
  readonly configPath: string;
  /** What Claude may call, such as `mcp__tiny__add`, or `mcp__tiny` for all of a server; empty: nothing. */
  readonly allowedTools: readonly string[];
}

export interface ConversationRequest {
  readonly claim: JobClaim;
  /** UUID of the conversation, chosen and stored by the caller before it is opened. */
  readonly sessionId: string;
  /** Takes the conversation up again; see ClaudeSessions for whether there is one. false: begins it. */
  readonly resume: boolean;
  /** Absolute path of the job's working tree. */
  readonly cwd: string;
  /** null: CLAUDE_MODEL, else the CLI's own default. */
  readonly model: string | null;
  /** Added to Claude's own system prompt; a resumed conversation keeps those it began with. null: nothing. */
  readonly instructions: string | null;
  readonly mcp: McpSettings | null;
  /** Every turn fails with `cost_limit` once the CLI's estimate for this process exceeds it; null: no bound. */
  readonly maxCostUsd?: number | null;
}

/** Why there is no process. */
export type ConversationNotStarted = ClaudeFailure;

export interface McpServerStatus {
  readonly name: string;
  /** As the CLI has it, such as `connected`, `pending` or `failed`. */
  readonly status: string;
}

/** A turn that ended with an error, in words for whoever reads the job. */
export interface TurnFailure extends ClaudeFailure {
  /** When the allowance of a `usage_limit` is there again; null: not known, and for every other reason. */
  readonly resetsAt: Date | null;
  /**
   * The messages that the turn took, in order. The CLI counts them as answered: delivered again under the same ids they are
   * only acknowledged (2.1.328).
   */
  readonly messageIds: readonly string[];
}

/**
 * Hears what happens, in order and one at a time: Claude's next line waits until the promise has resolved. It must not
 * wait for `ended`, which comes after the last line. What it throws ends the process and rejects `ended`.
 */
export interface ConversationListener {
  /** The message with this id stands in the conversation; once per id and process. A kill in the same moment may undo it: see `unanswered`. */
  onTaken(messageId: string): Promise<void>;
  /** Claude has answered everything that was delivered and waits for the person. */
  onIdle(): Promise<void>;
  /** A turn began. */
  onBusy(): Promise<void>;
  /** The conversation goes on. `failure` may quote Claude: redact before storing. */
  onTurnFailed(failure: TurnFailure): Promise<void>;
  /** The MCP servers as the CLI reports them, at the beginning and after each change; not called while there are none. */
  onMcpServers(servers: readonly McpServerStatus[]): Promise<void>;
}

/**
 * `finished`: by itself after `finish()`, everything answered. `died`: unasked. `idle_timeout`: it was silent over its work
 * for JOB_IDLE_TIMEOUT. `timeout`: one turn took longer than JOB_TIMEOUT. `aborted`: the signal.
 */
export type ConversationEndReason = 'finished' | 'closed' | 'died' | 'idle_timeout' | 'timeout' | 'aborted';

export interface ConversationEnd {
  readonly reason: ConversationEndReason;
  /** What went wrong, in words for whoever reads the job; null when it ended as it was told to. May quote Claude. */
  readonly failure: string | null;
  /** Claude's closing words in the last turn that went well; null: there was none. */
  readonly summary: string | null;
  /** The numbers are of this process alone, and of the turns that came to an end. */
  readonly numTurns: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The CLI's estimate at list prices. */
  readonly costUsd: number;
  /** How long Claude was at work, in milliseconds; the time it waited for the person is not in it. */
  readonly durationMs: number;
  /** Messages that were delivered and never taken, in order. Delivered again under the same ids they are not doubled. */
  readonly unacknowledged: readonly string[];
  /**
   * Messages that were taken but whose turn was cut off, in order. Claude answers them when they are delivered again under
   * the same ids after `resume`, before the unacknowledged ones; one it had answered after all costs nothing.
   */
  readonly unanswered: readonly string[];
}

/** One process of Claude that holds a conversation. */
export interface ClaudeConversation {
  /**
   * Hands a message over, in order of calls; never waits for Claude. `id` is a UUID; delivering one twice is harmless.
   * `text` reaches the model as it stands: no slash command and no `@path` in it is carried out.
   * After `finish`, `close` or the end it is merely listed as unacknowledged.
   */
  deliver(message: { readonly id: string; readonly text: string }): void;
  /** Lets a running answer and everything delivered be finished, then ends the process. */
  finish(): void;
  /** Ends the process now: an idle one is let go, a busy one is stopped. Resolves when all processes of the job are gone. */
  close(): Promise<void>;
  /** Resolves when the processes are gone and all lines were taken. @throws what a listener threw; all is gone by then. */
  readonly ended: Promise<ConversationEnd>;
}
