import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { NodeIdentity } from '../../platform/identity/node-identity.js';
import { JobAttachments } from '../../jobs/attachments/job-attachments.js';
import { JobEnvs } from '../../jobs/env/job-envs.js';
import type { Job } from '../../jobs/records/job.js';
import type { JobRun } from '../../workflows/run/job-run.js';
import { RunJournal } from '../../workflows/run/run-journal.js';
import { untilStored } from '../../workflows/run/until-stored.js';
import { InterruptedUsage } from '../../workflows/run/usage/interrupted-usage.js';

/** What every run begins with, whatever its type: what was sealed for it, a note, and the account of the attempt before it. */
@Injectable()
export class RunStart {
  constructor(
    private readonly env: Env,
    private readonly node: NodeIdentity,
    private readonly journal: RunJournal,
    private readonly interrupted: InterruptedUsage,
    private readonly envs: JobEnvs,
    private readonly attachments: JobAttachments,
  ) {}

  /** The run with its job as the row is then. @throws RunStopped when the job is not this run's any more. */
  async begin(run: JobRun): Promise<JobRun> {
    // First of all: from here on its secrets are known, and redacted.
    await untilStored(() => this.envs.prepare(run.job));
    await untilStored(() => this.attachments.prepare(run.job));
    await this.journal.note(run.claim, this.noteOf(run.job));
    return this.interrupted.settle(run);
  }

  /** To be called however the run has ended. */
  end({ job }: JobRun): void {
    this.envs.forget(job.id);
    this.attachments.forget(job.id);
  }

  private noteOf({ attempt }: Job): string {
    const more = attempt > 1 ? `, attempt ${attempt} of ${this.env.MAX_ATTEMPTS} after an interruption` : '';
    return `Job started on ${this.node.id}${more}`;
  }
}
