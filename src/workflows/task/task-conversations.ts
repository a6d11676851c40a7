import { Injectable, Logger } from '@nestjs/common';
import type { ConversationEnd } from '../../claude/conversations/claude-conversation.js';
import type { UsedByNow } from '../../claude/output/usage.js';
import { Env } from '../../platform/config/env.js';
import { OnJobEvent } from '../../platform/events/job-event-bus.js';
import type { JobEvents } from '../../platform/events/job-events.js';
import type { JobTree } from '../../git/trees/job-tree.js';
import type { Budget } from '../run/budget.js';
import type { JobRun, RunOutcome } from '../run/job-run.js';
import { RunOutputs } from '../run/output/run-outputs.js';
import { RunJournal } from '../run/run-journal.js';
import { LearnedPrices } from '../run/usage/learned-prices.js';
import { ConversationOpener, type ConversationTerms } from './conversation-opener.js';
import { type SessionStart, TaskSession } from './session/task-session.js';
import { ConversationRows } from './talk/conversation-rows.js';
import { ConversationRun } from './talk/conversation-run.js';
import { ConversationUsage } from './talk/conversation-usage.js';
import type { ConversationState } from './talk/conversation-state.js';
import { HandedOverMessages } from './talk/handed-over-messages.js';

/** How a job continues once the process of its conversation has ended. */
export type Conclude = (state: ConversationState, end: ConversationEnd) => Promise<RunOutcome>;

/** The conversations that this node holds: each hears of what its person sends, for as long as its run lasts. */
@Injectable()
export class TaskConversations {
  private readonly logger = new Logger(TaskConversations.name);
  private readonly held = new Map<string, ConversationRun>();

  constructor(
    private readonly env: Env,
    private readonly session: TaskSession,
    private readonly opener: ConversationOpener,
    private readonly rows: ConversationRows,
    private readonly outputs: RunOutputs,
    private readonly journal: RunJournal,
    private readonly prices: LearnedPrices,
  ) {}

  @OnJobEvent('job.addressed')
  async onAddressed({ jobId }: JobEvents['job.addressed']): Promise<void> {
    await this.held.get(jobId)?.look();
  }

  /** One process of a conversation, from its start until it is concluded. @throws JobFailure when there is no process. */
  async hold(run: JobRun, tree: JobTree, budget: Budget, conclude: Conclude): Promise<RunOutcome> {
    const start = await this.session.begin(run);
    const usage = new ConversationUsage(run.job, start.sessionId, this.journal.usageOf(run.claim));
    const terms = { budget, wish: await this.outputs.wishOf(run.job) };
    const talk = this.talkOf(run, start, terms, usage);
    this.held.set(run.job.id, talk);
    // Messages that came by another node are found by looking.
    const poll = setInterval(() => void talk.look(), this.env.QUEUE_POLL_INTERVAL);
    try {
      const onUsed = (used: UsedByNow): void => usage.note(this.prices.underway(used));
      const conversation = await this.opener.open(run, tree, start, terms, talk, onUsed);
      await talk.start(conversation, start.opening);
      const end = await this.prices.complete(await conversation.ended);
      await usage.finish(end);
      return await conclude(talk.state, end);
    } finally {
      clearInterval(poll);
      talk.end();
      this.held.delete(run.job.id);
    }
  }

  private talkOf(
    { job, claim, stopping, spent }: JobRun,
    start: SessionStart,
    { budget, wish }: ConversationTerms,
    usage: ConversationUsage,
  ): ConversationRun {
    const row = this.rows.of(claim, usage, wish);
    const messages = new HandedOverMessages(start.aliases, start.preface, job.id);
    const onError = (error: unknown): void => this.logger.warn(`job ${job.id}: ${String(error)}`);
    return new ConversationRun(row, messages, budget, this.env.TASK_PARK_AFTER, { stopping, spent }, onError);
  }
}
