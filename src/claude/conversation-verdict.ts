import type { ConversationEndReason } from './claude-conversation.js';
import type { Ending, ProcessLimits } from './claude-process.js';
import { explainResult } from './result-failure.js';
import type { RunRecord } from './run-record.js';
import { explainSilence, START_FAILURE } from './verdict.js';

/** @param asked what the caller asked for last. @param settled everything that was delivered has been answered. */
export function endReasonOf(
  { stoppedFor }: Ending,
  asked: 'finished' | 'closed' | null,
  settled: boolean,
): ConversationEndReason {
  if (stoppedFor === 'aborted' || stoppedFor === 'idle_timeout' || stoppedFor === 'timeout') return stoppedFor;
  if (asked === 'closed') return 'closed';
  return asked === 'finished' && settled ? 'finished' : 'died';
}

/** null: it ended as it was told to. */
export function explainEnd(
  reason: ConversationEndReason,
  record: RunRecord,
  ending: Ending,
  limits: ProcessLimits,
): string | null {
  if (reason === 'finished' || reason === 'closed' || reason === 'aborted') return null;
  if (ending.startError) return START_FAILURE.failure;
  if (reason === 'died' && isLastWord(record)) return explainResult(record, record.result).failure;
  return explainSilence(record, ending, limits).failure;
}

/** A process that ends over an error says so without beginning a turn: that is no turn that failed. */
function isLastWord(record: RunRecord): record is RunRecord & { result: NonNullable<RunRecord['result']> } {
  return record.result !== null && !record.result.ok && record.init === null;
}
