import type { Job } from '../jobs/job.js';

const MAX_TITLE = 72;
/** Of the task, in characters; the whole of it is in the job. */
const MAX_TASK = 8_000;
const MAX_SUMMARY = 20_000;

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

/** Task, closing summary, numbers and job id, in markdown. */
export function pullRequestBody(
  { id, prompt }: Pick<Job, 'id' | 'prompt'>,
  summary: string | null,
  numbers: RunNumbers,
): string {
  return [
    '## Task',
    quoted(shortened(prompt, MAX_TASK)),
    '## Summary',
    summary ? shortened(summary, MAX_SUMMARY) : '_Claude left no summary._',
    '---',
    `${describeNumbers(numbers)}Job \`${id}\``,
  ].join('\n\n');
}

/** A fence longer than any in the text keeps the task from being read as markdown: no mention, no image, no link. */
function quoted(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

function describeNumbers({ numTurns, durationMs, costUsd }: RunNumbers): string {
  const parts = [
    numTurns === null ? null : `${numTurns} ${numTurns === 1 ? 'turn' : 'turns'}`,
    durationMs === null ? null : describeDuration(durationMs),
    costUsd === null ? null : `${describeCost(costUsd)} (estimated)`,
  ];
  return parts.flatMap((part) => (part === null ? [] : `${part} · `)).join('');
}

/** As Claude Code estimates it; small runs cost less than a cent. */
function describeCost(usd: number): string {
  return usd > 0 && usd < 0.01 ? 'less than $0.01' : `$${usd.toFixed(2)}`;
}

function describeDuration(ms: number): string {
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
