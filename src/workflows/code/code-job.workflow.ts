import { Injectable } from '@nestjs/common';
import type { JobRun, RunOutcome } from '../run/job-run.js';
import { JobWorkflow } from '../run/job-workflow.js';
import { RunTools } from '../run/tools/run-tools.js';

/** A code job: one session of Claude on a branch, whose changes become a pull request. */
@Injectable()
export class CodeJobWorkflow extends JobWorkflow {
  readonly name = 'code';
  readonly changesTree = true;
  override readonly needsBranch = true;

  constructor(private readonly tools: RunTools) {
    super();
  }

  async run(run: JobRun): Promise<RunOutcome> {
    await this.tools.contribute(run, { prompt: run.job.prompt });
    return 'completed';
  }
}
