import type { ServerResponse } from 'node:http';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Authenticator } from '../../http/access/authenticator.js';
import type { Caller } from '../../http/access/caller.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Env } from '../../platform/config/env.js';
import { EventStream } from './event-stream.js';

/** How long a stop of the server waits for readers to take what was sent to them, in milliseconds. */
const STOP_PATIENCE_MS = 500;
/** How often the readers' permission is checked, in milliseconds. */
const CALLER_CHECK_MS = 15_000;

/** The source of a stream's events. */
export interface StreamSource {
  /** Called before anything is sent. false: nothing will ever follow, which is answered with 204. @throws DomainError, which becomes the response. */
  open(): Promise<boolean>;
  /** Sends until there is nothing left to send or the stream is closed. */
  run(stream: EventStream): Promise<void>;
  /** Called when the stream was closed: a waiting `run` must check the stream. */
  wake(): void;
  /** Releases all resources; called once, even when opening failed. */
  release(): void;
}

/** The open streams of this server: at most MAX_STREAMS, and all closed when the server stops. */
@Injectable()
export class OpenStreams implements BeforeApplicationShutdown {
  private readonly logger = new Logger(OpenStreams.name);
  private readonly streams = new Map<EventStream, Caller>();
  private places = 0;
  private stopping = false;

  constructor(
    private readonly env: Env,
    private readonly authenticator: Authenticator,
  ) {}

  /** Resolves when the stream has ended. @throws DomainError before the headers are sent. */
  async serve(response: ServerResponse, caller: Caller, source: StreamSource): Promise<void> {
    this.assertRoom();
    this.places += 1;
    try {
      const stream = await this.tell(response, caller, source);
      await stream?.finish();
    } finally {
      this.places -= 1;
    }
  }

  /** Nest then closes HTTP and waits for every connection: no reader may delay the stop. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.streams.keys()].map((stream) => stream.finish(STOP_PATIENCE_MS)));
  }

  /** Closes streams whose key was revoked or has expired. */
  @Interval(CALLER_CHECK_MS)
  async closeForbidden(): Promise<void> {
    for (const [stream, caller] of this.streams) {
      if (!(await this.authenticator.isStillValid(caller))) stream.end();
    }
  }

  private async tell(response: ServerResponse, caller: Caller, source: StreamSource): Promise<EventStream | null> {
    let stream: EventStream | null = null;
    try {
      const hasMore = await source.open();
      if (response.destroyed || this.stopping) return null;
      if (!hasMore) {
        response.writeHead(204).end();
        return null;
      }
      stream = new EventStream(response);
      this.streams.set(stream, caller);
      response.once('close', () => stream && this.streams.delete(stream));
      stream.whenClosed(() => source.wake());
      // A HEAD request gets only the headers.
      if (response.req.method !== 'HEAD') await source.run(stream);
      return stream;
    } catch (error) {
      if (!stream) throw error;
      this.logger.error(`a stream failed: ${String(error)}`, error instanceof Error ? error.stack : undefined);
      return stream;
    } finally {
      source.release();
    }
  }

  private assertRoom(): void {
    if (this.places < this.env.MAX_STREAMS) return;
    const sentence = `All ${this.env.MAX_STREAMS} streams of this server are in use: try again later`;
    throw new DomainError('unavailable', 'too_many_streams', sentence);
  }
}
