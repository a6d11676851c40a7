import { Injectable } from '@nestjs/common';
import { JobFailure } from '../common/job-failure.js';
import { JobRedactors } from '../common/job-redactors.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import type { JobTree } from '../git/job-tree.js';
import { type CollectedWork, WorkCollector, type WorkOrigin } from '../git/work-collector.js';
import type { CompletionReason } from '../jobs/completion-reason.js';
import { Budget } from '../runs/budget.js';
import { handBackIfStopping, type JobRun, JobWorkflow, type RunOutcome } from '../runs/job-run.js';
import { Publication } from '../runs/publication.js';
import { RepositoryOfJob } from '../runs/repository-of-job.js';
import { RunJournal } from '../runs/run-journal.js';
import { untilStored } from '../runs/until-stored.js';
import { factsOf, type Iteration } from './iteration.js';
import { IterationRepository } from './iteration.repository.js';
import { IterationRunner } from './iteration-runner.js';
import { IterationSharing } from './iteration-sharing.js';
import { endSentence, loopReport } from './loop-report.js';
import { LoopTree } from './loop-tree.js';
import { type LoopWorld, runLoop } from './ralph-loop.js';

/** A ralph job: iterations on one tree until there is a reason to end, then one commit and one pull request. */
@Injectable()
export class RalphJobWorkflow extends JobWorkflow {
  readonly type = 'ralph';

  constructor(
    private readonly repositories: RepositoryOfJob,
    private readonly tree: LoopTree,
    private readonly iteration: IterationRunner,
    private readonly iterations: IterationRepository,
    private readonly sharing: IterationSharing,
    private readonly collector: WorkCollector,
    private readonly publication: Publication,
    private readonly journal: RunJournal,
    private readonly redactors: JobRedactors,
  ) {
    super();
  }

  async run(run: JobRun): Promise<RunOutcome> {
    const repository = await this.repositories.refOf(run.job);
    const site: LoopSite = { tree: null, shared: run.job.shared_at !== null };
    const reason = await runLoop(this.worldOf(run, repository, site));
    const iterations = await this.finished(run);
    const sentence = endSentence(reason, iterations);
    await this.journal.note(run.claim, `The loop has ended after ${countOf(iterations)}: ${sentence}`);
    const baseSha = site.tree?.baseSha ?? run.job.base_sha;
    const origin = originOf(run, repository, baseSha ?? '');
    const work = baseSha === null ? null : await this.workOf(run, origin, iterations);
    await this.publish(
      run,
      work,
      loopReport(this.redactors.clean(run.job), reason, iterations),
      reason !== 'promise_detected',
    );
    if (site.shared) await this.sharing.withdraw(run, origin);
    if (reason === 'iteration_error') throw new JobFailure(sentence);
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
      budgetLeft: () => budget.isLeft,
      iterate: async (number, stuck) => {
        signal.throwIfAborted();
        handBackIfStopping(run);
        const finished = await this.finished(run);
        site.tree ??= await this.tree.prepare(run, repository, finished);
        await this.iteration.run(run, site.tree, { number, stuck, finished, budget });
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
    return iterations.filter(({ completedAt }) => completedAt !== null);
  }

  /**
   * The state that the last iteration left, if it can be published.
   * @throws JobFailure when there was one, and it is neither here nor at the forge.
   */
  private async workOf(
    run: JobRun,
    origin: WorkOrigin,
    iterations: readonly Iteration[],
  ): Promise<CollectedWork | null> {
    const headSha = iterations.findLast((iteration) => iteration.headSha !== null)?.headSha ?? null;
    if (headSha === null) return null;
    await this.sharing.bring(run, origin, headSha);
    const work = await this.collector.restoreAt(origin, headSha, run.signal);
    if (!work && run.job.pr_url === null && iterations.some(({ treeChanged }) => treeChanged))
      throw new JobFailure(LOST);
    return work;
  }

  /** Ready for review only when the promise was kept; whatever else there is, is a draft. */
  private async publish(run: JobRun, work: CollectedWork | null, body: string, draft: boolean): Promise<void> {
    // The last step of an earlier attempt: only its own end was not recorded.
    if (run.job.pr_url !== null) return work ? this.collector.forget(work, run.signal) : undefined;
    if (work?.changed) return this.publication.publish(run, work, { body, draft });
    const nothing = 'Nothing was changed: there is no branch to push and no pull request to open';
    await this.journal.note(run.claim, nothing);
    if (work) await this.collector.forget(work, run.signal);
  }
}

const LOST = 'The loop had ended, but its work is in the clone of a server that is gone: nothing could be published.';

function originOf({ job }: JobRun, repository: RepositoryRef, baseSha: string): WorkOrigin {
  return { jobId: job.id, repository, branchName: job.branch_name ?? '', baseSha };
}

/** Where a loop works; null: it has not begun to. */
interface LoopSite {
  tree: JobTree | null;
  /** Something of it is, or may be, at the forge. */
  shared: boolean;
}

function countOf({ length }: readonly Iteration[]): string {
  return length === 1 ? 'one iteration' : `${length} iterations`;
}
