import { constants } from 'node:os';
import type { Ending, ProcessLimits } from '../cli/claude-process.js';
import type { ClaudeFailure, ClaudeResult } from '../runs/claude-run.js';
import { explainResult } from './result-failure.js';
import type { RunRecord } from './run-record.js';
import type { UsedByNow } from './usage.js';

export const START_FAILURE: ClaudeFailure = {
  reason: 'not_installed',
  failure: 'Claude Code could not be started on the server.',
};

const NOTHING_SAID = { ok: false, summary: null, output: null } as const;

/** The result of a run. */
export function toClaudeResult(
  record: RunRecord,
  ending: Ending,
  limits: ProcessLimits,
  durationMs: number,
): ClaudeResult {
  const failure = failureOf(record, ending, limits);
  const outcome = failure
    ? { ...NOTHING_SAID, ...failure, resetsAt: failure.reason === 'usage_limit' ? record.resetsAt : null }
    : {
        ok: true,
        reason: 'success' as const,
        failure: null,
        summary: record.result?.text ?? null,
        output: record.output,
        resetsAt: null,
      };
  return { ...outcome, exitCode: ending.exitCode, ...numbersOf(record), durationMs: Math.round(durationMs) };
}

/** The result of a run that ended before there was a process. */
export function notStarted(failure: ClaudeFailure): ClaudeResult {
  return { ...NOTHING_SAID, ...failure, resetsAt: null, exitCode: null, ...numbersOf(null), durationMs: 0 };
}

type Numbers = Pick<ClaudeResult, keyof UsedByNow | 'sessionCostUsd'>;

function numbersOf(record: RunRecord | null): Numbers {
  const unknown = { numTurns: null, inputTokens: null, outputTokens: null, costUsd: null, stretches: [] };
  return { ...(record?.used ?? unknown), sessionCostUsd: record?.result?.sessionCostUsd ?? null };
}

/**
 * Why a run failed; null: it succeeded. If there is a result line, it alone decides: exit codes are wrong in both directions,
 * and a run that had finished before it was stopped counts as finished.
 */
function failureOf(record: RunRecord, ending: Ending, limits: ProcessLimits): ClaudeFailure | null {
  if (ending.startError) {
    return START_FAILURE;
  }
  if (record.result?.ok) return null;
  if (ending.stoppedFor === 'aborted')
    return { reason: 'aborted', failure: 'The run was ended before Claude had finished.' };
  if (ending.stoppedFor === 'time_limit')
    return { reason: 'time_limit', failure: 'Claude was ended because its time limit was reached.' };
  if (ending.stoppedFor === 'cost_limit')
    return { reason: 'cost_limit', failure: 'Claude was ended because nothing more may be spent.' };
  if (record.result) return explainResult(record, record.result);
  return explainSilence(record, ending, limits);
}

/** Explains a process that ended without a result line. */
export function explainSilence(record: RunRecord, ending: Ending, { idleMs, totalMs }: ProcessLimits): ClaudeFailure {
  if (ending.stoppedFor === 'idle_timeout') {
    const failure = `Claude produced no output for ${toDuration(idleMs)} and was ended${troubleOf(record)}.`;
    return { reason: 'idle_timeout', failure };
  }
  if (ending.stoppedFor === 'timeout') {
    return { reason: 'timeout', failure: `Claude had not finished after ${toDuration(totalMs)} and was ended.` };
  }
  const signal = ending.stoppedFor === null ? signalOf(ending) : null;
  if (signal !== null) return { reason: 'killed', failure: explainKill(record, signal) };
  return { reason: 'no_result', failure: explainExit(record, ending) };
}

/** A sandbox, like a shell, reports 128 + the number of the signal instead of the signal; the CLI does so with some. */
function signalOf({ signal, exitCode }: Ending): string | null {
  if (signal !== null || exitCode === null || exitCode <= 128) return signal;
  return Object.entries(constants.signals).find(([, number]) => number === exitCode - 128)?.[0] ?? null;
}

/** By the kernel that is short of memory, and by a JavaScript engine that is. */
const FOR_MEMORY: readonly string[] = ['SIGKILL', 'SIGABRT'];

function explainKill({ stderr }: RunRecord, signal: string): string {
  const why = FOR_MEMORY.includes(signal) ? ', probably for memory: SANDBOX_MEMORY bounds what a job may use' : '';
  return `Claude Code was killed (${signal})${why}.${lastWords(stderr)}`;
}

function explainExit({ stderr }: RunRecord, { exitCode, signal }: Ending): string {
  const how = signal === null ? `exit code ${exitCode}` : `signal ${signal}`;
  return `Claude Code ended unexpectedly (${how}) without a result.${lastWords(stderr)}`;
}

function lastWords(stderr: string): string {
  return stderr ? ` Its last output: ${stderr}` : '';
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
