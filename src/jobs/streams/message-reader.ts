import { Injectable } from '@nestjs/common';
import { MAX_ROWS, type MessagePage, MessagePageRepository, type Reader } from '../messages/message-page.repository.js';

/** Most messages and bytes in a page. Pages are small because they stay in memory while their reader takes them. */
const PAGE_MESSAGES = 100;
const PAGE_BYTES = 131_072;
const MAX_READERS = MAX_ROWS / PAGE_MESSAGES;

/** Most concurrent calls. */
const MAX_CALLS = 2;

interface Ask {
  readonly reader: Reader;
  readonly resolve: (page: MessagePage) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads for all streams. Requests that arrive while calls are running share the next call, so the load on the store depends on
 * its speed, not on the number of streams.
 */
@Injectable()
export class MessageReader {
  private waiting: Ask[] = [];
  private calls = 0;

  constructor(private readonly pages: MessagePageRepository) {}

  /** The messages that come next for a reader. @throws what the store throws. */
  next(reader: Reader): Promise<MessagePage> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ reader, resolve, reject });
      // Others that were woken by the same event ask in the same turn of the event loop.
      if (this.waiting.length === 1) setImmediate(() => this.start());
    });
  }

  private start(): void {
    while (this.calls < MAX_CALLS && this.waiting.length > 0) void this.call(this.waiting.splice(0, MAX_READERS));
  }

  private async call(asks: readonly Ask[]): Promise<void> {
    this.calls += 1;
    try {
      const readers = asks.map(({ reader }) => reader);
      const pages = await this.pages.next(readers, PAGE_MESSAGES, PAGE_BYTES);
      for (const [index, ask] of asks.entries()) ask.resolve(pages[index] ?? { messages: [], bytes: 0, more: false });
    } catch (error) {
      for (const ask of asks) ask.reject(error);
    } finally {
      this.calls -= 1;
      this.start();
    }
  }
}
