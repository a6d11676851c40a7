import { Inject, Injectable, Logger } from '@nestjs/common';
import { JobFailure } from '../common/job-failure.js';
import { JobRedactors } from '../common/job-redactors.js';
import { Shutdown } from '../common/shutdown.js';
import { Env } from '../config/env.js';
import { folderFaultOf } from '../config/folders.js';
import type { Job, JobType } from '../jobs/job.js';
import { MessageRecorder } from '../messages/message-recorder.js';
import { claimOf, type JobRun, type JobWorkflow } from '../runs/job-run.js';
import { JobPostponed } from '../runs/job-postponed.js';
import { untilStored } from '../runs/until-stored.js';
import { RunJournal } from '../runs/run-journal.js';
import { RunStateRepository } from '../runs/run-state.repository.js';
import { RunStopped, type StopReason } from '../runs/run-stopped.js';
import { Workspaces } from '../runs/workspaces.js';
import { NodeIdentity } from '../store/node-identity.js';
import { StoreUnavailableError } from '../store/store-error.js';
import { JobQueueRepository } from './job-queue.repository.js';
import { JobPostponement } from './job-postponement.js';
import { JOB_WORKFLOWS } from './job-workflows.token.js';

/** Takes one claimed job to its end: the right workflow, the outcome in the store, the cleaning up. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger(JobRunner.name);
  private readonly workflows: ReadonlyMap<JobType, JobWorkflow>;

  constructor(
    private readonly env: Env,
    private readonly node: NodeIdentity,
    private readonly journal: RunJournal,
    private readonly state: RunStateRepository,
    private readonly queue: JobQueueRepository,
    private readonly recorder: MessageRecorder,
    private readonly workspaces: Workspaces,
    private readonly redactors: JobRedactors,
    private readonly shutdown: Shutdown,
    private readonly postponement: JobPostponement,
    @Inject(JOB_WORKFLOWS) workflows: readonly JobWorkflow[],
  ) {
    this.workflows = new Map(workflows.map((workflow) => [workflow.type, workflow]));
  }

  /** Never rejects: what goes wrong ends up in the job, or, when the store is gone for good, in the log. */
  async run(job: Job, signal: AbortSignal): Promise<void> {
    const run: JobRun = { job, claim: claimOf(job), signal, stopping: this.shutdown.begun };
    this.logger.log(`job ${job.id}: queued → running (${job.job_type}, attempt ${job.attempt})`);
    try {
      await this.attempt(run);
    } catch (error) {
      this.logger.error(`job ${job.id}: its end could not be recorded: ${String(error)}`, stackOf(error));
    } finally {
      await this.recorder.finish(run.claim);
    }
  }

  private async attempt(run: JobRun): Promise<void> {
    try {
      await this.journal.note(run.claim, startNote(run.job, this.node.id, this.env.MAX_ATTEMPTS));
      const outcome = await this.workflowFor(run.job).run(run);
      if (outcome === 'completed') await this.end(run, 'completed', null, 'Job completed');
      else this.logger.log(`job ${run.job.id}: set aside until it is answered`);
    } catch (error) {
      if (error instanceof RunStopped || run.signal.aborted) await this.stopped(run, error);
      else if (error instanceof JobPostponed) await this.postpone(run, error);
      // A run waits for the store by itself; one that did not has done no harm.
      else if (error instanceof StoreUnavailableError) await this.giveBack(run, 'The database was away');
      else await this.failed(run, error);
    }
  }

  private workflowFor(job: Job): JobWorkflow {
    const workflow = this.workflows.get(job.job_type);
    if (!workflow) throw new JobFailure(`This server cannot run jobs of the type ${job.job_type}.`);
    return workflow;
  }

  private async failed(run: JobRun, error: unknown): Promise<void> {
    const sentence = error instanceof JobFailure ? error.message : folderFaultOf(error, this.env);
    const unknown = sentence === null;
    this.logger[unknown ? 'error' : 'warn'](
      `job ${run.job.id}: ${String(error)}`,
      ...(unknown ? [stackOf(error)] : []),
    );
    await this.fail(run, sentence ?? 'The job failed because of an unexpected fault of the server.');
  }

  private async fail(run: JobRun, sentence: string): Promise<void> {
    await this.end(run, 'failed', this.redactors.redact(run.job.id, sentence), `Job failed: ${sentence}`);
  }

  /** All messages are stored before the status says that no more will come. */
  private async end(run: JobRun, status: 'completed' | 'failed', error: string | null, note: string): Promise<void> {
    const { claim, job } = run;
    await this.journal.note(claim, note);
    await this.recorder.finish(claim);
    await this.workspaces.leave(job.id, status);
    const won = await untilStored(() => this.state.finish(claim, status, error));
    if (won) this.logger.log(`job ${job.id}: running → ${status}`);
    else await this.letGo(run, 'the job was taken away in its last moment');
  }

  private async stopped(run: JobRun, error: unknown): Promise<void> {
    const stop: unknown = run.signal.aborted ? run.signal.reason : error;
    const story = stop instanceof RunStopped ? STORIES[stop.reason] : undefined;
    if (story !== undefined) return this.giveBack(run, story);
    await this.letGo(run, stop instanceof RunStopped ? stop.reason : String(stop));
  }

  /** The job waits for the model, with all that it has here; one that has waited too often fails. */
  private async postpone(run: JobRun, postponed: JobPostponed): Promise<void> {
    const { claim, job } = run;
    await this.recorder.finish(claim);
    await this.workspaces.leave(job.id, 'queued');
    const { outcome, resumesAt, times } = await untilStored(() => this.postponement.postpone(claim, postponed));
    if (outcome === 'lost') return this.letGo(run, 'the job was taken away in its last moment');
    if (outcome === 'exhausted')
      return this.failed(run, new JobFailure(`${postponed.message} It was tried ${times + 1} times in all.`));
    this.logger.warn(`job ${job.id}: running → waiting until ${resumesAt}: ${postponed.reason}`);
  }

  /** The job goes on in its tree and its session, here or, from what is at the forge, on another node. */
  private async giveBack(run: JobRun, story: string): Promise<void> {
    const { claim, job } = run;
    await this.journal.note(claim, `${story}: the job goes back to the queue`);
    await this.recorder.finish(claim);
    await this.workspaces.leave(job.id, 'queued');
    const won = await untilStored(() => this.queue.release(claim, false));
    if (won) this.logger.log(`job ${job.id}: given back: ${story}`);
    else await this.letGo(run, 'the job was taken away in its last moment');
  }

  /**
   * The job was cancelled, or belongs to another run: clean up, and write nothing but what a cancel waits for. What only
   * was taken away may come back: its files are housekeeping's business.
   */
  private async letGo({ claim, job }: JobRun, why: string): Promise<void> {
    this.logger.log(`job ${job.id}: its run ends: ${why}`);
    // A phase that has been left says that nothing more is said.
    await this.recorder.finish(claim);
    const cancelled = await untilStored(() => this.state.leavePhase(claim));
    await this.workspaces.leave(job.id, cancelled ? 'cancelled' : 'queued');
  }
}

/** Of runs that are given back for no fault of the job's. */
const STORIES: Partial<Record<StopReason, string>> = {
  shutdown: 'The server is stopping',
  store_away: 'The database was away for too long',
};

function startNote(job: Job, node: string, maxAttempts: number): string {
  const attempt = job.attempt > 1 ? `, attempt ${job.attempt} of ${maxAttempts} after an interruption` : '';
  return `Job started on ${node}${attempt}`;
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
