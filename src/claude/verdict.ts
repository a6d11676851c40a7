import type { Ending, ProcessLimits } from './claude-process.js';
import type { ClaudeFailure, ClaudeResult } from './claude-run.js';
import { explainResult } from './result-failure.js';
import type { RunRecord } from './run-record.js';

export const START_FAILURE: ClaudeFailure = {
  reason: 'not_installed',
  failure: 'Claude Code could not be started on the server.',
};

/** Everything a run has to tell its caller. */
export function toClaudeResult(
  record: RunRecord,
  ending: Ending,
  limits: ProcessLimits,
  durationMs: number,
): ClaudeResult {
  const failure = failureOf(record, ending, limits);
  const outcome = failure
    ? { ok: false, ...failure, summary: null, resetsAt: failure.reason === 'usage_limit' ? record.resetsAt : null }
    : { ok: true, reason: 'success' as const, failure: null, summary: record.result?.text ?? null, resetsAt: null };
  return { ...outcome, exitCode: ending.exitCode, ...numbersOf(record), durationMs: Math.round(durationMs) };
}

/** A run that came to nothing before there was a process. */
export function notStarted(failure: ClaudeFailure): ClaudeResult {
  return { ok: false, ...failure, summary: null, resetsAt: null, exitCode: null, ...numbersOf(null), durationMs: 0 };
}

type Numbers = Pick<ClaudeResult, 'numTurns' | 'inputTokens' | 'outputTokens' | 'costUsd' | 'sessionCostUsd'>;

function numbersOf(record: RunRecord | null): Numbers {
  if (!record?.result) {
    return { numTurns: null, inputTokens: null, outputTokens: null, costUsd: null, sessionCostUsd: null };
  }
  return { numTurns: record.numTurns, ...record.usage, sessionCostUsd: record.result.sessionCostUsd };
}

/**
 * Why a run failed; null: it succeeded. The result line alone decides when there is one: exit codes lie in both
 * directions, and whoever had finished before being stopped had finished.
 */
function failureOf(record: RunRecord, ending: Ending, limits: ProcessLimits): ClaudeFailure | null {
  if (ending.startError) {
    return START_FAILURE;
  }
  if (record.result?.ok) return null;
  if (ending.stoppedFor === 'aborted')
    return { reason: 'aborted', failure: 'The run was ended before Claude had finished.' };
  if (ending.stoppedFor === 'time_limit')
    return { reason: 'time_limit', failure: 'Claude was ended because the time for it was used up.' };
  if (record.result) return explainResult(record, record.result);
  return explainSilence(record, ending, limits);
}

/** The process ended without a result line. */
export function explainSilence(record: RunRecord, ending: Ending, { idleMs, totalMs }: ProcessLimits): ClaudeFailure {
  if (ending.stoppedFor === 'idle_timeout') {
    const failure = `Claude said nothing for ${toDuration(idleMs)} and was ended${troubleOf(record)}.`;
    return { reason: 'idle_timeout', failure };
  }
  if (ending.stoppedFor === 'timeout') {
    return { reason: 'timeout', failure: `Claude had not finished after ${toDuration(totalMs)} and was ended.` };
  }
  return { reason: 'no_result', failure: explainExit(record, ending) };
}

function explainExit({ stderr }: RunRecord, { exitCode, signal }: Ending): string {
  const how = signal === null ? `exit code ${exitCode}` : `signal ${signal}`;
  const lastWords = stderr ? ` Its last words: ${stderr}` : '';
  return `Claude Code ended unexpectedly (${how}) without a result.${lastWords}`;
}

function troubleOf({ lastFailure }: RunRecord): string {
  if (lastFailure === undefined) return '';
  return lastFailure === null
    ? '; the connection to the model had failed before'
    : `; the model had answered with HTTP status ${lastFailure} before`;
}

function toDuration(ms: number): string {
  if (ms < 60_000) return `${Math.max(1, Math.round(ms / 1_000))} seconds`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} minutes`;
  return `${Math.round(ms / 360_000) / 10} hours`;
}
