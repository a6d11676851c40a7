import { Injectable } from '@nestjs/common';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import type { RepositoryRef } from '../../../git/repository-ref.js';
import type { StrayCommit } from '../../../git/stray/stray-commit.js';
import { StrayWork } from '../../../git/stray/stray-work.js';
import { UnpublishableWork } from '../../../git/collecting/unpublishable-work.js';
import { type CollectedWork, WorkCollector } from '../../../git/collecting/work-collector.js';
import { RunArtifacts } from '../artifacts/run-artifacts.js';
import { commitMessageOf } from '../publishing/commit-message-of.js';
import { describeNotCollected } from '../publishing/not-collected-text.js';
import { describeStray } from '../publishing/stray-text.js';
import type { JobRun } from '../job-run.js';
import { RunJournal } from '../run-journal.js';
import { JobEnvironment } from '../../../sandbox/job-environment.js';
import { RunDiffs } from './run-diffs.js';

/** Takes what Claude did out of the tree, and tells the readers of the job what that is. */
@Injectable()
export class RunCollection {
  constructor(
    private readonly collector: WorkCollector,
    private readonly environment: JobEnvironment,
    private readonly journal: RunJournal,
    private readonly redactors: JobRedactors,
    private readonly diffs: RunDiffs,
    private readonly strays: StrayWork,
    private readonly artifacts: RunArtifacts,
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

  /** From then on the work is in this node's clone, and the job's row says so. */
  async collect(run: JobRun, tree: JobTree): Promise<CollectedWork> {
    const { claim } = run;
    await this.artifacts.collect(run, run.signal);
    await this.journal.enter(claim, 'collecting');
    const work = await this.take(run, tree);
    await this.tellStray(run, tree, work.stray);
    if (work.changed) await this.journal.note(claim, `Claude's changes:\n${work.diffStat}`);
    if (work.notCollected.length > 0) await this.journal.note(claim, describeNotCollected(work.notCollected));
    await this.journal.save(claim, { head_sha: work.headSha });
    return work;
  }

  private async take(run: JobRun, tree: JobTree): Promise<CollectedWork> {
    const { job, signal } = run;
    const options = {
      message: commitMessageOf(this.redactors.clean(job)),
      env: this.environment.variablesFor(job.id),
      taken: (headSha: string): Promise<void> => this.diffs.record(run, tree, headSha),
    };
    try {
      return await this.collector.collect(tree, options, signal);
    } catch (error) {
      if (error instanceof UnpublishableWork) await this.tellStray(run, tree, await this.strays.list(tree, signal));
      throw error;
    }
  }

  private async tellStray({ job, claim }: JobRun, tree: JobTree, commits: readonly StrayCommit[]): Promise<void> {
    const said = describeStray({ ...tree, node: job.lease_owner }, commits);
    if (said !== null) await this.journal.note(claim, said);
  }
}
