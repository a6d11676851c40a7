import { Injectable } from '@nestjs/common';
import type { JobClaim } from '../../platform/events/job-events.js';
import type { BudgetReason } from '../../jobs/records/queue-place.repository.js';
import { BudgetSpent } from '../../workflows/run/budget.js';
import type { JobRun } from '../../workflows/run/job-run.js';
import { RunStopped, type StopReason } from '../../workflows/run/run-stopped.js';

interface ActiveRun {
  readonly claim: JobClaim;
  readonly abort: AbortController;
  readonly spent: AbortController;
  readonly ended: Promise<void>;
}

/** What tells a run that it has to end. */
export type RunEnds = Pick<JobRun, 'signal' | 'spent'>;

/** The runs of this node, from the claim to the end of the clean-up. */
@Injectable()
export class ActiveRuns {
  private readonly runs = new Map<string, ActiveRun>();

  get size(): number {
    return this.runs.size;
  }

  claims(): JobClaim[] {
    return [...this.runs.values()].map((run) => run.claim);
  }

  has(jobId: string): boolean {
    return this.runs.has(jobId);
  }

  /**
   * Starts a run and keeps it until it has ended. `start` must not reject. A run of the same job under an older claim, which
   * was reclaimed in the meantime, is ended first: two runs would share one working tree and one set of processes.
   */
  add(claim: JobClaim, start: (ends: RunEnds) => Promise<void>): Promise<void> {
    const [abort, spent] = [new AbortController(), new AbortController()];
    const ends = { signal: abort.signal, spent: spent.signal };
    const earlier = this.runs.get(claim.jobId);
    earlier?.abort.abort(new RunStopped('lease_lost'));
    const ended = (earlier ? earlier.ended.then(() => start(ends)) : start(ends)).finally(() => {
      if (this.runs.get(claim.jobId)?.claim === claim) this.runs.delete(claim.jobId);
    });
    this.runs.set(claim.jobId, { claim, abort, spent, ended });
    return ended;
  }

  /** Tells the run under this claim that no more may be spent: it ends in order. */
  spend({ jobId, leaseToken }: JobClaim, reason: BudgetReason): void {
    const run = this.runs.get(jobId);
    if (run?.claim.leaseToken === leaseToken) run.spent.abort(new BudgetSpent(reason));
  }

  /** Tells a run to end; later reasons do not replace the first. With `leaseToken`, only a run under that claim. */
  stop(jobId: string, reason: StopReason, leaseToken?: number): void {
    const run = this.runs.get(jobId);
    if (run && (leaseToken === undefined || run.claim.leaseToken === leaseToken)) {
      run.abort.abort(new RunStopped(reason));
    }
  }

  /** Resolves when all runs have ended, including runs added in the meantime. */
  async allEnded(): Promise<void> {
    while (this.runs.size > 0) await Promise.all([...this.runs.values()].map((run) => run.ended));
  }

  /** Tells all runs to end. */
  tellAll(reason: StopReason): void {
    for (const jobId of this.runs.keys()) this.stop(jobId, reason);
  }

  /** Tells all runs to end and resolves when they have. */
  async stopAll(reason: StopReason): Promise<void> {
    this.tellAll(reason);
    await this.allEnded();
  }
}
