import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { MessageRecorder } from '../../jobs/messages/message-recorder.js';
import type { RunEnd } from '../../platform/telemetry/runs.js';
import type { JobInterrupted } from '../../workflows/run/job-interrupted.js';
import type { JobPostponed } from '../../workflows/run/job-postponed.js';
import type { JobRun } from '../../workflows/run/job-run.js';
import { RunJournal } from '../../workflows/run/run-journal.js';
import { untilStored } from '../../workflows/run/until-stored.js';
import { Workspaces } from '../../workflows/run/workspaces.js';
import { JobPostponement } from '../pauses/job-postponement.js';
import { JobEnding } from './job-ending.js';
import { JobQueueRepository } from './job-queue.repository.js';

/** Returns jobs to the queue for reasons that are not their fault; they continue from where they are. */
@Injectable()
export class JobReturn {
  private readonly logger = new Logger(JobReturn.name);

  constructor(
    private readonly env: Env,
    private readonly journal: RunJournal,
    private readonly queue: JobQueueRepository,
    private readonly recorder: MessageRecorder,
    private readonly workspaces: Workspaces,
    private readonly postponement: JobPostponement,
    private readonly ending: JobEnding,
  ) {}

  /** The job continues in its working tree and session on this node, or on another node from what is at the forge. */
  async returnToQueue(run: JobRun, reason: string): Promise<RunEnd> {
    const { claim, job } = run;
    await this.journal.note(claim, `${reason}: the job goes back to the queue`);
    await this.recorder.finish(claim);
    await this.workspaces.leave(job.id, 'queued');
    const won = await untilStored(() => this.queue.release(claim, false));
    if (!won) return this.ending.abandonAfterLostWrite(run);
    this.logger.log(`job ${job.id}: returned to the queue: ${reason}`);
    return 'returned';
  }

  /** The job continues as after a crash; one that was interrupted in all of its attempts fails. */
  async tryAgain(run: JobRun, { message }: JobInterrupted): Promise<RunEnd> {
    const { claim, job } = run;
    const attempt = await untilStored(() => this.queue.attemptOf(claim));
    if (attempt >= this.env.MAX_ATTEMPTS) {
      const sentence = `${message} The job was tried ${attempt} times in all.`;
      return this.ending.fail(run, new JobFailure(sentence, { code: 'interrupted' }));
    }
    await this.journal.note(claim, `${message} The job goes back to the queue (attempt ${attempt})`);
    await this.recorder.finish(claim);
    await this.workspaces.leave(job.id, 'queued');
    const won = await untilStored(() => this.queue.release(claim, true));
    if (!won) return this.ending.abandonAfterLostWrite(run);
    this.logger.warn(`job ${job.id}: returned to the queue: ${message}`);
    return 'returned';
  }

  /** The job waits for the model or the forge, and keeps its files here; a job that has waited too often fails. */
  async postpone(run: JobRun, postponed: JobPostponed): Promise<RunEnd> {
    const { claim, job } = run;
    await this.recorder.finish(claim);
    await this.workspaces.leave(job.id, 'queued');
    const { outcome, resumesAt, times } = await untilStored(() => this.postponement.postpone(claim, postponed));
    if (outcome === 'lost') return this.ending.abandonAfterLostWrite(run);
    if (outcome === 'exhausted') {
      const sentence = `${postponed.message} The job was tried ${times + 1} times in all.`;
      return this.ending.fail(run, new JobFailure(sentence, { code: postponed.code }));
    }
    this.logger.warn(`job ${job.id}: running → waiting until ${resumesAt}: ${postponed.reason}`);
    return 'postponed';
  }
}
