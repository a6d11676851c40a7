import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ClaudeProfile, ClaudeResult } from '../../../claude/runs/claude-run.js';
import type { UsedByNow } from '../../../claude/output/usage.js';
import { ClaudeRunner } from '../../../claude/runs/claude.runner.js';
import { agentCodeOf } from '../agent-code.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import { Env } from '../../../platform/config/env.js';
import { ARTIFACT_INSTRUCTIONS } from '../artifacts/artifact-words.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import type { Job } from '../../../jobs/records/job.js';
import { Budget, budgetNote, isOverBudget } from '../budget.js';
import { assertNotInterrupted } from '../job-interrupted.js';
import { assertNotPostponed } from '../job-postponed.js';
import type { JobRun } from '../job-run.js';
import { type GivenOutput, type OutputWish, RunOutputs } from '../output/run-outputs.js';
import { SessionMemory } from './session-memory.js';
import { RepositoryOfJob, type RunTerms } from '../repository-of-job.js';
import { RunJournal } from '../run-journal.js';
import type { RunNumbers } from '../publishing/pull-request-text.js';
import { addUsage, sumsOf } from '../usage/add-usage.js';
import { LearnedPrices } from '../usage/learned-prices.js';
import { ProcessRow } from '../usage/ledger-rows.js';

/** What a job asks of Claude. */
export interface ClaudeQuestion {
  /** Reaches the model as it stands. An interrupted session is not told it again. */
  readonly prompt: string;
  /** Added to Claude's own system prompt; default: nothing. */
  readonly instructions?: string;
  /**
   * An earlier session of the job, whose memory this one begins with. Where that is gone, it begins with none: the prompt must say
   * all that is needed. Default: none.
   */
  readonly continues?: string | null;
}

export interface SessionRequest extends ClaudeQuestion {
  /** The answer is for the server, such as a plan: `outputSchema` says nothing of it. Default: it is the job's. */
  readonly isPreparation?: boolean;
  /** What Claude may do in the tree. Only with `code` the settings of a trusted repository count: they may run commands. */
  readonly profile: ClaudeProfile;
}

/** How Claude's session ended well; the numbers are over all attempts at the job. */
export interface ClaudeAnswer extends RunNumbers {
  /** Claude's closing words; null: none. */
  readonly summary: string | null;
  /** The session was ended because the job's budget was used up: what there is, is not finished. */
  readonly overBudget: boolean;
}

/** What Claude is told when its session is taken up again; the task itself stands in the session. */
const GO_ON = [
  'You were interrupted: the server that runs you was stopped, and commands that were running have been ended.',
  'Your files are as you left them. See where the work stands, then go on with the task until it is done.',
].join(' ');

/** The one session of Claude in a job, however often it is interrupted. */
@Injectable()
export class RunSession {
  constructor(
    private readonly env: Env,
    private readonly claude: ClaudeRunner,
    private readonly repositories: RepositoryOfJob,
    private readonly journal: RunJournal,
    private readonly prices: LearnedPrices,
    private readonly outputs: RunOutputs,
    private readonly memory: SessionMemory,
  ) {}

  /**
   * @throws JobFailure unless Claude's own result says success, or the budget ended it; JobPostponed when the model could
   * not be used, JobInterrupted when its process was killed. What it used is recorded either way.
   */
  async begin(run: JobRun, tree: JobTree, request: SessionRequest): Promise<ClaudeAnswer> {
    const sessionId = randomUUID();
    // Before the process exists, so that an interrupted session can be found by its id.
    const terms = await this.termsFor(run.job, request);
    await this.journal.save(run.claim, { session_id: sessionId, model: terms.model ?? this.env.CLAUDE_MODEL });
    const notice = request.profile === 'code' ? this.claude.permissionNotice : null;
    if (notice) await this.journal.note(run.claim, notice);
    const wish = request.isPreparation ? null : await this.outputs.wishOf(run.job);
    const session = { ...request, ...terms, sessionId, resume: false, wish };
    const forked = await this.memory.fork(run, tree, request);
    const result = forked && (await this.ask(run, tree, { ...session, ...forked }));
    if (result && result.reason !== 'session_lost') return this.conclude(run, result, wish);
    const prompt = await this.memory.inWords(run, request.prompt);
    return this.conclude(run, await this.ask(run, tree, { ...session, prompt }), wish);
  }

  /** Takes the interrupted session up again; null: Claude does not know it any more. @throws as {@link begin}. */
  async goOn(run: JobRun, tree: JobTree, request: SessionRequest): Promise<ClaudeAnswer | null> {
    await this.journal.note(run.claim, 'Claude continues where it was interrupted');
    const sessionId = run.job.session_id ?? '';
    const terms = await this.termsFor(run.job, request);
    const wish = request.isPreparation ? null : await this.outputs.wishOf(run.job);
    const again = { ...request, ...terms, sessionId, resume: true, wish, prompt: GO_ON };
    const result = await this.ask(run, tree, again);
    if (result.reason !== 'session_lost') return this.conclude(run, result, wish);
    await this.journal.note(run.claim, 'Claude’s memory of the work is gone: the job starts over');
    return null;
  }

  /** As an earlier attempt recorded it; null: no session of the job has come to its end. */
  answerOf({ job }: JobRun): ClaudeAnswer | null {
    return job.session_ended_at === null ? null : recordedAnswerOf(job);
  }

  private async ask(
    { job, claim, signal, spent }: JobRun,
    tree: JobTree,
    {
      wish,
      ...session
    }: Omit<SessionRequest, 'instructions'> & RunTerms & SessionPlace & { readonly wish: OutputWish | null },
  ): Promise<ClaudeResult> {
    await this.journal.enter(claim, 'working');
    const trustRepoConfig = session.profile === 'code' && (await this.repositories.isTrusted(job));
    const about = { claim, iterationNumber: null, cwd: tree.path, trustRepoConfig };
    const usage = this.journal.usageOf(claim);
    const row = new ProcessRow(session.sessionId);
    const onUsed = (said: UsedByNow): void => {
      const used = this.prices.underway(said);
      usage.note({ totals: sumsOf(job, used), rows: [row.of(used.stretches, 0, null)] });
    };
    const request = { ...about, ...session, ...wordsOf(session, wish), ...Budget.of(job).runLimits, spent, onUsed };
    const result = await this.prices.complete(await this.claude.run(request, signal));
    const totals = numbersOf(job, result);
    const moreUsd = (totals.total_cost_usd ?? 0) - (sumsOf(job, result).total_cost_usd ?? 0);
    const rows = [row.of(result.stretches, result.durationMs, result.reason, moreUsd)];
    await usage.finish({ totals, rows });
    return result;
  }

  /** One that only reads can leave nothing for people but its answer. */
  private termsFor(job: Job, { profile, instructions }: SessionRequest): Promise<RunTerms> {
    const told = [instructions, profile === 'code' ? ARTIFACT_INSTRUCTIONS : undefined].filter(Boolean);
    return this.repositories.termsOf(job, told.length > 0 ? told.join('\n\n') : null);
  }

  private async conclude(run: JobRun, result: ClaudeResult, wish: OutputWish | null): Promise<ClaudeAnswer> {
    const { job, claim, signal } = run;
    const numbers = numbersOf(job, result);
    const overBudget = isOverBudget(result);
    const given = await this.givenBy(run, result, wish);
    const hasEnded = (result.ok || overBudget) && typeof given !== 'string';
    const ended = hasEnded
      ? { session_ended_at: new Date().toISOString(), result_summary: result.summary, ...given }
      : {};
    const reason = overBudget ? { completion_reason: 'budget_exceeded' } : {};
    await this.journal.save(claim, { ...ended, ...reason });
    // A session that had finished before the stop counts as finished.
    if (!hasEnded) signal.throwIfAborted();
    assertNotPostponed(result);
    assertNotInterrupted(result);
    if (typeof given === 'string') throw new JobFailure(given, { code: 'output_invalid' });
    if (!hasEnded) {
      throw new JobFailure(result.failure ?? 'Claude ended without saying why.', { code: agentCodeOf(result.reason) });
    }
    if (overBudget) await this.journal.note(claim, budgetNote(run));
    return {
      summary: result.summary,
      overBudget,
      numTurns: numbers.num_turns,
      durationMs: numbers.duration_ms,
      costUsd: numbers.total_cost_usd,
    };
  }

  /** The answer as data, or why it does not fit; null: there need be none, as in a session that did not come to its end. */
  private async givenBy(
    { job }: JobRun,
    result: ClaudeResult,
    wish: OutputWish | null,
  ): Promise<GivenOutput | string | null> {
    return wish !== null && result.ok ? this.outputs.judge(job.id, wish, result.output) : null;
  }
}

/** Which session of Claude is meant. */
interface SessionPlace {
  readonly sessionId: string;
  readonly resume: boolean;
  readonly forkOf?: string;
}

/** What Claude is told beside the prompt. */
function wordsOf({ instructions }: Pick<RunTerms, 'instructions'>, wish: OutputWish | null) {
  const parts = [instructions, wish?.instructions].filter((part) => part != null);
  return {
    instructions: parts.length === 0 ? null : parts.join('\n\n'),
    outputSchema: wish && JSON.stringify(wish.tool.schema),
  };
}

/** As earlier attempts have left it on the job's row. */
export function recordedAnswerOf(job: Job): ClaudeAnswer {
  return {
    summary: job.result_summary,
    overBudget: job.completion_reason === 'budget_exceeded',
    numTurns: job.num_turns,
    durationMs: job.duration_ms,
    costUsd: job.total_cost_usd,
  };
}

/** Each process counts only itself; the job has the total. */
function numbersOf(job: Job, result: ClaudeResult) {
  const sums = sumsOf(job, result);
  return {
    ...sums,
    // The whole session's estimate includes the cost of attempts that were stopped without a result, and of what it was forked from.
    total_cost_usd:
      job.follow_up_of === null ? atLeast(sums.total_cost_usd, result.sessionCostUsd) : sums.total_cost_usd,
    duration_ms: addUsage(job.duration_ms, result.durationMs),
  };
}

function atLeast(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
