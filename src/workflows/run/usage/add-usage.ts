import type { UsedByNow } from '../../../claude/output/usage.js';
import type { Job } from '../../../jobs/records/job.js';

/** The sums of a job: what one process has used, on top of what its row said when it was claimed. */
export function sumsOf(job: Job, used: { readonly [Name in Exclude<keyof UsedByNow, 'stretches'>]: number | null }) {
  return {
    num_turns: addUsage(job.num_turns, used.numTurns),
    input_tokens: addUsage(job.input_tokens, used.inputTokens),
    output_tokens: addUsage(job.output_tokens, used.outputTokens),
    total_cost_usd: addUsage(job.total_cost_usd, used.costUsd),
  };
}

/** What an attempt has used on top of what earlier ones had; null: nothing is known of it. */
export function addUsage(before: number | null, now: number | null): number | null {
  return now === null ? before : (before ?? 0) + now;
}
