import { Injectable } from '@nestjs/common';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import type { RepositoryRef } from '../../../git/repository-ref.js';
import { type CollectedWork, WorkCollector } from '../../../git/collecting/work-collector.js';
import { COMPLETION_REASONS } from '../../../jobs/records/completion-reason.js';
import { commitMessageOf } from '../publishing/commit-message-of.js';
import { FurtherSections } from '../publishing/further-sections.js';
import type { JobRun } from '../job-run.js';
import { describeNotCollected } from '../publishing/not-collected-text.js';
import { Publication } from '../publishing/publication.js';
import { pullRequestBody } from '../publishing/pull-request-text.js';
import { RunJournal } from '../run-journal.js';
import { JobEnvironment } from '../../../sandbox/job-environment.js';
import { RunDiffs } from './run-diffs.js';
import type { ClaudeAnswer } from './run-session.js';

/** What Claude did, on its way from the tree to a pull request. */
@Injectable()
export class RunDelivery {
  constructor(
    private readonly collector: WorkCollector,
    private readonly publication: Publication,
    private readonly sections: FurtherSections,
    private readonly environment: JobEnvironment,
    private readonly journal: RunJournal,
    private readonly redactors: JobRedactors,
    private readonly diffs: RunDiffs,
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

  /** Takes the work out of the tree; from then on it is in this node's clone, and the job's row says so. */
  async collect(run: JobRun, tree: JobTree): Promise<CollectedWork> {
    const { job, claim, signal } = run;
    await this.journal.enter(claim, 'collecting');
    const env = this.environment.variablesFor(job.id);
    const message = commitMessageOf(this.redactors.clean(job));
    const taken = (headSha: string): Promise<void> => this.diffs.record(run, tree, headSha);
    const work = await this.collector.collect(tree, { message, env, taken }, signal);
    if (work.changed) await this.journal.note(claim, `Claude's changes:\n${work.diffStat}`);
    if (work.notCollected.length > 0) await this.journal.note(claim, describeNotCollected(work.notCollected));
    await this.journal.save(claim, { head_sha: work.headSha });
    return work;
  }

  /** @throws JobFailure when the forge refuses, RunStopped when the run had to end. */
  async deliver(run: JobRun, work: CollectedWork, answer: ClaudeAnswer): Promise<void> {
    if (!work.changed) return this.leaveUnchanged(run, work);
    const draft = answer.overBudget;
    const more = await this.sections.of(run);
    const body = pullRequestBody(this.redactors.clean(run.job), answer.summary, answer, more);
    const warning = draft ? `> **Not finished:** ${COMPLETION_REASONS.budget_exceeded}\n\n` : '';
    await this.publication.publish(run, work, { body: `${warning}${body}`, draft });
  }

  /** The pull request is open: nothing of the work is needed here any more. */
  async forget({ job, signal }: JobRun, repository: RepositoryRef): Promise<void> {
    await this.collector.forget({ jobId: job.id, repository }, signal);
  }

  private async leaveUnchanged(run: JobRun, work: CollectedWork): Promise<void> {
    await this.journal.note(
      run.claim,
      'Claude changed nothing: there is no branch to push and no pull request to open',
    );
    if (work.notCollected.length === 0) await this.collector.forget(work, run.signal);
  }
}
