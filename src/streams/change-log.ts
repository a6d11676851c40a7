import { changesBetween, type JobHead } from './job-head.js';

/** A job whose status or phase, or both, became what `head` says. */
export interface JobChange {
  readonly head: JobHead;
  readonly status: boolean;
  readonly phase: boolean;
}

/** Finds out what changed from one look at the jobs to the next. Knows no more of them than the last look showed. */
export class ChangeLog {
  private known: ReadonlyMap<string, JobHead> | null = null;

  /** Nothing has been looked at yet. */
  get empty(): boolean {
    return this.known === null;
  }

  /** What is new in a look, in its order. The first one is what later ones are compared with. */
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

/** A job comes into view when it is queued, or changes after a long time: it had no phase then. */
function whatChanged(before: JobHead | undefined, now: JobHead): { status: boolean; phase: boolean } {
  return before ? changesBetween(before, now) : { status: true, phase: now.phase !== null };
}

function isChange({ status, phase }: JobChange): boolean {
  return status || phase;
}
