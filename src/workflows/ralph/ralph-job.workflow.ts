import { Injectable } from '@nestjs/common';
import { JobFailure } from '../../platform/errors/job-failure.js';
import type { RepositoryRef } from '../../git/repository-ref.js';
import type { TreeState } from '../../git/collecting/state-keeper.js';
import type { JobTree } from '../../git/trees/job-tree.js';
import type { WorkOrigin } from '../../git/collecting/work-collector.js';
import type { CompletionReason } from '../../jobs/records/completion-reason.js';
import type { Job, JobSettings } from '../../jobs/records/job.js';
import { NO_SETTINGS } from '../../jobs/types/job-type.js';
import { Budget } from '../run/budget.js';
import { handBackIfStopping, type JobRun, type RunOutcome } from '../run/job-run.js';
import { JobWorkflow } from '../run/job-workflow.js';
import { CurrentRepositories } from '../run/identity/current-repositories.js';
import { RunJournal } from '../run/run-journal.js';
import { untilStored } from '../run/until-stored.js';
import { factsOf, isFinished, type Iteration } from './iterations/iteration.js';
import { IterationRepository } from './iterations/iteration.repository.js';
import { IterationRunner } from './iterations/iteration-runner.js';
import { IterationSharing } from './sharing/iteration-sharing.js';
import { LoopDelivery } from './loop-delivery.js';
import { endSentence } from './loop-report.js';
import { LoopTree } from './loop-tree.js';
import { RalphFields } from './dto/ralph-fields.js';
import { type LoopWorld, runLoop } from './ralph-loop.js';

/** A ralph job: iterations on one tree until there is a reason to end, then one commit and one pull request. */
@Injectable()
export class RalphJobWorkflow extends JobWorkflow<RalphFields> {
  readonly name = 'ralph';
  readonly changesTree = true;
  override readonly iterates = true;
  override readonly fields = RalphFields;

  constructor(
    private readonly repositories: CurrentRepositories,
    private readonly tree: LoopTree,
    private readonly iteration: IterationRunner,
    private readonly iterations: IterationRepository,
    private readonly sharing: IterationSharing,
    private readonly delivery: LoopDelivery,
    private readonly journal: RunJournal,
  ) {
    super();
  }

  /** In columns of their own, which PM databases and callers know by name. */
  override settingsOf({ maxIterations, completionPromise, feedbackCommands }: RalphFields): JobSettings {
    return {
      ...NO_SETTINGS,
      max_iterations: maxIterations,
      completion_promise: completionPromise,
      feedback_commands: feedbackCommands,
    };
  }

  override optionsOf(job: Job): RalphFields {
    const defaults = new RalphFields();
    return {
      maxIterations: job.max_iterations ?? defaults.maxIterations,
      completionPromise: job.completion_promise ?? defaults.completionPromise,
      feedbackCommands: job.feedback_commands ?? defaults.feedbackCommands,
    };
  }

  override receiptOf(job: Job): object {
    return this.optionsOf(job);
  }

  async run(run: JobRun): Promise<RunOutcome> {
    const repository = await this.repositories.settle(run);
    if (await this.delivery.deliverInherited(run, repository)) return 'completed';
    const site: LoopSite = { tree: null, left: null, shared: run.job.shared_at !== null };
    const reason = await runLoop(this.worldOf(run, repository, site));
    const iterations = await this.finished(run);
    const sentence = endSentence({ ...run, reason, iterations });
    await this.journal.note(run.claim, `The loop has ended after ${countOf(iterations)}: ${sentence}`);
    const baseSha = site.tree?.baseSha ?? run.job.base_sha;
    const origin = originOf(run, repository, baseSha ?? '');
    await this.delivery.deliver(run, baseSha === null ? null : origin, reason, iterations);
    if (site.shared) await this.sharing.withdraw(run, origin);
    if (reason === 'iteration_error') throw new JobFailure(sentence, { code: 'agent_failed' });
    return 'completed';
  }

  private worldOf(run: JobRun, repository: RepositoryRef, site: LoopSite): LoopWorld {
    const { job, claim, signal } = run;
    const budget = Budget.of(job);
    let concluded = job.completion_reason as CompletionReason | null;
    return {
      maxIterations: job.max_iterations ?? 1,
      finished: async () => (await this.finished(run)).map(factsOf),
      stopRequested: () => untilStored(() => this.iterations.isStopRequested(job.id)),
      // A run that finds nothing left to spend before it has begun hands the loop back instead of ending it.
      budgetLeft: () => budget.isLeft && (site.tree === null || !run.spent.aborted),
      iterate: async (number, stuck) => {
        signal.throwIfAborted();
        handBackIfStopping(run);
        const finished = await this.finished(run);
        site.tree ??= await this.tree.prepare(run, repository, finished);
        const plan = { number, stuck, finished, found: site.left, budget };
        site.left = await this.iteration.run(run, site.tree, plan);
        if (await this.sharing.share(run, site.tree)) site.shared = true;
      },
      concluded: () => Promise.resolve(concluded),
      conclude: async (reason) => {
        await this.journal.save(claim, { completion_reason: reason });
        concluded = reason;
      },
    };
  }

  private async finished({ job }: JobRun): Promise<Iteration[]> {
    const iterations = await untilStored(() => this.iterations.list(job.id));
    return iterations.filter(isFinished);
  }
}

function originOf({ job }: JobRun, repository: RepositoryRef, baseSha: string): WorkOrigin {
  return { jobId: job.id, repository, branchName: job.branch_name ?? '', baseSha };
}

/** Where a loop works; null: it has not begun to. */
interface LoopSite {
  tree: JobTree | null;
  /** As the last iteration left it; null: it is fresh. */
  left: TreeState | null;
  /** Something of it is, or may be, at the forge. */
  shared: boolean;
}

function countOf({ length }: readonly Iteration[]): string {
  return length === 1 ? 'one iteration' : `${length} iterations`;
}
