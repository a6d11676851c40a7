import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Response } from 'express';
import { Authenticator } from '../access/authenticator.js';
import type { Caller } from '../access/caller.js';
import { DomainError } from '../common/domain-error.js';
import { Env } from '../config/env.js';
import { EventStream } from './event-stream.js';

/** How long the server's stop waits for readers to take what was sent to them, in milliseconds. */
const STOP_PATIENCE_MS = 500;
/** How often it is looked whether the readers may still read, in milliseconds. */
const CALLER_CHECK_MS = 15_000;

/** What a stream tells, and whom to wake when its client has gone. */
export interface StreamSource {
  /** Before anything is sent. @throws DomainError, which is answered as such. */
  open(): Promise<void>;
  /** Sends until there is nothing left to tell or the stream is closed. */
  run(stream: EventStream): Promise<void>;
  /** The stream was closed: a `run` that waits for something must look. */
  wake(): void;
  /** Lets go of everything; called once, also when opening failed. */
  release(): void;
}

/** All streams that are open on this server: as many as there are places for, and none longer than the server runs. */
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

  /** Resolves when the stream is over. @throws DomainError while it can still be answered. */
  async serve(response: Response, caller: Caller, source: StreamSource): Promise<void> {
    this.assertRoom();
    this.places += 1;
    try {
      const stream = await this.tell(response, caller, source);
      await stream?.finish();
    } finally {
      this.places -= 1;
    }
  }

  /** Nest closes HTTP after this and waits for every connection: no reader may hold the server up. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.streams.keys()].map((stream) => stream.finish(STOP_PATIENCE_MS)));
  }

  /** A key that was revoked or has expired opens nothing any more; what it had opened is closed here. */
  @Interval(CALLER_CHECK_MS)
  async closeForbidden(): Promise<void> {
    for (const [stream, caller] of this.streams) {
      if (!(await this.authenticator.isStillValid(caller))) stream.end();
    }
  }

  private async tell(response: Response, caller: Caller, source: StreamSource): Promise<EventStream | null> {
    let stream: EventStream | null = null;
    try {
      await source.open();
      if (response.destroyed || this.stopping) return null;
      stream = new EventStream(response);
      this.streams.set(stream, caller);
      response.once('close', () => stream && this.streams.delete(stream));
      stream.whenClosed(() => source.wake());
      // A HEAD request wants to know what it would get, not to get it.
      if (response.req.method !== 'HEAD') await source.run(stream);
      return stream;
    } catch (error) {
      if (!stream) throw error;
      this.logger.error(`a stream breaks off: ${String(error)}`, error instanceof Error ? error.stack : undefined);
      return stream;
    } finally {
      source.release();
    }
  }

  private assertRoom(): void {
    if (this.places < this.env.MAX_STREAMS) return;
    const sentence = `All ${this.env.MAX_STREAMS} streams of this server are taken, try again later`;
    throw new DomainError('unavailable', 'too_many_streams', sentence);
  }
}
