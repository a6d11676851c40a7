import { Injectable, Logger } from '@nestjs/common';
import { ForgeAway } from '../../git/forge-away.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import type { Job } from '../../jobs/records/job.js';
import { MessageRecorder } from '../../jobs/messages/message-recorder.js';
import { JobTypes } from '../../jobs/types/job-types.js';
import { onBehalfOfJob } from '../../platform/requests/current-request.js';
import { type RunEnd, type RunOfJob, tellOfRun } from '../../platform/telemetry/runs.js';
import type { JobRun, RunOutcome } from '../../workflows/run/job-run.js';
import { JobInterrupted } from '../../workflows/run/job-interrupted.js';
import { JobWorkflow } from '../../workflows/run/job-workflow.js';
import { JobPostponed } from '../../workflows/run/job-postponed.js';
import { RunArtifacts } from '../../workflows/run/artifacts/run-artifacts.js';
import { RunStopped, type StopReason } from '../../workflows/run/run-stopped.js';
import { StoreUnavailableError } from '../../platform/store/store-error.js';
import { JobEnding } from './job-ending.js';
import { JobReturn } from './job-return.js';
import { RunStart } from './run-start.js';

/** How long a cancelled job's artifacts may take, in milliseconds. */
const AFTER_CANCEL_MS = 8_000;

/** Runs a claimed job with the workflow of its type, and records the outcome. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger(JobRunner.name);

  constructor(
    private readonly start: RunStart,
    private readonly recorder: MessageRecorder,
    private readonly ending: JobEnding,
    private readonly returning: JobReturn,
    private readonly types: JobTypes,
    private readonly artifacts: RunArtifacts,
  ) {}

  /** Never rejects: a failure ends up in the job or, if the store does not come back, in the log. */
  run(run: JobRun): Promise<void> {
    return onBehalfOfJob(run.job, () => this.runToItsEnd(run));
  }

  private async runToItsEnd(run: JobRun): Promise<void> {
    const { job, claim } = run;
    this.logger.log(`job ${job.id}: queued → running (${job.job_type}, attempt ${job.attempt})`);
    const told = toldOf(job);
    let end: RunEnd = 'lost';
    tellOfRun({ what: 'began', run: told });
    try {
      end = await this.attempt(run);
    } catch (error) {
      this.logger.error(`job ${job.id}: its end could not be recorded: ${String(error)}`, stackOf(error));
    } finally {
      this.start.end(run);
      await this.recorder.finish(claim);
      tellOfRun({ what: 'ended', run: told, end });
    }
  }

  private async attempt(run: JobRun): Promise<RunEnd> {
    try {
      const outcome = await this.work(run);
      if (outcome === 'completed') return await this.ending.complete(run);
      this.logger.log(`job ${run.job.id}: parked until it is answered`);
      return 'parked';
    } catch (error) {
      if (error instanceof RunStopped || run.signal.aborted) return this.stopped(run, error);
      if (error instanceof JobPostponed) return this.returning.postpone(run, error);
      if (error instanceof ForgeAway) return this.returning.postpone(run, JobPostponed.until(error));
      if (error instanceof JobInterrupted) return this.returning.tryAgain(run, error);
      // Runs normally wait for the store themselves; the others have not written anything.
      if (error instanceof StoreUnavailableError)
        return this.returning.returnToQueue(run, 'The database was unavailable');
      return this.ending.fail(run, error);
    }
  }

  /** What the job leaves for people is kept however it ends, unless it goes on here or elsewhere. */
  private async work(run: JobRun): Promise<RunOutcome> {
    try {
      return await this.workflowFor(run.job).run(await this.start.begin(run));
    } finally {
      const stop: unknown = run.signal.reason;
      const isCancelled = stop instanceof RunStopped && stop.reason === 'cancelled';
      if (isCancelled) await this.artifacts.collect(run, AbortSignal.timeout(AFTER_CANCEL_MS));
      else if (!run.signal.aborted) await this.artifacts.collect(run, run.signal);
    }
  }

  private workflowFor(job: Job): JobWorkflow {
    const type = this.types.find(job.job_type);
    if (type instanceof JobWorkflow) return type;
    throw new JobFailure(`This server cannot run jobs of the type ${job.job_type}.`, { code: 'unknown_type' });
  }

  private async stopped(run: JobRun, error: unknown): Promise<RunEnd> {
    const stop: unknown = run.signal.aborted ? run.signal.reason : error;
    const reason = stop instanceof RunStopped ? REASONS[stop.reason] : undefined;
    if (reason !== undefined) return this.returning.returnToQueue(run, reason);
    return this.ending.abandon(run, stop instanceof RunStopped ? stop.reason : String(stop));
  }
}

/** Why runs are returned to the queue for reasons that are not the job's fault. */
const REASONS: Partial<Record<StopReason, string>> = {
  shutdown: 'The server is stopping',
  store_away: 'The database was unavailable for too long',
  over_budget: 'The budget of the month was used up meanwhile',
};

function toldOf({ id, job_type, attempt, traceparent, ...job }: Job): RunOfJob {
  const { lease_token, created_at, not_before, started_at } = job;
  const ready = Math.max(Date.parse(created_at), not_before === null ? 0 : Date.parse(not_before));
  const waited = lease_token === 1 && started_at !== null ? Math.max(Date.parse(started_at) - ready, 0) / 1_000 : null;
  return { jobId: id, jobType: job_type, attempt, waitedSeconds: waited, traceparent };
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
