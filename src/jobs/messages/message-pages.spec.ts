import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { MessagePageRepository } from './message-page.repository.js';
import { MAX_PAGE_BYTES, MessagePages } from './message-pages.js';
import { MAX_SHOWN_BYTES, type StoredMessage } from './message.js';

/** Four bytes each. */
const CAT = '🐈';

describe('pages of messages', () => {
  let store: ScratchStore;
  let pages: MessagePages;

  beforeAll(async () => {
    store = await openScratchStore();
    pages = new MessagePages(new MessagePageRepository(store.client));
  });

  afterAll(() => store.close());

  /** Each message has its place as the first character. */
  async function jobThatSaid(...sizes: readonly number[]): Promise<string> {
    const { id } = unwrap(await store.client.from('agent_jobs').insert({ prompt: 'x' }).select('id').single());
    for (const [place, size] of sizes.entries()) {
      const type = place % 2 === 0 ? 'stdout' : 'system';
      await store.sql`insert into agent_job_messages (job_id, type, content)
        values (${id}, ${type}, ${place} || repeat('x', ${size - 1}))`;
    }
    return id;
  }

  const placesOf = (messages: readonly StoredMessage[]) => messages.map(({ content }) => Number(content[0]));
  const bytesOf = (messages: readonly StoredMessage[]) =>
    messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);

  it('end at their bound of bytes, and go on without a gap', async () => {
    const job = await jobThatSaid(...Array.from({ length: 10 }, () => 999_000));
    const first = await pages.after(job, 0, 1_000, []);
    expect(first.more).toBe(true);
    expect(bytesOf(first.messages)).toBeLessThanOrEqual(MAX_PAGE_BYTES);
    expect(first.messages.length).toBeGreaterThan(6);
    const rest = await pages.after(job, first.messages.at(-1)?.seq ?? 0, 1_000, []);
    expect(rest.more).toBe(false);
    expect(placesOf([...first.messages, ...rest.messages])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(placesOf((await pages.after(job, 0, 3, [])).messages)).toEqual([0, 1, 2]);
    expect(placesOf((await pages.after(job, 0, 3, ['system'])).messages)).toEqual([1, 3, 5]);

    const newest = await pages.newest(job, 1_000);
    expect(newest.more).toBe(true);
    expect(bytesOf(newest.messages)).toBeLessThanOrEqual(MAX_PAGE_BYTES);
    expect(placesOf(newest.messages).at(-1)).toBe(9);
    expect(placesOf(newest.messages)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].slice(-newest.messages.length));
  });

  it('tell whether there is more, also where the last page is full', async () => {
    const job = await jobThatSaid(10, 10, 10);
    expect(await pages.after(job, 0, 3, [])).toMatchObject({ more: true });
    expect(await pages.after(job, 0, 4, [])).toMatchObject({ more: false });
    expect(await pages.newest(job, 3)).toMatchObject({ more: false });
    const two = await pages.newest(job, 2);
    expect([placesOf(two.messages), two.more]).toEqual([[1, 2], true]);
    expect(await pages.after(await jobThatSaid(), 0, 5, [])).toEqual({ messages: [], more: false });
  });

  it('show the beginning of a large message, whose whole content is read in parts', async () => {
    const job = await jobThatSaid(10);
    const whole = CAT.repeat(900_000);
    const id = randomUUID();
    await store.sql`insert into agent_job_messages (id, job_id, content) values (${id}, ${job}, ${whole})`;
    const { messages } = await pages.after(job, 0, 10, []);
    expect(messages.map(({ content_truncated }) => content_truncated)).toEqual([false, true]);
    const shown = messages[1]?.content ?? '';
    expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(MAX_SHOWN_BYTES);
    expect(whole.startsWith(shown)).toBe(true);

    const parts: string[] = [];
    for await (const part of pages.contentOf(job, id)) parts.push(part);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join('') === whole).toBe(true);
    const others = await jobThatSaid();
    await expect(pages.contentOf(others, id).next()).rejects.toMatchObject({ code: 'not_found' });
  });
});
