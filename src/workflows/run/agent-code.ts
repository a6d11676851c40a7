import type { ClaudeOutcome } from '../../claude/runs/claude-run.js';
import type { FailureCode } from '../../platform/errors/failure-codes.js';

const TOO_SLOW: readonly string[] = ['idle_timeout', 'timeout', 'time_limit'] satisfies ClaudeOutcome[];

/** What a run of Claude that did not succeed means for its job. */
export function agentCodeOf(reason: string): FailureCode {
  if (reason === 'output_invalid') return 'output_invalid';
  return TOO_SLOW.includes(reason) ? 'agent_timeout' : 'agent_failed';
}
