import type { Job } from '../../../jobs/records/job.js';
import { shortened } from '../evidence/quoted-words.js';

const MAX_TITLE = 72;

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

/** Those that are known, in order. */
export function describeNumbers({ numTurns, durationMs, costUsd }: RunNumbers): string[] {
  const parts = [
    numTurns === null ? null : `${numTurns} ${numTurns === 1 ? 'turn' : 'turns'}`,
    durationMs === null ? null : describeDuration(durationMs),
    costUsd === null ? null : `${describeCost(costUsd)} (estimated)`,
  ];
  return parts.filter((part) => part !== null);
}

/** As Claude Code estimates it; small runs cost less than a cent. */
export function describeCost(usd: number): string {
  return usd > 0 && usd < 0.01 ? 'less than $0.01' : `$${usd.toFixed(2)}`;
}

export function describeDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
