import { Injectable } from '@nestjs/common';
import { OutputFields, outputOptionsOf, outputSettingsOf } from '../../jobs/output/output-fields.js';
import type { Job, JobSettings } from '../../jobs/records/job.js';
import { Budget } from '../run/budget.js';
import { handBackIfStopping, type JobRun, type RunOutcome } from '../run/job-run.js';
import { JobWorkflow } from '../run/job-workflow.js';
import { untilStored } from '../run/until-stored.js';
import { ConversationEnding } from './conversation-ending.js';
import { ConversationRepository } from './conversation.repository.js';
import { TaskConversations } from './task-conversations.js';
import { TaskTree } from './task-tree.js';

/** A task job: a conversation that reads the code and changes nothing, set aside while its person thinks. */
@Injectable()
export class TaskJobWorkflow extends JobWorkflow<OutputFields> {
  readonly name = 'task';
  readonly changesTree = false;
  override readonly converses = true;
  override readonly fields = OutputFields;

  constructor(
    private readonly messages: ConversationRepository,
    private readonly tree: TaskTree,
    private readonly conversations: TaskConversations,
    private readonly ending: ConversationEnding,
  ) {
    super();
  }

  override settingsOf(fields: OutputFields): JobSettings {
    return outputSettingsOf(fields);
  }

  override optionsOf(job: Job): OutputFields {
    return outputOptionsOf(job);
  }

  async run(run: JobRun): Promise<RunOutcome> {
    if (await this.isOver(run)) return this.ending.complete(run);
    const budget = Budget.of(run.job);
    if (!budget.isLeft) return this.ending.endOverBudget(run);
    const tree = await this.tree.prepare(run);
    handBackIfStopping(run);
    return this.conversations.hold(run, tree, budget, (state, end) => this.ending.conclude(run, tree, state, end));
  }

  /** To be completed, with nothing left to answer: that needs no process. */
  private async isOver({ job }: JobRun): Promise<boolean> {
    if (job.complete_requested_at === null || job.answer_owed) return false;
    return (await untilStored(() => this.messages.undelivered(job.id))).length === 0;
  }
}
