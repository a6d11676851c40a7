import { Injectable } from '@nestjs/common';
import { ClaudeSessions } from '../claude/claude-sessions.js';
import type { JobTree } from '../git/job-tree.js';
import { JobTrees } from '../git/job-trees.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import { type CollectedWork, WorkCollector } from '../git/work-collector.js';
import type { JobRun } from '../runs/job-run.js';
import { RunJournal } from '../runs/run-journal.js';
import { Sandbox } from '../sandbox/sandbox.js';

/** Where an attempt at a code job begins: at its base, or where an earlier attempt was interrupted. */
@Injectable()
export class CodeStart {
  constructor(
    private readonly trees: JobTrees,
    private readonly sessions: ClaudeSessions,
    private readonly collector: WorkCollector,
    private readonly sandbox: Sandbox,
    private readonly journal: RunJournal,
  ) {}

  /**
   * What an earlier attempt had finished: `head_sha` is written once the work is in that node's clone. On another node it is
   * found if it had been pushed.
   */
  async finishedWork({ job, signal }: JobRun, repository: RepositoryRef): Promise<CollectedWork | null> {
    if (job.base_sha === null || job.head_sha === null || job.branch_name === null) return null;
    const origin = { jobId: job.id, repository, branchName: job.branch_name, baseSha: job.base_sha };
    return this.collector.restoreAt(origin, job.head_sha, signal);
  }

  /** The tree in which Claude was interrupted, if both it and the session are here; null: the job begins anew. */
  async keptTree({ job }: JobRun): Promise<JobTree | null> {
    if (job.session_id === null || !(await this.sessions.exists(job.id, job.session_id))) return null;
    const tree = await this.trees.find(job.id);
    return tree?.baseSha === job.base_sha ? tree : null;
  }

  /** A new tree, and nothing of an earlier attempt but what it has cost. */
  async freshTree({ job, claim, signal }: JobRun, repository: RepositoryRef): Promise<JobTree> {
    await this.journal.note(claim, `Fetching ${repository.owner}/${repository.name}`);
    const tree = await this.trees.create({ jobId: job.id, repository, branchName: job.branch_name ?? '' }, signal);
    const from = tree.continuesBranch ? 'its state at GitHub' : repository.defaultBranch;
    await this.journal.save(claim, {
      base_sha: tree.baseSha,
      head_sha: null,
      session_id: null,
      session_ended_at: null,
      sandbox: this.sandbox.driver,
    });
    await this.journal.note(claim, `Branch ${tree.branchName} starts from ${from} (${tree.baseSha.slice(0, 12)})`);
    return tree;
  }
}
