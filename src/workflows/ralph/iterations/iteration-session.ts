import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ClaudeResult } from '../../../claude/runs/claude-run.js';
import type { UsedByNow } from '../../../claude/output/usage.js';
import { ClaudeRunner } from '../../../claude/runs/claude.runner.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import { type Budget, isOverBudget } from '../../run/budget.js';
import { assertNotInterrupted } from '../../run/job-interrupted.js';
import { assertNotPostponed } from '../../run/job-postponed.js';
import { ARTIFACT_INSTRUCTIONS } from '../../run/artifacts/artifact-words.js';
import type { JobRun } from '../../run/job-run.js';
import { LatestWrite } from '../../run/usage/latest-write.js';
import { FollowUpStart } from '../../run/follow-ups/follow-up-start.js';
import { RepositoryOfJob } from '../../run/repository-of-job.js';
import { RunJournal } from '../../run/run-journal.js';
import { assertHeld } from '../../run/run-stopped.js';
import { untilStored } from '../../run/until-stored.js';
import { LearnedPrices } from '../../run/usage/learned-prices.js';
import { ProcessRow } from '../../run/usage/ledger-rows.js';
import type { SessionUsage } from './iteration.js';
import { IterationRepository } from './iteration.repository.js';

/** Runs of Claude that one iteration may take: a failed one is repeated once. */
const TRIES = 2;

/** What Claude is asked in one iteration. */
export interface IterationTask {
  readonly number: number;
  readonly prompt: string;
  readonly budget: Budget;
}

/** Claude's part of an iteration: a session of its own, and a second one when the first fails. */
@Injectable()
export class IterationSession {
  constructor(
    private readonly claude: ClaudeRunner,
    private readonly repositories: RepositoryOfJob,
    private readonly iterations: IterationRepository,
    private readonly journal: RunJournal,
    private readonly prices: LearnedPrices,
    private readonly followUp: FollowUpStart,
  ) {}

  /**
   * The result of the last try; what each used is recorded, and spent of the budget.
   * @throws RunStopped when the run has to end, JobPostponed when the model cannot be used now.
   */
  async ask(run: JobRun, tree: JobTree, task: IterationTask): Promise<ClaudeResult> {
    const notice = task.number === 1 ? this.claude.permissionNotice : null;
    if (notice) await this.journal.note(run.claim, notice, task.number);
    const whole = { ...task, prompt: await this.followUp.introduce(run, task.prompt) };
    for (let attempt = 1; ; attempt += 1) {
      const result = await this.askOnce(run, tree, whole);
      const isLast = attempt === TRIES || !task.budget.isLeft || run.spent.aborted;
      if (result.ok || isOverBudget(result) || isLast) return result;
      const why = result.failure ?? 'Claude ended without saying why.';
      await this.journal.note(run.claim, `${why} The iteration is tried once more.`, task.number);
    }
  }

  private async askOnce(
    { job, claim, signal, spent }: JobRun,
    tree: JobTree,
    { number, prompt, budget }: IterationTask,
  ): Promise<ClaudeResult> {
    const sessionId = randomUUID();
    // Before the process exists, so that what an interrupted run left can be found by its session.
    assertHeld(await untilStored(() => this.iterations.begin(claim, number, sessionId)));
    const trustRepoConfig = await this.repositories.isTrusted(job);
    const about = { claim, iterationNumber: number, sessionId, resume: false, cwd: tree.path, trustRepoConfig };
    const terms = await this.repositories.termsOf(job, ARTIFACT_INSTRUCTIONS);
    const request = { ...about, ...terms, prompt, profile: 'code', spent, ...budget.runLimits } as const;
    const row = new ProcessRow(sessionId, sessionId);
    const used = new LatestWrite((usage: SessionUsage) => this.iterations.recordSession(claim, number, usage));
    const onUsed = (said: UsedByNow): void => {
      const { stretches, ...sums } = this.prices.underway(said);
      used.note({ ...sums, id: sessionId, durationMs: 0, row: row.of(stretches, 0, null) });
    };
    const result = await this.prices.complete(await this.claude.run({ ...request, onUsed }, signal));
    budget.spend(result.costUsd);
    const { numTurns, inputTokens, outputTokens, costUsd, durationMs, stretches, reason } = result;
    const sums = { numTurns, inputTokens, outputTokens, costUsd, durationMs };
    const held = await used.finish({ ...sums, id: sessionId, row: row.of(stretches, durationMs, reason) });
    // A signal that was aborted knows better why.
    signal.throwIfAborted();
    assertHeld(held);
    // The iteration was not used up: it is begun again.
    assertNotPostponed(result);
    assertNotInterrupted(result);
    return result;
  }
}
