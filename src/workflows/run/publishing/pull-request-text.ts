import { quotedBlock } from './quoted-block.js';
import type { Job } from '../../../jobs/records/job.js';

const MAX_TITLE = 72;
/** Of the task, in characters; the whole of it is in the job. */
const MAX_TASK = 8_000;
const MAX_SUMMARY = 20_000;
const MAX_PLAN = 20_000;

/** The numbers of a finished run that a reviewer wants to see. */
export interface RunNumbers {
  readonly numTurns: number | null;
  readonly durationMs: number | null;
  readonly costUsd: number | null;
}

/** The job's title, else the first line of its prompt, in at most 72 characters. */
export function pullRequestTitle({ title, prompt }: Pick<Job, 'title' | 'prompt'>): string {
  const line = (title ?? prompt.trim().split(/\r?\n/, 1)[0] ?? '').replace(/\s+/g, ' ').trim();
  return shortened(line === '' ? 'Changes made by Claude Code' : line, MAX_TITLE);
}

/**
 * Task, closing summary, numbers and job id, in markdown.
 * @param more sections between the summary and the numbers, each with its heading.
 */
export function pullRequestBody(
  { id, prompt }: Pick<Job, 'id' | 'prompt'>,
  summary: string | null,
  numbers: RunNumbers,
  more: readonly string[] = [],
): string {
  return [
    '## Task',
    quotedBlock(shortened(prompt, MAX_TASK)),
    '## Summary',
    summary ? shortened(summary, MAX_SUMMARY) : '_Claude left no summary._',
    ...more,
    '---',
    `${describeNumbers(numbers)}Job \`${id}\``,
  ].join('\n\n');
}

/** The plan that a person approved, folded; empty: there was none. */
export function planSection({ plan, plan_approved_at: approvedAt }: Pick<Job, 'plan' | 'plan_approved_at'>): string[] {
  if (plan === null || approvedAt === null) return [];
  return ['<details>', '<summary>The approved plan</summary>', shortened(plan, MAX_PLAN), '</details>'];
}

export function describeNumbers({ numTurns, durationMs, costUsd }: RunNumbers): string {
  const parts = [
    numTurns === null ? null : `${numTurns} ${numTurns === 1 ? 'turn' : 'turns'}`,
    durationMs === null ? null : describeDuration(durationMs),
    costUsd === null ? null : `${describeCost(costUsd)} (estimated)`,
  ];
  return parts.flatMap((part) => (part === null ? [] : `${part} · `)).join('');
}

/** As Claude Code estimates it; small runs cost less than a cent. */
export function describeCost(usd: number): string {
  return usd > 0 && usd < 0.01 ? 'less than $0.01' : `$${usd.toFixed(2)}`;
}

export function describeDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function shortened(text: string, max: number): string {
  const characters = Array.from(text);
  return characters.length <= max
    ? text
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}
