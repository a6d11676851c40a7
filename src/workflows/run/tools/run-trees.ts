import { Injectable } from '@nestjs/common';
import { ClaudeSessions } from '../../../claude/cli/claude-sessions.js';
import { allOf } from '../../../git/commands/all-of.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import { JobTrees } from '../../../git/trees/job-trees.js';
import type { RepositoryRef } from '../../../git/repository-ref.js';
import { RefTrees } from '../../../git/trees/ref-trees.js';
import type { JobClaim } from '../../../platform/events/job-events.js';
import type { JobRun } from '../job-run.js';
import { BranchStart } from './branch-start.js';
import { RunJournal } from '../run-journal.js';
import { Sandbox } from '../../../sandbox/sandbox.js';

/** The tree in which an attempt works: a fresh one, or the one in which an earlier attempt was interrupted. */
@Injectable()
export class RunTrees {
  constructor(
    private readonly trees: JobTrees,
    private readonly sessions: ClaudeSessions,
    private readonly start: BranchStart,
    private readonly refs: RefTrees,
    private readonly sandbox: Sandbox,
    private readonly journal: RunJournal,
  ) {}

  /** The tree in which Claude was interrupted, if both it and the session are here; null: the job begins anew. */
  async kept({ job }: JobRun): Promise<JobTree | null> {
    if (job.session_id === null || !(await this.sessions.exists(job.id, job.session_id))) return null;
    const tree = await this.trees.find(job.id);
    return tree?.baseSha === job.base_sha ? tree : null;
  }

  /** A new tree of the job's branch, and nothing of an earlier attempt but what it has cost. */
  async fresh(run: JobRun, repository: RepositoryRef): Promise<JobTree> {
    const { job, claim, signal } = run;
    await this.journal.note(claim, `Fetching ${repository.owner}/${repository.name}`);
    const request = { jobId: job.id, repository, branchName: job.branch_name ?? '' };
    const [bare, anew] = await allOf([this.trees.fetch(request, signal), this.start.find(run, repository)]);
    const tree = await this.trees.create({ ...request, bare, ...(anew ? { from: anew } : {}) }, signal);
    const from = tree.continuesBranch && !anew ? 'its state at GitHub' : repository.defaultBranch;
    await this.begin(claim, tree);
    await this.journal.noteAll(claim, tree.notices);
    await this.journal.note(claim, `Branch ${tree.branchName} starts from ${from} (${tree.baseSha.slice(0, 12)})`);
    return tree;
  }

  /** The same at another ref of the forge; null: it has no such ref. */
  async at({ job, claim, signal }: JobRun, repository: RepositoryRef, ref: string): Promise<JobTree | null> {
    await this.journal.note(claim, `Fetching ${ref} of ${repository.owner}/${repository.name}`);
    const request = { jobId: job.id, repository, branchName: job.branch_name ?? '', ref };
    const tree = await this.refs.create(request, signal);
    if (tree) {
      await this.begin(claim, tree);
      await this.journal.noteAll(claim, tree.notices);
    }
    return tree;
  }

  private async begin(claim: JobClaim, tree: JobTree): Promise<void> {
    await this.journal.save(claim, {
      base_sha: tree.baseSha,
      head_sha: null,
      session_id: null,
      session_ended_at: null,
      sandbox: this.sandbox.driver,
    });
  }
}
