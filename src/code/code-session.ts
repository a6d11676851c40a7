import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ClaudeResult } from '../claude/claude-run.js';
import { ClaudeRunner } from '../claude/claude.runner.js';
import { JobFailure } from '../common/job-failure.js';
import { Env } from '../config/env.js';
import type { JobTree } from '../git/job-tree.js';
import type { Job } from '../jobs/job.js';
import { Budget, BUDGET_USED_UP, isOverBudget } from '../runs/budget.js';
import { assertNotPostponed } from '../runs/job-postponed.js';
import type { JobRun } from '../runs/job-run.js';
import { RepositoryOfJob } from '../runs/repository-of-job.js';
import { RunJournal } from '../runs/run-journal.js';
import type { RunNumbers } from '../runs/pull-request-text.js';
import { sum } from '../runs/sums.js';

/** What is kept of the session: its numbers over all attempts at the job. */
export interface SessionNumbers extends RunNumbers {
  /** Claude's closing words; null: none. */
  readonly summary: string | null;
  /** It was ended because the job's budget was used up: what there is, is not finished. */
  readonly overBudget: boolean;
}

/** What Claude is told when its session is taken up again; the task itself stands in the session. */
const GO_ON = [
  'You were interrupted: the server that runs you was stopped, and commands that were running have been ended.',
  'Your files are as you left them. See where the work stands, then go on with the task until it is done.',
].join(' ');

/** The one session of Claude in a code job, however often it is interrupted. */
@Injectable()
export class CodeSession {
  constructor(
    private readonly env: Env,
    private readonly claude: ClaudeRunner,
    private readonly repositories: RepositoryOfJob,
    private readonly journal: RunJournal,
  ) {}

  /**
   * @throws JobFailure unless Claude's own result says success, or the budget ended it; JobPostponed when the model could
   * not be used. What it used is recorded either way.
   */
  async begin(run: JobRun, tree: JobTree): Promise<SessionNumbers> {
    const sessionId = randomUUID();
    // Before the process exists, so that an interrupted session can be found by its id.
    await this.journal.save(run.claim, { session_id: sessionId, model: this.env.CLAUDE_MODEL });
    return this.conclude(run, await this.ask(run, tree, { sessionId, resume: false, prompt: run.job.prompt }));
  }

  /** Takes the interrupted session up again; null: Claude does not know it any more. @throws as {@link begin}. */
  async goOn(run: JobRun, tree: JobTree): Promise<SessionNumbers | null> {
    await this.journal.note(run.claim, 'Claude goes on where it was interrupted');
    const sessionId = run.job.session_id ?? '';
    const result = await this.ask(run, tree, { sessionId, resume: true, prompt: GO_ON });
    if (result.reason !== 'session_lost') return this.conclude(run, result);
    await this.journal.note(run.claim, 'Claude’s memory of the work is gone: the job begins anew');
    return null;
  }

  private async ask(
    { job, claim, signal }: JobRun,
    tree: JobTree,
    session: { readonly sessionId: string; readonly resume: boolean; readonly prompt: string },
  ): Promise<ClaudeResult> {
    await this.journal.enter(claim, 'working');
    const trustRepoConfig = await this.repositories.isTrusted(job);
    const about = { claim, iterationNumber: null, cwd: tree.path, model: this.env.CLAUDE_MODEL, trustRepoConfig };
    return this.claude.run({ ...about, ...session, profile: 'code', ...Budget.of(job).runLimits }, signal);
  }

  private async conclude({ job, claim, signal }: JobRun, result: ClaudeResult): Promise<SessionNumbers> {
    const numbers = numbersOf(job, result);
    const overBudget = isOverBudget(result);
    const hasEnded = result.ok || overBudget;
    const ended = hasEnded ? { session_ended_at: new Date().toISOString(), result_summary: result.summary } : {};
    const reason = overBudget ? { completion_reason: 'budget_exceeded' } : {};
    await this.journal.save(claim, { ...numbers, ...ended, ...reason });
    // Whoever had finished before it was stopped had finished.
    if (!hasEnded) signal.throwIfAborted();
    assertNotPostponed(result);
    if (!hasEnded) throw new JobFailure(result.failure ?? 'Claude ended without saying why.');
    if (overBudget) await this.journal.note(claim, BUDGET_USED_UP);
    return {
      summary: result.summary,
      overBudget,
      numTurns: numbers.num_turns,
      durationMs: numbers.duration_ms,
      costUsd: numbers.total_cost_usd,
    };
  }
}

/** Each process counts for itself; the job has the sum. */
function numbersOf(job: Job, result: ClaudeResult) {
  return {
    num_turns: sum(job.num_turns, result.numTurns),
    input_tokens: sum(job.input_tokens, result.inputTokens),
    output_tokens: sum(job.output_tokens, result.outputTokens),
    // The whole session's estimate also knows what attempts have cost that were stopped without a result.
    total_cost_usd: atLeast(sum(job.total_cost_usd, result.costUsd), result.sessionCostUsd),
    duration_ms: sum(job.duration_ms, result.durationMs),
  };
}

function atLeast(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
