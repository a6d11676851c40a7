import { Injectable } from '@nestjs/common';
import type { JobTree } from '../git/job-tree.js';
import { JobTrees } from '../git/job-trees.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import { WorkCollector } from '../git/work-collector.js';
import type { JobRun } from '../runs/job-run.js';
import { RunJournal } from '../runs/run-journal.js';
import { Sandbox } from '../sandbox/sandbox.js';
import type { Iteration } from './iteration.js';

/** The one working tree of a loop. */
@Injectable()
export class LoopTree {
  constructor(
    private readonly trees: JobTrees,
    private readonly collector: WorkCollector,
    private readonly sandbox: Sandbox,
    private readonly journal: RunJournal,
  ) {}

  /**
   * A fresh tree with the state after the last finished iteration: what an interrupted one has left is not gone on with.
   */
  async prepare(run: JobRun, repository: RepositoryRef, finished: readonly Iteration[]): Promise<JobTree> {
    const { job, claim, signal } = run;
    await this.journal.note(claim, `Fetching ${repository.owner}/${repository.name}`);
    const from = await this.keptState(run, repository, finished.at(-1)?.headSha ?? null);
    const request = { jobId: job.id, repository, branchName: job.branch_name ?? '' };
    const tree = await this.trees.create(from ? { ...request, from } : request, signal);
    await this.journal.save(claim, { base_sha: tree.baseSha, sandbox: this.sandbox.driver });
    await this.journal.note(claim, whereItStarts(tree, finished.length, from !== null));
    return tree;
  }

  private async keptState({ job, signal }: JobRun, repository: RepositoryRef, headSha: string | null) {
    if (headSha === null || job.base_sha === null) return null;
    return (await this.collector.has({ repository }, headSha, signal)) ? { baseSha: job.base_sha, headSha } : null;
  }
}

function whereItStarts(tree: JobTree, finished: number, goesOn: boolean): string {
  if (goesOn) return `The loop goes on with the work of ${finished} finished iterations`;
  const start = tree.continuesBranch ? 'its state at GitHub' : tree.repository.defaultBranch;
  const lost = finished > 0 ? '; the work of earlier iterations is not there' : '';
  return `Branch ${tree.branchName} starts from ${start} (${tree.baseSha.slice(0, 12)})${lost}`;
}
