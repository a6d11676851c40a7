import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ClaudeResult } from '../claude/claude-run.js';
import { ClaudeRunner } from '../claude/claude.runner.js';
import { JobFailure } from '../common/job-failure.js';
import { JobRedactors } from '../common/job-redactors.js';
import { Env } from '../config/env.js';
import type { JobTree } from '../git/job-tree.js';
import { WorkCollector } from '../git/work-collector.js';
import { type Budget, isOverBudget } from '../runs/budget.js';
import { commitMessageOf } from '../runs/commit-message-of.js';
import { assertNotPostponed } from '../runs/job-postponed.js';
import type { JobRun } from '../runs/job-run.js';
import { RepositoryOfJob } from '../runs/repository-of-job.js';
import { RunJournal } from '../runs/run-journal.js';
import { RunStopped } from '../runs/run-stopped.js';
import { untilStored } from '../runs/until-stored.js';
import { JobEnvironment } from '../sandbox/job-environment.js';
import { readClosingWords } from './closing-words.js';
import { type FeedbackResult, isGreen } from './feedback-result.js';
import { FeedbackRunner } from './feedback-runner.js';
import { fingerprintOf } from './fingerprint.js';
import type { Iteration, IterationResult } from './iteration.js';
import { IterationRepository } from './iteration.repository.js';
import { iterationPrompt } from './iteration-prompt.js';
import type { Stuck } from './loop-decision.js';
import { describeProgress } from './progress.js';
import { PROGRESS_FILE, ProgressFile } from './progress-file.js';

/** Runs of Claude that one iteration may take: a failed one is repeated once. */
const TRIES = 2;

export interface IterationPlan {
  readonly number: number;
  readonly stuck: Stuck | null;
  /** The iterations before this one, in order. */
  readonly finished: readonly Iteration[];
  readonly budget: Budget;
}

/** One iteration: the progress for Claude, Claude, the feedback commands, the state of the tree, the row. */
@Injectable()
export class IterationRunner {
  constructor(
    private readonly env: Env,
    private readonly claude: ClaudeRunner,
    private readonly repositories: RepositoryOfJob,
    private readonly progress: ProgressFile,
    private readonly feedback: FeedbackRunner,
    private readonly collector: WorkCollector,
    private readonly environment: JobEnvironment,
    private readonly iterations: IterationRepository,
    private readonly redactors: JobRedactors,
    private readonly journal: RunJournal,
  ) {}

  /**
   * Resolves when the iteration is complete in the store; one that is interrupted is begun again under the same number.
   * @throws RunStopped when the run has to end, JobPostponed when the model cannot be used now.
   */
  async run(run: JobRun, tree: JobTree, plan: IterationPlan): Promise<void> {
    const { claim, signal } = run;
    await this.journal.note(claim, `Iteration ${plan.number} of at most ${run.job.max_iterations ?? 1}`, plan.number);
    const hasProgressFile = await this.progress.write(tree, describeProgress(plan.finished), signal);
    const prompt = promptOf(run, plan, hasProgressFile);
    const result = await this.askClaude(run, tree, plan, prompt);
    const feedbackResults = result.ok ? await this.giveFeedback(run, tree, plan.number) : [];
    await this.journal.enter(claim, 'collecting');
    const { problem, ...state } = await this.keepState(run, tree, plan);
    signal.throwIfAborted();
    const said = this.outcomeOf(run, result, feedbackResults);
    const outcome = {
      ...said,
      ...state,
      error: said.error ?? problem,
      promiseDetected: said.promiseDetected && !problem,
    };
    this.assertHeld(await untilStored(() => this.iterations.finish(claim, plan.number, outcome)));
    await this.tell(run, plan.number, outcome);
  }

  /** The result of the last try. */
  private async askClaude(run: JobRun, tree: JobTree, plan: IterationPlan, prompt: string): Promise<ClaudeResult> {
    for (let attempt = 1; ; attempt += 1) {
      const result = await this.runClaude(run, tree, plan, prompt);
      if (result.ok || isOverBudget(result) || attempt === TRIES || !plan.budget.isLeft) return result;
      const why = result.failure ?? 'Claude ended without saying why.';
      await this.journal.note(run.claim, `${why} The iteration is tried once more.`, plan.number);
    }
  }

  private async runClaude(
    { job, claim, signal }: JobRun,
    tree: JobTree,
    { number, budget }: IterationPlan,
    prompt: string,
  ): Promise<ClaudeResult> {
    const sessionId = randomUUID();
    // Before the process exists, so that what an interrupted run left can be found by its session.
    this.assertHeld(await untilStored(() => this.iterations.begin(claim, number, sessionId)));
    const trustRepoConfig = await this.repositories.isTrusted(job);
    const about = { claim, iterationNumber: number, sessionId, resume: false, cwd: tree.path, trustRepoConfig };
    const request = { ...about, prompt, model: this.env.CLAUDE_MODEL, profile: 'code', ...budget.runLimits } as const;
    const result = await this.claude.run(request, signal);
    budget.spend(result.costUsd);
    const { numTurns, inputTokens, outputTokens, costUsd, durationMs } = result;
    const usage = { id: sessionId, numTurns, inputTokens, outputTokens, costUsd, durationMs };
    this.assertHeld(await untilStored(() => this.iterations.recordSession(claim, number, usage)), signal);
    // The iteration was not used up: it is begun again when the model is there.
    assertNotPostponed(result);
    return result;
  }

  private async giveFeedback(run: JobRun, tree: JobTree, number: number): Promise<FeedbackResult[]> {
    await this.journal.enter(run.claim, 'feedback');
    await this.progress.remove(tree, run.signal);
    return this.feedback.run(run, tree, number);
  }

  /** A tree that cannot be read is the iteration's failure: the state before it stays. */
  private async keepState({ job, signal }: JobRun, tree: JobTree, { finished }: IterationPlan) {
    const headSha = finished.at(-1)?.headSha ?? null;
    const env = this.environment.variablesFor(job.id);
    try {
      // The clone of another node may lack what that one left.
      const isHere = headSha !== null && (await this.collector.has(tree, headSha, signal));
      const since = isHere ? headSha : tree.baseSha;
      const message = commitMessageOf(this.redactors.clean(job));
      const options = { message, env, since, withoutFiles: [PROGRESS_FILE] };
      return { ...(await this.collector.keepState(tree, options, signal)), problem: null };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof JobFailure)) throw error;
      return { headSha, treeChanged: false, filesChanged: 0, diffStat: '', problem: error.message };
    }
  }

  private outcomeOf({ job }: JobRun, result: ClaudeResult, feedbackResults: readonly FeedbackResult[]) {
    const clean = (text: string | null): string | null => text && this.redactors.redact(job.id, text);
    const words = readClosingWords(result.summary, job.completion_promise ?? '');
    const budgetExceeded = isOverBudget(result);
    return {
      exitCode: result.exitCode,
      error: result.ok || budgetExceeded ? null : clean(result.failure ?? 'Claude ended without saying why.'),
      promiseClaimed: words.promise,
      promiseDetected: words.promise && isGreen(feedbackResults),
      blockedReason: clean(words.blocked),
      budgetExceeded,
      outputSummary: clean(result.summary),
      feedbackResults,
      feedbackFingerprint: fingerprintOf(feedbackResults),
      feedbackMs: feedbackResults.reduce((sum, { durationMs }) => sum + durationMs, 0),
    };
  }

  private async tell({ claim }: JobRun, number: number, outcome: IterationResult): Promise<void> {
    const green = isGreen(outcome.feedbackResults);
    const lines = [
      `Iteration ${number} ${outcome.error === null ? 'is complete' : `failed: ${outcome.error}`}`,
      ...(outcome.treeChanged ? [outcome.diffStat] : ['It changed no file']),
      ...(outcome.promiseClaimed && !green ? ['The promise was given, but does not count: feedback failed'] : []),
    ];
    await this.journal.note(claim, lines.join('\n'), number);
  }

  /** A signal that was aborted knows better why. */
  private assertHeld(held: boolean, signal?: AbortSignal): void {
    signal?.throwIfAborted();
    if (!held) throw new RunStopped('lease_lost');
  }
}

function promptOf({ job }: JobRun, { number, stuck, finished }: IterationPlan, hasProgressFile: boolean): string {
  return iterationPrompt({
    number,
    maxIterations: job.max_iterations ?? 1,
    task: job.prompt,
    completionPromise: job.completion_promise ?? '',
    feedbackCommands: job.feedback_commands ?? [],
    finished,
    stuck,
    hasProgressFile,
  });
}
