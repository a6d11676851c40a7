import { Injectable, Logger } from '@nestjs/common';
import { directoryFaultOf } from '../../platform/config/directories.js';
import { Env } from '../../platform/config/env.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { JobRedactors } from '../../platform/redaction/job-redactors.js';
import { MessageRecorder } from '../../jobs/messages/message-recorder.js';
import type { RunEnd } from '../../platform/telemetry/runs.js';
import type { JobRun } from '../../workflows/run/job-run.js';
import { RunJournal } from '../../workflows/run/run-journal.js';
import { ENDED_WELL, RunStateRepository, type WhyEnded } from '../../workflows/run/run-state.repository.js';
import { untilStored } from '../../workflows/run/until-stored.js';
import { Workspaces } from '../../workflows/run/workspaces.js';

/** Ends a run: its job is completed, has failed, or no longer belongs to the run. */
@Injectable()
export class JobEnding {
  private readonly logger = new Logger(JobEnding.name);

  constructor(
    private readonly env: Env,
    private readonly journal: RunJournal,
    private readonly state: RunStateRepository,
    private readonly recorder: MessageRecorder,
    private readonly workspaces: Workspaces,
    private readonly redactors: JobRedactors,
  ) {}

  async complete(run: JobRun): Promise<RunEnd> {
    return this.end(run, 'completed', 'Job completed', ENDED_WELL);
  }

  /** The job shows the sentence of a JobFailure, or a fault of one of the server's directories; the log has everything. */
  async fail(run: JobRun, error: unknown): Promise<RunEnd> {
    const known = error instanceof JobFailure ? error.message : directoryFaultOf(error, this.env);
    // It may quote Claude, who knows the secrets of the job.
    const redact = (text: string): string => this.redactors.redact(run.job.id, text);
    const line = redact(`job ${run.job.id}: ${String(error)}`);
    if (known === null) this.logger.error(line, stackOf(error, redact));
    else this.logger.warn(line);
    const code = error instanceof JobFailure ? error.code : 'internal';
    const sentence = known ?? 'The job failed because of an unexpected fault of the server.';
    return this.end(run, 'failed', `Job failed: ${sentence}`, {
      error: redact(sentence),
      error_code: code,
    });
  }

  /**
   * The job was cancelled, or belongs to another run: cleans up, and writes only what a cancel waits for. A job with another
   * run may come back, so its files are left to housekeeping.
   */
  async abandon({ claim, job }: JobRun, why: string): Promise<RunEnd> {
    this.logger.log(`job ${job.id}: the run ends: ${why}`);
    // Leaving the phase tells readers that no more messages follow.
    await this.recorder.finish(claim);
    const cancelled = await untilStored(() => this.state.leavePhase(claim));
    await this.workspaces.leave(job.id, cancelled ? 'cancelled' : 'queued');
    return cancelled ? 'cancelled' : 'lost';
  }

  /** The run's last write found that the job belongs to another run, or was cancelled. */
  async abandonAfterLostWrite(run: JobRun): Promise<RunEnd> {
    return this.abandon(run, 'the job was lost at the last moment');
  }

  /**
   * Stores all messages before the status says that no more will come. What a completed job leaves is cleared away afterwards:
   * nobody has to wait for that, and housekeeping does it after a crash in between.
   */
  private async end(run: JobRun, status: 'completed' | 'failed', note: string, why: WhyEnded): Promise<RunEnd> {
    const { claim, job } = run;
    await this.journal.note(claim, note);
    await this.recorder.finish(claim);
    if (status === 'failed') await this.workspaces.leave(job.id, status);
    else await this.workspaces.keepSession(job);
    const won = await untilStored(() => this.state.finish(claim, status, why));
    if (!won) return this.abandonAfterLostWrite(run);
    this.logger.log(`job ${job.id}: running → ${status}`);
    if (status === 'completed') await this.workspaces.leave(job.id, status);
    return status;
  }
}

function stackOf(error: unknown, redact: (text: string) => string): string | undefined {
  return error instanceof Error && error.stack !== undefined ? redact(error.stack) : undefined;
}
