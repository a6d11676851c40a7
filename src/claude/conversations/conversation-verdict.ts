import type { ConversationEndReason } from './claude-conversation.js';
import type { Ending, ProcessLimits } from '../cli/claude-process.js';
import { explainResult } from '../output/result-failure.js';
import type { RunRecord } from '../output/run-record.js';
import { explainSilence, START_FAILURE } from '../output/verdict.js';

/** @param asked the caller's last request. @param settled whether everything delivered has been answered. */
export function endReasonOf(
  { stoppedFor }: Ending,
  asked: 'finished' | 'closed' | null,
  settled: boolean,
): ConversationEndReason {
  if (stoppedFor === 'aborted' || stoppedFor === 'idle_timeout' || stoppedFor === 'timeout') return stoppedFor;
  if (asked === 'closed') return 'closed';
  return asked === 'finished' && settled ? 'finished' : 'died';
}

/** null: the conversation ended as it was told to. */
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

/** A process that ends because of an error reports it without beginning a turn: that is not a failed turn. */
function isLastWord(record: RunRecord): record is RunRecord & { result: NonNullable<RunRecord['result']> } {
  return record.result !== null && !record.result.ok && record.init === null;
}
