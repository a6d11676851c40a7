import { Injectable } from '@nestjs/common';
import { type CollectedWork, WorkCollector } from '../../../git/collecting/work-collector.js';
import type { RepositoryRef } from '../../../git/repository-ref.js';
import type { Job } from '../../../jobs/records/job.js';
import { JobReader } from '../../../jobs/records/job-reader.js';
import { keepsFinishedWork } from '../../../jobs/records/kept-work.js';
import type { JobRun } from '../job-run.js';
import { RunJournal } from '../run-journal.js';
import { RunDiffs } from './run-diffs.js';
import { untilStored } from '../until-stored.js';

/** Work that a retry need not do again. */
export interface Inheritance {
  /** Under the ref of the retry, on its branch. */
  readonly work: CollectedWork;
  /** The job that did it. */
  readonly from: Job;
}

/** The work of a job that was done and could not be published, for the job that retries it: Claude is not paid twice. */
@Injectable()
export class InheritedWork {
  constructor(
    private readonly jobs: JobReader,
    private readonly collector: WorkCollector,
    private readonly journal: RunJournal,
    private readonly diffs: RunDiffs,
  ) {}

  /**
   * Makes the kept work that of the retry, whose row tells of it from then on. May be repeated.
   * null: the job is no retry, asks for something else than the job it retries, or that job has left no work that is here.
   * @throws JobFailure when the work must not be published, or the forge cannot be asked for it.
   */
  async find(run: JobRun, repository: RepositoryRef): Promise<Inheritance | null> {
    const { job, signal } = run;
    const { original_job_id: id, branch_name: branchName } = job;
    const from = id === null ? null : await untilStored(() => this.jobs.find(id));
    if (!from || branchName === null || !keepsFinishedWork(from) || !isSameTask(job, from)) return null;
    const origin = { jobId: job.id, repository, branchName, baseSha: from.base_sha ?? '' };
    const work = await this.collector.adopt(origin, from.head_sha ?? '', signal);
    if (!work?.changed) return null;
    await this.tell(run, work, from);
    await this.diffs.record(run, work, work.headSha);
    return { work, from };
  }

  private async tell({ claim }: JobRun, work: CollectedWork, from: Job): Promise<void> {
    await this.journal.save(claim, {
      base_sha: work.baseSha,
      head_sha: work.headSha,
      session_ended_at: from.session_ended_at,
      result_summary: from.result_summary,
      output: from.output,
      output_valid: from.output_valid,
      // A loop concludes when its work is published.
      ...(from.iterates ? {} : { completion_reason: from.completion_reason }),
    });
    await this.journal.note(
      claim,
      `The work of job ${from.id} is kept: it is published now, without a new run of Claude`,
    );
  }
}

function isSameTask(job: Job, from: Job): boolean {
  return job.repository_id === from.repository_id && job.job_type === from.job_type && job.prompt === from.prompt;
}
