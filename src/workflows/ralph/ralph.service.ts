import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { onBehalfOfJob } from '../../platform/requests/current-request.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import type { Job } from '../../jobs/records/job.js';
import { JobRepository } from '../../jobs/records/job.repository.js';
import { notRunning } from '../../jobs/records/not-running.js';
import { MessageRepository } from '../../jobs/messages/message.repository.js';
import { systemMessage } from '../../jobs/messages/system-message.js';
import type { ShownIteration } from './iterations/iteration.js';
import { IterationRepository } from './iterations/iteration.repository.js';

/** What callers see and may ask of a loop, whichever node runs it. */
@Injectable()
export class RalphService {
  private readonly logger = new Logger(RalphService.name);

  constructor(
    private readonly jobs: JobRepository,
    private readonly iterations: IterationRepository,
    private readonly messages: MessageRepository,
    private readonly bus: JobEventBus,
  ) {}

  /** @throws DomainError `not_found`, or `wrong_state` for a job of another type. */
  async describe(jobId: string): Promise<{ job: Job; iterations: ShownIteration[] }> {
    const job = await this.jobs.get(jobId);
    if (!job.iterates) throw notARalph();
    return { job, iterations: await this.iterations.listShown(jobId) };
  }

  /** The loop ends after its current iteration; a second call changes nothing. @throws DomainError. */
  async stop(jobId: string): Promise<void> {
    const before = await this.jobs.get(jobId);
    const outcome = await this.iterations.requestStop(jobId);
    if (outcome === 'not_found') throw DomainError.notFound('Job', jobId);
    if (outcome === 'not_a_ralph') throw notARalph();
    if (outcome === 'not_running') throw notRunning(await this.jobs.get(jobId));
    if (before.stop_requested_at !== null) return;
    onBehalfOfJob(before, () => this.logger.log(`job ${jobId}: stop requested`));
    await this.messages.append(jobId, null, [systemMessage('Stop requested: the loop ends after this iteration')]);
    this.bus.emit('job.messages_stored', { jobId });
  }
}

function notARalph(): DomainError {
  return new DomainError('wrong_state', 'job_not_a_ralph', 'This is not a ralph job: only ralph jobs have iterations');
}
