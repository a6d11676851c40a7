import type { JobClaim } from '../events/job-events.js';

/** What Claude may do: `code` edits the tree and runs commands. */
export type ClaudeProfile = 'code';

export interface ClaudeRequest {
  readonly claim: JobClaim;
  /** Ralph iteration that the messages belong to, 1-based; null outside a loop. */
  readonly iterationNumber: number | null;
  /** UUID of the conversation, chosen and stored by the caller before the run. */
  readonly sessionId: string;
  /** Takes the conversation up again; see ClaudeSessions for whether there is one. false: begins it. */
  readonly resume: boolean;
  /** Absolute path of the job's working tree. */
  readonly cwd: string;
  /** Reaches the model as it stands: no slash command and no `@path` in it is carried out. */
  readonly prompt: string;
  /** Added to Claude's own system prompt; null: nothing. */
  readonly instructions?: string | null;
  /** null: CLAUDE_MODEL, else the CLI's own default. */
  readonly model: string | null;
  readonly profile: ClaudeProfile;
  /**
   * The repository's `.claude/settings.json` counts, its hooks and variables included; its CLAUDE.md is read either way.
   * Default: false.
   */
  readonly trustRepoConfig?: boolean;
  /** Ends the run once the CLI's estimate exceeds it; null: no bound. */
  readonly maxCostUsd?: number | null;
  /** Ends the run after so many milliseconds, as an end that was to be expected; null: JOB_TIMEOUT alone. */
  readonly maxDurationMs?: number | null;
}

/** Why a run ended as it did. `aborted`: the caller's signal; `not_installed`: there is no CLI to run. */
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
  'time_limit',
  'session_lost',
  'no_result',
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
  /** What went wrong, in words for whoever reads the job; null when `ok`. May quote Claude: redact before storing. */
  readonly failure: string | null;
  /** When the allowance of a `usage_limit` is there again; null: not known, and for every other reason. */
  readonly resetsAt: Date | null;
  /** Of the process; null: a signal ended it, or it never started. */
  readonly exitCode: number | null;
  /** The numbers are null when the process ended without its result line. */
  readonly numTurns: number | null;
  /** Tokens read in this run, those written to and read from the cache included. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** The CLI's estimate for this run, at list prices. */
  readonly costUsd: number | null;
  /**
   * The CLI's estimate for the whole conversation, with all runs before `resume` but those that SIGKILL ended. It also
   * counts what interrupted runs have cost, which said nothing themselves.
   */
  readonly sessionCostUsd: number | null;
  /** Wall clock of the process, in milliseconds. */
  readonly durationMs: number;
}

/** What is told of a run that did not succeed. */
export interface ClaudeFailure {
  readonly reason: Exclude<ClaudeOutcome, 'success'>;
  readonly failure: string;
}
