import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import { MessageRecorder } from '../../jobs/messages/message-recorder.js';
import { JobReader } from '../../jobs/records/job-reader.js';
import { notRunning } from '../../jobs/records/not-running.js';
import { type AddressOutcome, ConversationRepository } from './conversation.repository.js';

/** What callers may do with a conversation. Neither needs a process to be alive at that moment. */
@Injectable()
export class ConversationService {
  private readonly logger = new Logger(ConversationService.name);

  constructor(
    private readonly conversations: ConversationRepository,
    private readonly jobs: JobReader,
    private readonly recorder: MessageRecorder,
    private readonly bus: JobEventBus,
  ) {}

  /** Resolves when the message is stored: from then on it will be answered, whatever happens. @throws DomainError. */
  async send(jobId: string, messageId: string, text: string): Promise<void> {
    // What Claude has said so far comes before the message.
    await this.recorder.settle(jobId);
    await this.assertTaken(jobId, await this.conversations.send(jobId, { id: messageId, text }));
    this.bus.emit('job.messages_stored', { jobId });
    this.announce(jobId);
  }

  /** Lets a running answer and all stored messages finish; a second call changes nothing. @throws DomainError. */
  async complete(jobId: string): Promise<void> {
    const outcome = await this.conversations.complete(jobId);
    if (outcome === 'completed') {
      this.logger.log(`job ${jobId}: running → completed`);
      this.bus.emit('job.messages_stored', { jobId });
      this.bus.emit('job.changed', { jobId });
      this.bus.emit('job.ended_parked', { jobId });
    } else if (outcome === 'completing') this.announce(jobId);
    else await this.assertTaken(jobId, outcome);
  }

  /** To the run, if this node has it, and to the dispatcher, if the conversation was woken. */
  private announce(jobId: string): void {
    this.bus.emit('job.addressed', { jobId });
    this.bus.emit('job.queued', { jobId });
  }

  private async assertTaken(jobId: string, outcome: AddressOutcome): Promise<void> {
    switch (outcome) {
      case 'stored':
      case 'completed':
        return;
      case 'not_found':
        throw DomainError.notFound('Job', jobId);
      case 'not_a_task':
        throw new DomainError(
          'wrong_state',
          'job_not_a_task',
          'This is not a task job: only task jobs are conversations',
        );
      case 'not_running':
        throw notRunning(await this.jobs.find(jobId));
      case 'completing':
        throw new DomainError(
          'wrong_state',
          'job_completing',
          'The conversation is being completed and accepts no more messages',
        );
    }
  }
}
