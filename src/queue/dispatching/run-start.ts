import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { NodeIdentity } from '../../platform/identity/node-identity.js';
import type { Job } from '../../jobs/records/job.js';
import type { JobRun } from '../../workflows/run/job-run.js';
import { RunJournal } from '../../workflows/run/run-journal.js';
import { InterruptedUsage } from '../../workflows/run/usage/interrupted-usage.js';

/** What every run begins with, whatever its type: a note, and the account of the attempt before it. */
@Injectable()
export class RunStart {
  constructor(
    private readonly env: Env,
    private readonly node: NodeIdentity,
    private readonly journal: RunJournal,
    private readonly interrupted: InterruptedUsage,
  ) {}

  /** The run with its job as the row is then. @throws RunStopped when the job is not this run's any more. */
  async begin(run: JobRun): Promise<JobRun> {
    await this.journal.note(run.claim, this.noteOf(run.job));
    return this.interrupted.settle(run);
  }

  private noteOf({ attempt }: Job): string {
    const more = attempt > 1 ? `, attempt ${attempt} of ${this.env.MAX_ATTEMPTS} after an interruption` : '';
    return `Job started on ${this.node.id}${more}`;
  }
}
