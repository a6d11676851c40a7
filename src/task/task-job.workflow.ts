import { Injectable, Logger } from '@nestjs/common';
import type { ConversationEnd } from '../claude/claude-conversation.js';
import { ClaudeConversations } from '../claude/claude-conversations.js';
import { JobFailure } from '../common/job-failure.js';
import { Env } from '../config/env.js';
import { OnJobEvent } from '../events/job-event-bus.js';
import type { JobEvents } from '../events/job-events.js';
import type { JobTree } from '../git/job-tree.js';
import { JobTrees } from '../git/job-trees.js';
import { McpConfigs } from '../mcp/mcp-configs.js';
import { MessageRecorder } from '../messages/message-recorder.js';
import { Budget, BUDGET_USED_UP } from '../runs/budget.js';
import { handBackIfStopping, type JobRun, JobWorkflow, type RunOutcome } from '../runs/job-run.js';
import { RepositoryOfJob } from '../runs/repository-of-job.js';
import { RunJournal } from '../runs/run-journal.js';
import { RunStopped } from '../runs/run-stopped.js';
import { sum } from '../runs/sums.js';
import { untilStored } from '../runs/until-stored.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { ConversationRun } from './conversation-run.js';
import { ConversationRepository } from './conversation.repository.js';
import { TaskSession } from './task-session.js';
import { INSTRUCTIONS } from './task-instructions.js';
import { UnchangedTree } from './unchanged-tree.js';

/** A task job: a conversation that reads the code and changes nothing, set aside while its person thinks. */
@Injectable()
export class TaskJobWorkflow extends JobWorkflow {
  readonly type = 'task';
  private readonly logger = new Logger(TaskJobWorkflow.name);
  private readonly held = new Map<string, ConversationRun>();

  constructor(
    private readonly env: Env,
    private readonly repositories: RepositoryOfJob,
    private readonly trees: JobTrees,
    private readonly session: TaskSession,
    private readonly mcp: McpConfigs,
    private readonly claude: ClaudeConversations,
    private readonly conversations: ConversationRepository,
    private readonly tree: UnchangedTree,
    private readonly recorder: MessageRecorder,
    private readonly journal: RunJournal,
    private readonly sandbox: Sandbox,
  ) {
    super();
  }

  @OnJobEvent('job.addressed')
  async onAddressed({ jobId }: JobEvents['job.addressed']): Promise<void> {
    await this.held.get(jobId)?.look();
  }

  async run(run: JobRun): Promise<RunOutcome> {
    if (await this.isOver(run)) return 'completed';
    const budget = Budget.of(run.job);
    if (!budget.isLeft) return this.endOverBudget(run);
    const tree = await this.prepare(run);
    handBackIfStopping(run);
    const talk = new ConversationRun(run.claim, {
      conversations: this.conversations,
      journal: this.journal,
      parkAfterMs: this.env.TASK_PARK_AFTER,
      settle: () => this.recorder.settle(run.job.id),
      stopping: run.stopping,
      budget,
      onError: (error) => this.logger.warn(`job ${run.job.id}: ${String(error)}`),
    });
    this.held.set(run.job.id, talk);
    // Messages that came by another node are found by looking.
    const poll = setInterval(() => void talk.look(), this.env.QUEUE_POLL_INTERVAL);
    try {
      const end = await this.talk(run, tree, talk, budget);
      await this.account(run, end);
      return await this.conclude(run, tree, talk, end);
    } finally {
      clearInterval(poll);
      talk.end();
      this.held.delete(run.job.id);
    }
  }

  /** To be completed, with nothing left to answer: that needs no process. */
  private async isOver({ job }: JobRun): Promise<boolean> {
    if (job.complete_requested_at === null || job.awaiting_input_since === null) return false;
    return (await untilStored(() => this.conversations.undelivered(job.id))).length === 0;
  }

  private async prepare({ job, claim, signal }: JobRun): Promise<JobTree> {
    const kept = await this.trees.find(job.id);
    if (kept) {
      await this.journal.save(claim, { sandbox: this.sandbox.driver });
      return kept;
    }
    const repository = await this.repositories.refOf(job);
    await this.journal.note(claim, `Fetching ${repository.owner}/${repository.name}`);
    const tree = await this.trees.create({ jobId: job.id, repository, branchName: job.branch_name ?? '' }, signal);
    await this.journal.save(claim, { base_sha: tree.baseSha, sandbox: this.sandbox.driver });
    return tree;
  }

  private async talk(run: JobRun, tree: JobTree, talk: ConversationRun, budget: Budget): Promise<ConversationEnd> {
    const { job, claim, signal } = run;
    const start = await this.session.begin(run);
    const mcp = await untilStored(() => this.mcp.forRepository(job.repository_id ?? '', job.id));
    const request = {
      claim,
      sessionId: start.sessionId,
      resume: start.resume,
      cwd: tree.path,
      model: this.env.CLAUDE_MODEL,
      instructions: INSTRUCTIONS,
      mcp,
      maxCostUsd: budget.runLimits.maxCostUsd,
    };
    const conversation = await this.claude.open(request, talk, signal);
    if ('failure' in conversation) throw new JobFailure(conversation.failure);
    await talk.start(conversation, start);
    return conversation.ended;
  }

  /** Each process counts for itself; the job has the sum. */
  private async account({ job, claim }: JobRun, end: ConversationEnd): Promise<void> {
    await this.journal.save(claim, {
      result_summary: end.summary ?? job.result_summary,
      num_turns: sum(job.num_turns, end.numTurns),
      input_tokens: sum(job.input_tokens, end.inputTokens),
      output_tokens: sum(job.output_tokens, end.outputTokens),
      total_cost_usd: sum(job.total_cost_usd, end.costUsd),
      duration_ms: sum(job.duration_ms, end.durationMs),
    });
  }

  private async conclude(run: JobRun, tree: JobTree, talk: ConversationRun, end: ConversationEnd): Promise<RunOutcome> {
    const shutdown = run.signal.reason instanceof RunStopped && run.signal.reason.reason === 'shutdown';
    if (!shutdown) run.signal.throwIfAborted();
    await this.tree.restore(run, tree);
    if (talk.overBudget) return this.endOverBudget(run);
    if (talk.postponed && !shutdown) throw talk.postponed;
    if (end.reason === 'finished') return 'completed';
    const orderly = end.reason === 'closed' || shutdown;
    if (!orderly) await this.tellOfDeath(run, end);
    // Everything said must be stored under this claim, which ends with the parking.
    await this.recorder.finish(run.claim);
    if (!(await untilStored(() => this.conversations.park(run.claim, talk.busy)))) throw new RunStopped('lease_lost');
    return 'parked';
  }

  private async endOverBudget({ claim }: JobRun): Promise<RunOutcome> {
    await this.journal.save(claim, { completion_reason: 'budget_exceeded', awaiting_input_since: null });
    await this.journal.note(claim, BUDGET_USED_UP);
    return 'completed';
  }

  /** @throws JobFailure when the conversation has died too often without an answer. */
  private async tellOfDeath({ job, claim }: JobRun, end: ConversationEnd): Promise<void> {
    const failure = end.failure ?? 'Claude ended unexpectedly.';
    if (job.attempt >= this.env.MAX_ATTEMPTS) throw new JobFailure(failure);
    await this.journal.note(claim, `${failure} The conversation is taken up again.`);
    await this.journal.save(claim, { attempt: job.attempt + 1 });
  }
}
