import { Injectable } from '@nestjs/common';
import { JobFailure } from '../common/job-failure.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import type { JobTree } from '../git/job-tree.js';
import { type CollectedWork, WorkCollector } from '../git/work-collector.js';
import type { CompletionReason } from '../jobs/completion-reason.js';
import { Budget } from '../runs/budget.js';
import { type JobRun, JobWorkflow, type RunOutcome } from '../runs/job-run.js';
import { Publication } from '../runs/publication.js';
import { RepositoryOfJob } from '../runs/repository-of-job.js';
import { RunJournal } from '../runs/run-journal.js';
import { untilStored } from '../runs/until-stored.js';
import { factsOf, type Iteration } from './iteration.js';
import { IterationRepository } from './iteration.repository.js';
import { IterationRunner } from './iteration-runner.js';
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
    private readonly collector: WorkCollector,
    private readonly publication: Publication,
    private readonly journal: RunJournal,
  ) {
    super();
  }

  async run(run: JobRun): Promise<RunOutcome> {
    const repository = await this.repositories.refOf(run.job);
    const site: LoopSite = { tree: null };
    const reason = await runLoop(this.worldOf(run, repository, site));
    const iterations = await this.finished(run);
    const sentence = endSentence(reason, iterations);
    await this.journal.note(run.claim, `The loop has ended after ${countOf(iterations)}: ${sentence}`);
    const baseSha = site.tree?.baseSha ?? run.job.base_sha;
    const work = baseSha === null ? null : await this.workOf(run, repository, baseSha);
    await this.publish(run, work, loopReport(run.job, reason, iterations), reason !== 'promise_detected');
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
        const finished = await this.finished(run);
        site.tree ??= await this.tree.prepare(run, repository, finished);
        await this.iteration.run(run, site.tree, { number, stuck, finished, budget });
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

  /** The state that the last iteration left, if it can be published. */
  private workOf({ job, signal }: JobRun, repository: RepositoryRef, baseSha: string): Promise<CollectedWork | null> {
    const origin = { jobId: job.id, repository, branchName: job.branch_name ?? '', baseSha };
    return this.collector.restore(origin, signal);
  }

  /** Ready for review only when the promise was kept; whatever else there is, is a draft. */
  private async publish(run: JobRun, work: CollectedWork | null, body: string, draft: boolean): Promise<void> {
    if (work?.changed) return this.publication.publish(run, work, { body, draft });
    // An interrupted attempt had come so far that its work was let go of.
    if (run.job.pr_url !== null) return;
    const nothing = 'Nothing was changed: there is no branch to push and no pull request to open';
    await this.journal.note(run.claim, nothing);
    if (work) await this.collector.forget(work, run.signal);
  }
}

/** Where a loop works; null: it has not begun to. */
interface LoopSite {
  tree: JobTree | null;
}

function countOf({ length }: readonly Iteration[]): string {
  return length === 1 ? 'one iteration' : `${length} iterations`;
}
