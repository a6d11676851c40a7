import { Injectable } from '@nestjs/common';
import { outputSettingsOf } from '../../jobs/output/output-fields.js';
import type { Job, JobSettings } from '../../jobs/records/job.js';
import type { JobRun, RunOutcome } from '../run/job-run.js';
import { JobWorkflow } from '../run/job-workflow.js';
import { RunTools } from '../run/tools/run-tools.js';
import { CodeFields } from './dto/code-fields.js';
import { Planning } from './plans/planning.js';
import { workPrompt } from './plans/plan-prompts.js';

/** A code job: one session of Claude on a branch, whose changes become a pull request; before it, a plan where one is wanted. */
@Injectable()
export class CodeJobWorkflow extends JobWorkflow<CodeFields> {
  readonly name = 'code';
  readonly changesTree = true;
  override readonly needsBranch = true;
  override readonly fields = CodeFields;

  constructor(
    private readonly tools: RunTools,
    private readonly planning: Planning,
  ) {
    super();
  }

  override settingsOf({ planApproval, ...output }: CodeFields): JobSettings {
    return { ...outputSettingsOf(output), plan_approval: planApproval };
  }

  override optionsOf(job: Job): CodeFields {
    return { outputSchema: job.output_schema, planApproval: job.plan_approval };
  }

  async run(run: JobRun): Promise<RunOutcome> {
    const { job } = run;
    if (this.planning.isDue(job)) return this.planning.make(run);
    await this.tools.contribute(run, { prompt: workPrompt(job), continues: job.plan_session_id });
    return 'completed';
  }
}
