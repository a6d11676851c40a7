import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { onBehalfOfJob } from '../../platform/requests/current-request.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import { MessageRepository } from '../messages/message.repository.js';
import { systemMessage } from '../messages/system-message.js';
import { JobRepository } from '../records/job.repository.js';
import { isPublishing } from '../records/job-status.js';

/** How long a cancel waits for a push or a pull request that is under way, in milliseconds. */
const PUBLISHING_WAIT_MS = 10_000;
const PUBLISHING_POLL_MS = 50;

/** Ends jobs for good, whichever node runs them. */
@Injectable()
export class JobCancellationService {
  private readonly logger = new Logger(JobCancellationService.name);

  constructor(
    private readonly jobs: JobRepository,
    private readonly messages: MessageRepository,
    private readonly bus: JobEventBus,
  ) {}

  /**
   * The job is `cancelled` when this resolves, and nothing is pushed or opened for it afterwards: a publishing step that
   * was under way has stopped or finished. Its processes end within seconds.
   * @throws DomainError `not_found`, or `wrong_state` when the job had ended already.
   */
  async cancel(id: string): Promise<{ wasRunning: boolean }> {
    const outcome = await this.jobs.cancel(id);
    if (!outcome) throw DomainError.notFound('Job', id);
    if (outcome.previousStatus !== 'queued' && outcome.previousStatus !== 'running') {
      throw new DomainError(
        'wrong_state',
        'job_not_cancellable',
        `The job has already ended, it is ${outcome.previousStatus}`,
      );
    }
    onBehalfOfJob({ id, ...outcome }, () => this.logger.log(`job ${id}: ${outcome.previousStatus} → cancelled`));
    this.bus.emit('job.cancelled', { jobId: id });
    this.bus.emit('job.changed', { jobId: id });
    await this.messages.append(id, null, [systemMessage('Job cancelled')]);
    this.bus.emit('job.messages_stored', { jobId: id });
    if (isPublishing(outcome.phase)) await this.publishingEnds(id);
    return { wasRunning: outcome.previousStatus === 'running' };
  }

  private async publishingEnds(id: string): Promise<void> {
    const deadline = Date.now() + PUBLISHING_WAIT_MS;
    while (Date.now() < deadline && isPublishing((await this.jobs.get(id)).phase)) await delay(PUBLISHING_POLL_MS);
  }
}
