import { Injectable } from '@nestjs/common';
import type { ConversationEnd } from '../../claude/conversations/claude-conversation.js';
import { agentCodeOf } from '../run/agent-code.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { Env } from '../../platform/config/env.js';
import type { JobTree } from '../../git/trees/job-tree.js';
import { MessageRecorder } from '../../jobs/messages/message-recorder.js';
import { budgetNote } from '../run/budget.js';
import type { JobRun, RunOutcome } from '../run/job-run.js';
import { RunOutputs } from '../run/output/run-outputs.js';
import { RunJournal } from '../run/run-journal.js';
import { RunStopped } from '../run/run-stopped.js';
import { untilStored } from '../run/until-stored.js';
import { ConversationRepository } from './conversation.repository.js';
import type { ConversationState } from './talk/conversation-state.js';
import { UnchangedTree } from './unchanged-tree.js';

/** Decides how a conversation continues after its process has ended: complete, parked, or resumed. */
@Injectable()
export class ConversationEnding {
  constructor(
    private readonly env: Env,
    private readonly conversations: ConversationRepository,
    private readonly tree: UnchangedTree,
    private readonly recorder: MessageRecorder,
    private readonly journal: RunJournal,
    private readonly outputs: RunOutputs,
  ) {}

  /**
   * Records Claude's last words, and what follows from the end of its process.
   * @throws JobFailure when it has died too often without an answer or lacks the answer it was for, JobPostponed when the model cannot be used now,
   * RunStopped when the run has to end.
   */
  async conclude(run: JobRun, tree: JobTree, state: ConversationState, end: ConversationEnd): Promise<RunOutcome> {
    await this.journal.save(run.claim, { result_summary: end.summary ?? run.job.result_summary });
    const shutdown = run.signal.reason instanceof RunStopped && run.signal.reason.reason === 'shutdown';
    if (!shutdown) run.signal.throwIfAborted();
    await this.tree.restore(run, tree);
    if (state.isOverBudget) return this.endOverBudget(run);
    if (state.postponed && !shutdown) throw state.postponed;
    if (end.reason === 'finished') return this.complete(run);
    const orderly = end.reason === 'closed' || shutdown;
    if (!orderly) await this.tellOfDeath(run, end);
    return this.setAside(run, state);
  }

  /** @throws JobFailure when the job wants an answer as data, and has none. */
  async complete({ job }: JobRun): Promise<RunOutcome> {
    await this.outputs.assertGiven(job.id);
    return 'completed';
  }

  async endOverBudget(run: JobRun): Promise<RunOutcome> {
    await this.journal.save(run.claim, { completion_reason: 'budget_exceeded' });
    await this.journal.note(run.claim, budgetNote(run));
    return 'completed';
  }

  private async setAside({ claim }: JobRun, state: ConversationState): Promise<RunOutcome> {
    // Everything said must be stored under this claim, which ends with the parking.
    await this.recorder.finish(claim);
    const parked = await untilStored(() => this.conversations.park(claim, state.isAnswerOwed));
    if (!parked) throw new RunStopped('lease_lost');
    return 'parked';
  }

  /** @throws JobFailure when the conversation has died too often without an answer. */
  private async tellOfDeath({ job, claim }: JobRun, end: ConversationEnd): Promise<void> {
    const failure = end.failure ?? 'Claude ended unexpectedly.';
    if (job.attempt >= this.env.MAX_ATTEMPTS) throw new JobFailure(failure, { code: agentCodeOf(end.reason) });
    await this.journal.note(claim, `${failure} The conversation continues.`);
    await this.journal.save(claim, { attempt: job.attempt + 1 });
  }
}
