import { Injectable } from '@nestjs/common';
import type { JobTree } from '../git/job-tree.js';
import { JobTrees } from '../git/job-trees.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import { WorkCollector } from '../git/work-collector.js';
import type { JobRun } from '../runs/job-run.js';
import { RunJournal } from '../runs/run-journal.js';
import { Sandbox } from '../sandbox/sandbox.js';
import type { Iteration } from './iteration.js';
import { IterationSharing } from './iteration-sharing.js';

/** The one working tree of a loop. */
@Injectable()
export class LoopTree {
  constructor(
    private readonly trees: JobTrees,
    private readonly collector: WorkCollector,
    private readonly sharing: IterationSharing,
    private readonly sandbox: Sandbox,
    private readonly journal: RunJournal,
  ) {}

  /**
   * A fresh tree with the state after the last finished iteration: what an interrupted one has left is not gone on with.
   */
  async prepare(run: JobRun, repository: RepositoryRef, finished: readonly Iteration[]): Promise<JobTree> {
    const { job, claim, signal } = run;
    await this.journal.note(claim, `Fetching ${repository.owner}/${repository.name}`);
    const from = await this.keptState(run, repository, finished);
    const request = { jobId: job.id, repository, branchName: job.branch_name ?? '' };
    const tree = await this.trees.create(from ? { ...request, from } : request, signal);
    await this.journal.save(claim, { base_sha: tree.baseSha, sandbox: this.sandbox.driver });
    await this.journal.note(claim, whereItStarts(tree, finished.length, from?.iterations ?? 0));
    return tree;
  }

  /** The newest state that this node has, or another has shared. */
  private async keptState(run: JobRun, repository: RepositoryRef, finished: readonly Iteration[]) {
    const { job, signal } = run;
    const last = finished.at(-1)?.headSha ?? null;
    if (last === null || job.base_sha === null) return null;
    const origin = { jobId: job.id, repository, branchName: job.branch_name ?? '', baseSha: job.base_sha };
    await this.sharing.bring(run, origin, last);
    for (const { headSha, number } of finished.toReversed()) {
      const isHere = headSha !== null && (await this.collector.has(origin, headSha, signal));
      if (isHere) return { baseSha: job.base_sha, headSha, iterations: number };
    }
    return null;
  }
}

/** @param kept how many iterations the state has that is gone on from. */
function whereItStarts(tree: JobTree, finished: number, kept: number): string {
  const lost = kept < finished ? '; the work of later iterations is not there' : '';
  if (kept > 0) return `The loop goes on with the work of ${kept} finished iterations${lost}`;
  const start = tree.continuesBranch ? 'its state at GitHub' : tree.repository.defaultBranch;
  const all = finished > 0 ? '; the work of earlier iterations is not there' : '';
  return `Branch ${tree.branchName} starts from ${start} (${tree.baseSha.slice(0, 12)})${all}`;
}
