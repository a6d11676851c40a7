import { changesBetween, type JobHead } from './job-head.js';

/** A job whose status or phase, or both, changed to those in `head`. */
export interface JobChange {
  readonly head: JobHead;
  readonly status: boolean;
  readonly phase: boolean;
}

/** Finds what changed between two looks at the jobs. Remembers only the last look. */
export class ChangeLog {
  private known: ReadonlyMap<string, JobHead> | null = null;

  /** Whether there has been no look yet. */
  get empty(): boolean {
    return this.known === null;
  }

  /** The changes since the previous look, in the order of `heads`. The first look shows no changes. */
  learn(heads: readonly JobHead[]): JobChange[] {
    const before = this.known;
    this.known = new Map(heads.map((head) => [head.id, head]));
    if (!before) return [];
    return heads.map((head) => ({ head, ...whatChanged(before.get(head.id), head) })).filter(isChange);
  }

  forget(): void {
    this.known = null;
  }
}

/** A job appears when it is queued, or changes after a long time; in both cases it had no phase before. */
function whatChanged(before: JobHead | undefined, now: JobHead): { status: boolean; phase: boolean } {
  return before ? changesBetween(before, now) : { status: true, phase: now.phase !== null };
}

function isChange({ status, phase }: JobChange): boolean {
  return status || phase;
}
