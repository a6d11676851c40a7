import type { SaidOutput } from '../output/stream-json.js';
import type { StretchUsage, UsedByNow } from '../output/usage.js';
import type { JobClaim } from '../../platform/events/job-events.js';

/** What Claude may do; `code`: edit the working tree and run commands; `read`: only read the working tree. */
export type ClaudeProfile = 'code' | 'read';

export interface ClaudeRequest {
  readonly claim: JobClaim;
  /** Ralph iteration that the messages belong to, 1-based; null outside a loop. */
  readonly iterationNumber: number | null;
  /** UUID of the conversation, chosen and stored by the caller before the run. */
  readonly sessionId: string;
  /** true: resumes the conversation, which must exist (see ClaudeSessions); false: begins it. */
  readonly resume: boolean;
  /** Begins the conversation with all that was said in this one, which must be in the job's directory; null: with nothing. */
  readonly forkOf?: string | null;
  /** Absolute path of the job's working tree. */
  readonly cwd: string;
  /** Reaches the model unchanged: slash commands and `@path` in it are not executed. */
  readonly prompt: string;
  /** Added to Claude's own system prompt; null: nothing. */
  readonly instructions?: string | null;
  /** null: CLAUDE_MODEL, else the CLI's own default. */
  readonly model: string | null;
  readonly profile: ClaudeProfile;
  /**
   * Whether the repository's `.claude/settings.json` applies, including its hooks and variables; its CLAUDE.md is always read.
   * Default: false.
   */
  readonly trustRepoConfig?: boolean;
  /** A JSON Schema, as JSON of at most 128 KB, that the last answer must fit; null: it is text. See `toToolSchema`. */
  readonly outputSchema?: string | null;
  /** Ends the run once the CLI's estimate exceeds it; null: no limit. */
  readonly maxCostUsd?: number | null;
  /** Ends the run with `time_limit` after this many milliseconds; null: only JOB_TIMEOUT applies. */
  readonly maxDurationMs?: number | null;
  /** Ends the run with `cost_limit` once it is aborted. */
  readonly spent?: AbortSignal;
  /** Is told what the run has used whenever more is known of it; must not throw. */
  readonly onUsed?: (used: UsedByNow) => void;
}

/** How a run ended. `aborted`: by the caller's signal; `killed`: by a signal of somebody else; `not_installed`: there is no CLI to run. */
export const CLAUDE_OUTCOMES = [
  'success',
  'model_error',
  'auth',
  'billing',
  'usage_limit',
  'overloaded',
  'unreachable',
  'prompt_too_long',
  'turn_limit',
  'cost_limit',
  'output_invalid',
  'time_limit',
  'session_lost',
  'no_result',
  'killed',
  'idle_timeout',
  'timeout',
  'aborted',
  'not_installed',
] as const;
export type ClaudeOutcome = (typeof CLAUDE_OUTCOMES)[number];

export interface ClaudeResult {
  readonly ok: boolean;
  readonly reason: ClaudeOutcome;
  /** Claude's closing words; null unless `ok`. */
  readonly summary: string | null;
  /** The last answer as data; null unless `ok` and Claude gave one. May quote anything: redact before storing. */
  readonly output: SaidOutput | null;
  /** What went wrong, explained to readers of the job; null when `ok`. May quote Claude: redact before storing. */
  readonly failure: string | null;
  /** When the limit behind a `usage_limit` resets; null: not known, or another reason. */
  readonly resetsAt: Date | null;
  /** Exit code of the process; null: a signal ended it, or it never started. */
  readonly exitCode: number | null;
  /** The numbers are null when nothing is known of them; without a result line they are those of the answers that came. */
  readonly numTurns: number | null;
  /** Tokens read in this run, including those written to and read from the cache. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** The CLI's estimate for this run, at list prices. */
  readonly costUsd: number | null;
  /**
   * The CLI's estimate for the whole conversation, including all earlier runs except those ended by SIGKILL. It also counts the
   * cost of interrupted runs, which reported none themselves.
   */
  readonly sessionCostUsd: number | null;
  /** What it used, by model and kind of token; empty: nothing is known of it. */
  readonly stretches: readonly StretchUsage[];
  /** Wall-clock time of the process, in milliseconds. */
  readonly durationMs: number;
}

/** Why a run did not succeed. */
export interface ClaudeFailure {
  readonly reason: Exclude<ClaudeOutcome, 'success'>;
  readonly failure: string;
}
