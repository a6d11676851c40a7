import { Injectable } from '@nestjs/common';
import { OutputFields, outputOptionsOf, outputSettingsOf } from '../../jobs/output/output-fields.js';
import type { Job, JobSettings } from '../../jobs/records/job.js';
import type { JobRun, RunOutcome } from '../run/job-run.js';
import { JobWorkflow } from '../run/job-workflow.js';
import { RunTools } from '../run/tools/run-tools.js';

/** A code job: one session of Claude on a branch, whose changes become a pull request. */
@Injectable()
export class CodeJobWorkflow extends JobWorkflow<OutputFields> {
  readonly name = 'code';
  readonly changesTree = true;
  override readonly needsBranch = true;
  override readonly fields = OutputFields;

  constructor(private readonly tools: RunTools) {
    super();
  }

  override settingsOf(fields: OutputFields): JobSettings {
    return outputSettingsOf(fields);
  }

  override optionsOf(job: Job): OutputFields {
    return outputOptionsOf(job);
  }

  async run(run: JobRun): Promise<RunOutcome> {
    await this.tools.contribute(run, { prompt: run.job.prompt });
    return 'completed';
  }
}
