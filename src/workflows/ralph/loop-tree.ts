import { Injectable } from '@nestjs/common';
import type { JobTree } from '../../git/trees/job-tree.js';
import { JobTrees } from '../../git/trees/job-trees.js';
import type { RepositoryRef } from '../../git/repository-ref.js';
import type { JobRun } from '../run/job-run.js';
import { BranchGuard } from '../run/publishing/branch-guard.js';
import { BranchStart } from '../run/tools/branch-start.js';
import { RunJournal } from '../run/run-journal.js';
import { SetupCommand } from '../run/setup/setup-command.js';
import { Sandbox } from '../../sandbox/sandbox.js';
import type { Iteration } from './iterations/iteration.js';
import { KeptState } from './kept-state.js';

/** The one working tree of a loop. */
@Injectable()
export class LoopTree {
  constructor(
    private readonly trees: JobTrees,
    private readonly states: KeptState,
    private readonly setup: SetupCommand,
    private readonly guard: BranchGuard,
    private readonly start: BranchStart,
    private readonly sandbox: Sandbox,
    private readonly journal: RunJournal,
  ) {}

  /**
   * A fresh tree with the state after the last finished iteration, prepared by the repository's setup command: what an interrupted one has left
   * is dropped.
   * @throws JobFailure for a branch that jobs must not push to, for a setup command that fails, and as {@link JobTrees.create} does.
   */
  async prepare(run: JobRun, repository: RepositoryRef, finished: readonly Iteration[]): Promise<JobTree> {
    const { job, claim, signal } = run;
    await this.guard.assertMayPush(run);
    await this.journal.note(claim, `Fetching ${repository.owner}/${repository.name}`);
    const kept = await this.states.find(run, repository, finished);
    const anew = kept ? undefined : await this.start.find(run, repository);
    const from = kept ?? anew;
    const request = { jobId: job.id, repository, branchName: job.branch_name ?? '' };
    const tree = await this.trees.create(from ? { ...request, from } : request, signal);
    await this.journal.save(claim, { base_sha: tree.baseSha, sandbox: this.sandbox.driver });
    await this.journal.noteAll(claim, tree.notices);
    const start = tree.continuesBranch && !anew ? 'its state at GitHub' : repository.defaultBranch;
    await this.journal.note(claim, whereItStarts(tree, start, finished.length, kept?.iterations ?? 0));
    await this.setup.prepare(run, tree);
    return tree;
  }
}

/** @param kept how many iterations are in the state that the loop continues from; with none, the branch starts from `start`. */
function whereItStarts(tree: JobTree, start: string, finished: number, kept: number): string {
  const lost = kept < finished ? '; the work of later iterations is not there' : '';
  if (kept > 0) return `The loop continues with the work of ${kept} finished iterations${lost}`;
  const all = finished > 0 ? '; the work of earlier iterations is not there' : '';
  return `Branch ${tree.branchName} starts from ${start} (${tree.baseSha.slice(0, 12)})${all}`;
}
