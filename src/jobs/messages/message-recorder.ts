import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { JobRedactors } from '../../platform/redaction/job-redactors.js';
import { kept, type Remains, Shutdown } from '../../platform/shutdown/shutdown.js';
import { JobEventBus, OnJobEvent } from '../../platform/events/job-event-bus.js';
import type { JobClaim, JobMessage } from '../../platform/events/job-events.js';
import { MessageQueue } from './message-queue.js';
import type { UnsavedMessage } from './message.js';
import { MessageRepository } from './message.repository.js';
import { UnsavedMessages } from './unsaved-messages.js';

/** How long a stop of the server waits for the last messages, in milliseconds; after that they are kept on disk. */
const FLUSH_MS = 3_000;

/**
 * Stores the messages of runs in order. Emitters that await the event are held back while the store is slower than they are.
 * Nothing is dropped while the claim holds; a lost claim is reported once. Messages that the store has not accepted when the
 * server ends are kept for its next start.
 */
@Injectable()
export class MessageRecorder implements BeforeApplicationShutdown {
  private readonly logger = new Logger(MessageRecorder.name);
  private readonly queues = new Map<string, MessageQueue>();

  constructor(
    private readonly messages: MessageRepository,
    private readonly redactors: JobRedactors,
    private readonly bus: JobEventBus,
    private readonly shutdown: Shutdown,
    private readonly unsaved: UnsavedMessages,
  ) {
    shutdown.addHolder(() => this.keepUnsaved());
  }

  @OnJobEvent('job.message')
  async record({ claim, type, content, iterationNumber }: JobMessage): Promise<void> {
    const clean = this.redactors.of(claim.jobId).redactLine(content);
    await this.queueOf(claim).push({ type, content: clean, iterationNumber });
  }

  /** Resolves when all messages so far from this node's runs of a job are stored. */
  async settle(jobId: string): Promise<void> {
    const queues = [...this.queues].filter(([key]) => key.startsWith(`${jobId}#`));
    await Promise.all(queues.map(([, queue]) => queue.flush()));
  }

  /** Resolves when all messages of the claim are stored, and forgets the claim. */
  async finish(claim: JobClaim): Promise<void> {
    await this.queues.get(keyOf(claim))?.flush();
    this.queues.delete(keyOf(claim));
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.shutdown.abandoned.aborted) return;
    const flushed = Promise.all([...this.queues.values()].map((queue) => queue.flush()));
    await Promise.race([flushed, delay(FLUSH_MS, undefined, { ref: false })]);
  }

  private keepUnsaved(): Remains | null {
    const left = [...this.queues]
      .map(([key, { pending }]) => unsavedOf(key, pending))
      .filter(({ length }) => length > 0);
    if (left.length === 0) return null;
    const what = left.map((said) => `${said.length} messages of job ${said[0]?.job_id}`).join(', ');
    return kept(what, () => this.unsaved.keep(left.flat()));
  }

  private queueOf(claim: JobClaim): MessageQueue {
    const known = this.queues.get(keyOf(claim));
    if (known) return known;
    const queue = new MessageQueue(
      (batch) => this.write(claim, batch),
      (error) =>
        this.logger.warn(`job ${claim.jobId}: the store accepts no messages now, they are waiting: ${String(error)}`),
    );
    this.queues.set(keyOf(claim), queue);
    return queue;
  }

  private async write(claim: JobClaim, batch: Parameters<MessageRepository['append']>[2]): Promise<boolean> {
    const stored = await this.messages.append(claim.jobId, claim.leaseToken, batch);
    if (stored) this.bus.emit('job.messages_stored', { jobId: claim.jobId });
    else this.bus.emit('job.lease_lost', { claim });
    return stored;
  }
}

function keyOf(claim: JobClaim): string {
  return `${claim.jobId}#${claim.leaseToken}`;
}

function unsavedOf(key: string, pending: MessageQueue['pending']): UnsavedMessage[] {
  const [job_id = '', token] = key.split('#');
  return pending.map((message) => ({ ...message, job_id, lease_token: Number(token) }));
}
