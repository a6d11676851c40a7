import { Injectable } from '@nestjs/common';
import { JobRedactors } from '../common/job-redactors.js';
import type { JobTree } from '../git/job-tree.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import { type CollectedWork, WorkCollector } from '../git/work-collector.js';
import { COMPLETION_REASONS } from '../jobs/completion-reason.js';
import { commitMessageOf } from '../runs/commit-message-of.js';
import { handBackIfStopping, type JobRun, JobWorkflow, type RunOutcome } from '../runs/job-run.js';
import { Publication } from '../runs/publication.js';
import { pullRequestBody } from '../runs/pull-request-text.js';
import { RepositoryOfJob } from '../runs/repository-of-job.js';
import { RunJournal } from '../runs/run-journal.js';
import { JobEnvironment } from '../sandbox/job-environment.js';
import { CodeSession, type SessionNumbers } from './code-session.js';
import { CodeStart } from './code-start.js';

/** What Claude has done, before it is taken out of the tree. */
interface DoneWork {
  readonly tree: JobTree;
  readonly numbers: SessionNumbers;
}

/** A code job: a tree, one session of Claude in it, its work as a pull request. Each step goes on after an interruption. */
@Injectable()
export class CodeJobWorkflow extends JobWorkflow {
  readonly type = 'code';

  constructor(
    private readonly repositories: RepositoryOfJob,
    private readonly start: CodeStart,
    private readonly session: CodeSession,
    private readonly collector: WorkCollector,
    private readonly publication: Publication,
    private readonly environment: JobEnvironment,
    private readonly journal: RunJournal,
    private readonly redactors: JobRedactors,
  ) {
    super();
  }

  async run(run: JobRun): Promise<RunOutcome> {
    const repository = await this.repositories.refOf(run.job);
    if (run.job.pr_url !== null) {
      // The last step of an earlier attempt: only its own end was not recorded.
      await this.collector.forget({ jobId: run.job.id, repository }, run.signal);
      return 'completed';
    }
    const earlier = await this.start.finishedWork(run, repository);
    if (earlier) {
      await this.journal.note(run.claim, 'The work of an earlier attempt is complete and is published now');
      await this.deliver(run, earlier, numbersOf(run));
      return 'completed';
    }
    const { tree, numbers } = await this.work(run, repository);
    const work = await this.collect(run, tree);
    await this.journal.save(run.claim, { head_sha: work.headSha });
    await this.deliver(run, work, numbers);
    return 'completed';
  }

  private async work(run: JobRun, repository: RepositoryRef): Promise<DoneWork> {
    const kept = await this.start.keptTree(run);
    if (kept && run.job.session_ended_at !== null) return { tree: kept, numbers: numbersOf(run) };
    handBackIfStopping(run);
    const resumed = kept && (await this.session.goOn(run, kept));
    if (kept && resumed) return { tree: kept, numbers: resumed };
    const tree = await this.start.freshTree(run, repository);
    handBackIfStopping(run);
    return { tree, numbers: await this.session.begin(run, tree) };
  }

  private async deliver(run: JobRun, work: CollectedWork, numbers: SessionNumbers): Promise<void> {
    if (!work.changed) return this.leaveUnchanged(run, work);
    const draft = numbers.overBudget;
    const body = pullRequestBody(this.redactors.clean(run.job), numbers.summary, numbers);
    const warning = draft
      ? `> **Not finished:** ${COMPLETION_REASONS.budget_exceeded}

`
      : '';
    await this.publication.publish(run, work, { body: `${warning}${body}`, draft });
  }

  private async leaveUnchanged(run: JobRun, work: CollectedWork): Promise<void> {
    await this.journal.note(
      run.claim,
      'Claude changed nothing: there is no branch to push and no pull request to open',
    );
    await this.collector.forget(work, run.signal);
  }

  private async collect({ job, claim, signal }: JobRun, tree: JobTree): Promise<CollectedWork> {
    await this.journal.enter(claim, 'collecting');
    const env = this.environment.variablesFor(job.id);
    const work = await this.collector.collect(
      tree,
      { message: commitMessageOf(this.redactors.clean(job)), env },
      signal,
    );
    if (work.changed) await this.journal.note(claim, `Claude's changes:\n${work.diffStat}`);
    return work;
  }
}

/** As earlier attempts have left them on the job. */
function numbersOf({ job }: JobRun): SessionNumbers {
  return {
    summary: job.result_summary,
    overBudget: job.completion_reason === 'budget_exceeded',
    numTurns: job.num_turns,
    durationMs: job.duration_ms,
    costUsd: job.total_cost_usd,
  };
}
