import { Injectable } from '@nestjs/common';
import { MAX_READERS, type MessagePage, MessagePageRepository, type Reader } from './message-page.repository.js';

/** Calls under way at one time: one is answered while the next one gathers readers. */
const MAX_CALLS = 2;

interface Ask {
  readonly reader: Reader;
  readonly resolve: (page: MessagePage) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads for all streams. Who asks while calls are under way shares the next one, so that the load on the store follows
 * its speed and not the number of streams.
 */
@Injectable()
export class MessageReader {
  private waiting: Ask[] = [];
  private calls = 0;

  constructor(private readonly pages: MessagePageRepository) {}

  /** The messages that follow `after`. @throws what the store throws. */
  next(reader: Reader): Promise<MessagePage> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ reader, resolve, reject });
      // Others who were woken by the same event ask in the same turn of the loop.
      if (this.waiting.length === 1) setImmediate(() => this.start());
    });
  }

  private start(): void {
    while (this.calls < MAX_CALLS && this.waiting.length > 0) void this.call(this.waiting.splice(0, MAX_READERS));
  }

  private async call(asks: readonly Ask[]): Promise<void> {
    this.calls += 1;
    try {
      const pages = await this.pages.next(asks.map(({ reader }) => reader));
      for (const [index, ask] of asks.entries()) ask.resolve(pages[index] ?? { messages: [], more: false });
    } catch (error) {
      for (const ask of asks) ask.reject(error);
    } finally {
      this.calls -= 1;
      this.start();
    }
  }
}
