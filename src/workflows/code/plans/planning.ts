import { Injectable } from '@nestjs/common';
import { JobTrees } from '../../../git/trees/job-trees.js';
import { MessageRecorder } from '../../../jobs/messages/message-recorder.js';
import type { Job } from '../../../jobs/records/job.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import type { JobRun, RunOutcome } from '../../run/job-run.js';
import { RunStopped } from '../../run/run-stopped.js';
import { RunTools } from '../../run/tools/run-tools.js';
import { untilStored } from '../../run/until-stored.js';
import { planPrompt } from './plan-prompts.js';
import { PlanRepository } from './plan.repository.js';

/** Lets Claude make a plan, and sets the job aside until a person has answered: without a process, a slot or a tree. */
@Injectable()
export class Planning {
  constructor(
    private readonly tools: RunTools,
    private readonly plans: PlanRepository,
    private readonly trees: JobTrees,
    private readonly recorder: MessageRecorder,
    private readonly redactors: JobRedactors,
  ) {}

  isDue({ plan_approval, plan_approved_at }: Job): boolean {
    return plan_approval && plan_approved_at === null;
  }

  /** @throws as `RunTools.consider` does; also JobFailure when Claude has made no plan. */
  async make(run: JobRun): Promise<RunOutcome> {
    const { job, claim } = run;
    const answer = await this.tools.consider(run, { prompt: planPrompt(job), continues: job.plan_session_id });
    if (answer.overBudget) return 'completed';
    if (!answer.summary?.trim()) throw new JobFailure('Claude ended without a plan.', { code: 'agent_failed' });
    await this.tools.note(run, 'The plan is made. The job waits for its approval');
    // Before the job is anybody's: whoever takes it up makes a tree of its own. The session stays.
    await this.trees.remove(job.id);
    // Everything said must be stored under this claim, which ends here.
    await this.recorder.finish(claim);
    const plan = this.redactors.redact(job.id, answer.summary);
    if (!(await untilStored(() => this.plans.set(claim, plan)))) throw new RunStopped('lease_lost');
    return 'parked';
  }
}
