import { setTimeout as delay } from 'node:timers/promises';
import type { StoredMessage } from '../messages/message.js';
import { outcomeOf } from '../records/job-outcome.js';
import { StoreUnavailableError } from '../../platform/store/store-error.js';
import { Bell } from './bell.js';
import { endIdOf } from './dto/follow-job.query.js';
import type { EventStream } from './event-stream.js';
import { changesBetween, type JobHead, toPhase, toStatus } from './job-head.js';
import type { JobFollower, JobWatch } from './job-watch.js';
import type { MessageReader } from './message-reader.js';
import type { StreamSource } from './open-streams.js';

/** Delay before a store that could not be reached is asked again, in milliseconds. */
const STORE_PAUSE_MS = 1_000;

/** Data of a `message` event; null: nothing to show. */
export type ToData = (message: StoredMessage) => object | null;

/**
 * Streams a job from a given message to its end. The store is the source of truth: pages are read from it as fast as the client
 * takes them, and the bell only says that it may be time to look.
 */
export class JobStream implements StreamSource {
  private readonly follower: JobFollower;
  private told: JobHead | null = null;

  constructor(
    private readonly watch: JobWatch,
    private readonly messages: MessageReader,
    private readonly toData: ToData,
    jobId: string,
    after: number,
    private readonly hadEnd = false,
  ) {
    this.follower = { jobId, bell: new Bell(), head: null, position: after };
  }

  async open(): Promise<boolean> {
    const { ended } = await this.watch.follow(this.follower);
    return !(ended && this.hadEnd);
  }

  /** Sends the status of an ended job after its last message, and of any other job at once. */
  async run(stream: EventStream): Promise<void> {
    await this.sendHead(stream);
    while (!stream.closed) {
      const { head } = this.follower;
      // The row was deleted: a client that reconnects gets 404.
      if (!head) return;
      if (!head.ended) await this.sendHead(stream);
      await this.sendMessages(stream);
      if (head.ended) {
        await this.sendHead(stream);
        return stream.send({
          event: 'end',
          id: endIdOf(this.follower.position),
          data: { status: head.status, outcome: outcomeOf(head) },
        });
      }
      await this.follower.bell.wait();
    }
  }

  wake(): void {
    this.follower.bell.ring();
  }

  release(): void {
    this.watch.unfollow(this.follower);
  }

  private async sendHead(stream: EventStream): Promise<void> {
    const { head } = this.follower;
    if (!head) return;
    const changed = changesBetween(this.told, head);
    this.told = head;
    if (changed.status) await stream.send({ event: 'status', data: toStatus(head) });
    if (changed.phase) await stream.send({ event: 'phase', data: toPhase(head) });
  }

  /** Sends all messages that are stored by now. */
  private async sendMessages(stream: EventStream): Promise<void> {
    for (let more = true; more && !stream.closed;) {
      const page = await this.nextPage(stream);
      for (const message of page.messages) await this.sendMessage(stream, message);
      const last = page.messages.at(-1);
      if (last && !this.toData(last)) await stream.advance(last.seq);
      more = page.more;
    }
  }

  private async sendMessage(stream: EventStream, message: StoredMessage): Promise<void> {
    if (stream.closed) return;
    const data = this.toData(message);
    if (data) await stream.send({ event: 'message', id: message.seq, data });
    this.follower.position = message.seq;
  }

  private async nextPage(stream: EventStream) {
    for (;;) {
      try {
        return await this.messages.next({ job: this.follower.jobId, after: this.follower.position });
      } catch (error) {
        if (!(error instanceof StoreUnavailableError)) throw error;
        if (stream.closed) return { messages: [], more: false };
        await delay(STORE_PAUSE_MS);
      }
    }
  }
}
