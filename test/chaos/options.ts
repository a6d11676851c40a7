import { parseArgs } from 'node:util';

export interface ChaosOptions {
  readonly seed: number;
  /** How long faults are made, all rounds together. */
  readonly minutes: number;
  /** Servers of each round. */
  readonly nodes: readonly number[];
  /** Jobs of all rounds together. */
  readonly jobs: number;
  /** Folder that gets all evidence as JSON, for whoever wants to look closer; null: none. */
  readonly evidence: string | null;
}

export const USAGE =
  'usage: npm run test:chaos -- [--seed N] [--minutes M] [--nodes 1,3] [--jobs N] [--evidence FOLDER]';
/** What two cores get done, with time left for the rest after the faults: three minutes of faults make five in all. */
const JOBS_PER_MINUTE = 15;
const MIN_JOBS = 20;

/** @throws Error that names what is wrong with the arguments. */
export function parseOptions(args: readonly string[], anySeed: () => number): ChaosOptions {
  const text = { type: 'string' } as const;
  const options = { seed: text, minutes: text, nodes: text, jobs: text, evidence: text };
  const { values } = parseArgs({ args: [...args], options });
  const minutes = numberOf('minutes', values.minutes ?? '3', 0.1, 600);
  const fitting = Math.max(MIN_JOBS, Math.round(minutes * JOBS_PER_MINUTE));
  return {
    seed: whole('seed', values.seed ?? String(anySeed()), 0, 4_294_967_295),
    minutes,
    nodes: (values.nodes ?? '1,3').split(',').map((count) => whole('nodes', count, 1, 9)),
    jobs: whole('jobs', values.jobs ?? String(fitting), 1, 5_000),
    evidence: values.evidence ?? null,
  };
}

function numberOf(name: string, value: string, min: number, max: number): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!(number >= min && number <= max)) throw new Error(`--${name} must be a number from ${min} to ${max}`);
  return number;
}

function whole(name: string, value: string, min: number, max: number): number {
  const number = numberOf(name, value, min, max);
  if (!Number.isInteger(number)) throw new Error(`--${name} must be a whole number`);
  return number;
}
