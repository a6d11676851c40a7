import { Injectable } from '@nestjs/common';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import type { TreeState } from '../../../git/collecting/state-keeper.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import type { Budget } from '../../run/budget.js';
import type { JobRun } from '../../run/job-run.js';
import { describeStray } from '../../run/publishing/stray-text.js';
import { RunJournal } from '../../run/run-journal.js';
import { assertHeld } from '../../run/run-stopped.js';
import { untilStored } from '../../run/until-stored.js';
import type { FeedbackResult } from '../feedback/feedback-result.js';
import { FeedbackRunner } from '../feedback/feedback-runner.js';
import { describeOutcome, outcomeOf } from './iteration-outcome.js';
import { IterationRepository } from './iteration.repository.js';
import { iterationPrompt } from './iteration-prompt.js';
import { IterationSession } from './iteration-session.js';
import { type IterationStart, IterationTree } from './iteration-tree.js';
import type { Stuck } from '../loop-decision.js';
import { describeProgress } from './progress.js';
import { ProgressFile } from './progress-file.js';

export interface IterationPlan extends IterationStart {
  readonly number: number;
  readonly stuck: Stuck | null;
  readonly budget: Budget;
}

/** One iteration: the progress for Claude, Claude, the feedback commands, the state of the tree, the row. */
@Injectable()
export class IterationRunner {
  constructor(
    private readonly session: IterationSession,
    private readonly progress: ProgressFile,
    private readonly feedback: FeedbackRunner,
    private readonly tree: IterationTree,
    private readonly iterations: IterationRepository,
    private readonly redactors: JobRedactors,
    private readonly journal: RunJournal,
  ) {}

  /**
   * Resolves when the iteration is complete in the store; one that is interrupted is begun again under the same number.
   * @returns the tree as it leaves it; null: it could not be read.
   * @throws RunStopped when the run has to end, JobPostponed when the model cannot be used now.
   */
  async run(run: JobRun, tree: JobTree, plan: IterationPlan): Promise<TreeState | null> {
    const { job, claim, signal } = run;
    const { number, budget, finished } = plan;
    await this.journal.note(claim, `Iteration ${number} of at most ${job.max_iterations ?? 1}`, number);
    const hasProgressFile = await this.progress.write(tree, describeProgress(finished), signal);
    const prompt = promptOf(run, plan, hasProgressFile);
    const claude = await this.session.ask(run, tree, { number, prompt, budget });
    const work = await this.tree.afterClaude(run, tree, plan);
    const mayBeJudged = claude.ok && work.problem === null;
    const feedback = mayBeJudged ? await this.giveFeedback(run, tree, number) : [];
    await this.journal.enter(claim, 'collecting');
    const state = await this.tree.keep(run, tree, work, feedback.length > 0);
    signal.throwIfAborted();
    const outcome = outcomeOf(job, { claude, feedback, state }, (text) => this.redactors.redact(job.id, text));
    assertHeld(await untilStored(() => this.iterations.finish(claim, number, outcome)));
    await this.journal.note(claim, describeOutcome(number, outcome, state), number);
    await this.tellStray(run, tree, plan, state.left);
    return state.left;
  }

  /** Commits beside the work that the iterations before have not left. */
  private async tellStray(run: JobRun, tree: JobTree, plan: IterationPlan, left: TreeState | null): Promise<void> {
    const known = new Set(plan.found?.stray.map(({ sha }) => sha));
    const said = describeStray(
      { ...tree, node: run.job.lease_owner },
      (left?.stray ?? []).filter(({ sha }) => !known.has(sha)),
    );
    if (said !== null) await this.journal.note(run.claim, said, plan.number);
  }

  private async giveFeedback(run: JobRun, tree: JobTree, number: number): Promise<FeedbackResult[]> {
    await this.journal.enter(run.claim, 'feedback');
    await this.progress.remove(tree, run.signal);
    return this.feedback.run(run, tree, number);
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
