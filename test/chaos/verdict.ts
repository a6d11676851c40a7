import type { Evidence, Violation } from './evidence.js';

/** From here on a machine is slow: what did not end in time there says nothing of the server. */
const SLOW = 2;

export interface Verdict {
  /** Promises that the server broke. */
  readonly broken: readonly Violation[];
  /** What concerns jobs that had not ended when time was up, on a machine too slow for it: nobody can say whose fault it is. */
  readonly undecided: readonly Violation[];
}

/**
 * Tells a broken promise from a slow machine. A job that has ended, and a server that misbehaves, are judged on any machine. A job
 * that has not ended counts against the server only if nothing moved any more, on a machine that was not slow.
 */
export function verdictOf({ jobs, pace, ending }: Evidence, violations: readonly Violation[]): Verdict {
  const isSlow = pace >= SLOW || ending === 'out of time';
  const open = jobs.filter(({ state }) => !hasEnd(state?.status)).map(({ job }) => job);
  const labels = new Set(open.map(({ label }) => label));
  // A job whose creation was never confirmed may have been made all the same, and its branch with it.
  const branches = open.flatMap(({ branch }) => branch ?? []);
  const isUndecided = ({ job, what }: Violation): boolean =>
    isSlow && (job === null ? branches.some((name) => what.startsWith(`${name}: `)) : labels.has(job));
  return { broken: violations.filter((one) => !isUndecided(one)), undecided: violations.filter(isUndecided) };
}

function hasEnd(status: string | undefined): boolean {
  return status !== undefined && !['queued', 'running'].includes(status);
}
