import { Injectable } from '@nestjs/common';
import type { JobTree } from '../git/job-tree.js';
import { JobTrees } from '../git/job-trees.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import { type CollectedWork, WorkCollector } from '../git/work-collector.js';
import { commitMessageOf } from '../runs/commit-message-of.js';
import { type JobRun, JobWorkflow, type RunOutcome } from '../runs/job-run.js';
import { Publication } from '../runs/publication.js';
import { pullRequestBody } from '../runs/pull-request-text.js';
import { RepositoryOfJob } from '../runs/repository-of-job.js';
import { RunJournal } from '../runs/run-journal.js';
import { CodeSession, type SessionNumbers } from './code-session.js';
import { JobEnvironment } from '../sandbox/job-environment.js';
import { Sandbox } from '../sandbox/sandbox.js';

/** A code job: a fresh tree, one run of Claude in it, its work as a pull request. */
@Injectable()
export class CodeJobWorkflow extends JobWorkflow {
  readonly type = 'code';

  constructor(
    private readonly repositories: RepositoryOfJob,
    private readonly trees: JobTrees,
    private readonly session: CodeSession,
    private readonly collector: WorkCollector,
    private readonly publication: Publication,
    private readonly environment: JobEnvironment,
    private readonly sandbox: Sandbox,
    private readonly journal: RunJournal,
  ) {
    super();
  }

  async run(run: JobRun): Promise<RunOutcome> {
    const repository = await this.repositories.refOf(run.job);
    const earlier = await this.earlierWork(run, repository);
    if (earlier) {
      await this.journal.note(run.claim, 'The work of an earlier attempt is complete and is published now');
      await this.publish(run, earlier, numbersOf(run));
      return 'completed';
    }
    const tree = await this.prepare(run, repository);
    const numbers = await this.session.run(run, tree);
    const work = await this.collect(run, tree);
    await this.journal.save(run.claim, { head_sha: work.headSha });
    if (work.changed) await this.publish(run, work, numbers);
    else await this.leaveUnchanged(run, work);
    return 'completed';
  }

  private publish(run: JobRun, work: CollectedWork, numbers: SessionNumbers): Promise<void> {
    return this.publication.publish(run, work, {
      body: pullRequestBody(run.job, numbers.summary, numbers),
      draft: false,
    });
  }

  private async leaveUnchanged(run: JobRun, work: CollectedWork): Promise<void> {
    await this.journal.note(
      run.claim,
      'Claude changed nothing: there is no branch to push and no pull request to open',
    );
    await this.collector.forget(work, run.signal);
  }

  /** What an interrupted attempt had finished: `head_sha` is written once the work is in the bare clone. */
  private async earlierWork({ job, signal }: JobRun, repository: RepositoryRef): Promise<CollectedWork | null> {
    if (job.base_sha === null || job.head_sha === null || job.branch_name === null) return null;
    const origin = { jobId: job.id, repository, branchName: job.branch_name, baseSha: job.base_sha };
    const work = await this.collector.restore(origin, signal);
    return work?.changed && work.headSha === job.head_sha ? work : null;
  }

  private async prepare({ job, claim, signal }: JobRun, repository: RepositoryRef): Promise<JobTree> {
    await this.journal.note(claim, `Fetching ${repository.owner}/${repository.name}`);
    const tree = await this.trees.create({ jobId: job.id, repository, branchName: job.branch_name ?? '' }, signal);
    const from = tree.continuesBranch ? 'its state at GitHub' : repository.defaultBranch;
    await this.journal.save(claim, { base_sha: tree.baseSha, head_sha: null, sandbox: this.sandbox.driver });
    await this.journal.note(claim, `Branch ${tree.branchName} starts from ${from} (${tree.baseSha.slice(0, 12)})`);
    return tree;
  }

  private async collect({ job, claim, signal }: JobRun, tree: JobTree): Promise<CollectedWork> {
    await this.journal.enter(claim, 'collecting');
    const env = this.environment.variablesFor(job.id);
    const work = await this.collector.collect(tree, { message: commitMessageOf(job), env }, signal);
    if (work.changed) await this.journal.note(claim, `Claude's changes:\n${work.diffStat}`);
    return work;
  }
}

function numbersOf({ job }: JobRun): SessionNumbers {
  return {
    summary: job.result_summary,
    numTurns: job.num_turns,
    durationMs: job.duration_ms,
    costUsd: job.total_cost_usd,
  };
}
