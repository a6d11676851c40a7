import { describe, expect, it } from '@jest/globals';
import type { PendingMessage } from './message.js';
import { MessageQueue, type WriteBatch } from './message-queue.js';

/** A store that accepts batches when the test says so. */
class SlowStore {
  readonly batches: (readonly PendingMessage[])[] = [];
  private waiting: ((taken: boolean | Error) => void)[] = [];
  private announce: (() => void)[] = [];

  readonly write: WriteBatch = (batch) =>
    new Promise((resolve, reject) => {
      this.batches.push(batch);
      this.waiting.push((taken) => (taken instanceof Error ? reject(taken) : resolve(taken)));
      for (const tell of this.announce.splice(0)) tell();
    });

  /** Answers the running write, or waits for one. */
  async answer(taken: boolean | Error): Promise<void> {
    if (this.waiting.length === 0) await new Promise<void>((resolve) => this.announce.push(resolve));
    this.waiting.shift()?.(taken);
  }

  get contents(): string[] {
    return this.batches.flat().map((message) => message.content);
  }
}

const message = (content: string) => ({ type: 'stdout', content, iterationNumber: null }) as const;

describe('MessageQueue', () => {
  it('writes in order and in batches, and flushes what waits', async () => {
    const batches: (readonly PendingMessage[])[] = [];
    const queue = new MessageQueue(
      async (batch) => batches.push(batch) > 0,
      () => undefined,
    );
    for (let line = 0; line < 250; line += 1) await queue.push(message(`${line}`));
    await queue.flush();
    const written = batches.flat().map(({ content }) => content);
    expect(written).toEqual(Array.from({ length: 250 }, (_, line) => `${line}`));
    expect(batches.length).toBeLessThan(10);
  });

  it('repeats a batch that was refused, with the same ids', async () => {
    const store = new SlowStore();
    const refusals: unknown[] = [];
    const queue = new MessageQueue(store.write, (error) => refusals.push(error));
    await queue.push(message('once'));
    const flushed = queue.flush();
    await store.answer(new Error('down'));
    await store.answer(true);
    await flushed;
    expect(store.batches[1]).toEqual(store.batches[0]);
    expect(refusals).toHaveLength(1);
  });

  it('holds a fast speaker back while the store is slow', async () => {
    const store = new SlowStore();
    const queue = new MessageQueue(store.write, () => undefined);
    const big = 'x'.repeat(3_000_000);
    await queue.push(message(big));
    await queue.push(message(big));
    let through = false;
    const third = queue.push(message(big)).finally(() => {
      through = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(through).toBe(false);
    for (let batch = 0; batch < 3; batch += 1) await store.answer(true);
    await third;
    await queue.flush();
    expect(store.contents).toHaveLength(3);
  });

  it('drops what a void claim says, and forgets nothing before', async () => {
    const store = new SlowStore();
    const queue = new MessageQueue(store.write, () => undefined);
    await queue.push(message('said'));
    const flushed = queue.flush();
    await store.answer(false);
    await flushed;
    await queue.push(message('unsaid'));
    await queue.flush();
    expect(store.contents).toEqual(['said']);
  });
});
