import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { makeTempFolder, type TempFolder } from '../../../test/support/temp-folder.js';
import { parseEnv } from '../../platform/config/parse-env.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { UnsavedMessage } from './message.js';
import { MessagePageRepository } from './message-page.repository.js';
import { MessagePages } from './message-pages.js';
import { MessageRepository } from './message.repository.js';
import { UnsavedMessages } from './unsaved-messages.js';

const said = (job_id: string, lease_token: number, count: number): UnsavedMessage[] =>
  Array.from({ length: count }, (_, line) => ({
    id: randomUUID(),
    job_id,
    lease_token,
    type: 'stdout',
    content: `line ${line}`,
    iteration_number: line % 2 === 0 ? null : 3,
    created_at: '2030-01-01T00:00:00.000Z',
  }));

describe('messages that the store had not taken', () => {
  let store: ScratchStore;
  let folder: TempFolder;
  let messages: MessageRepository;
  let unsaved: UnsavedMessages;

  beforeAll(async () => {
    store = await openScratchStore();
    folder = await makeTempFolder();
    messages = new MessageRepository(store.client);
    unsaved = new UnsavedMessages(parseEnv({ AGENT_API_SECRET: 'secret-of-it', DATA_DIR: folder.path }), messages);
  });
  afterAll(async () => {
    await store.close();
    await folder.remove();
  });

  async function addJob(leaseToken: number): Promise<string> {
    const row = { prompt: 'x', branch_name: randomUUID(), status: 'running', lease_token: leaseToken };
    return unwrap(await store.client.from('agent_jobs').insert(row).select('id').single()).id;
  }

  async function contents(job: string): Promise<string[]> {
    const { messages: stored } = await new MessagePages(new MessagePageRepository(store.client)).after(
      job,
      0,
      1_000,
      [],
    );
    return stored.map(({ content }) => content);
  }

  it('are stored in order, behind what it had and without what it had already taken', async () => {
    const job = await addJob(4);
    const all = said(job, 4, 250);
    // The store accepted them, but its answer was lost.
    await messages.append(job, 4, all.slice(0, 120));
    const other = await addJob(1);
    unsaved.keep([...all, ...said(other, 1, 2)]);
    await unsaved.restore();
    expect(await contents(job)).toEqual(all.map(({ content }) => content));
    expect(await contents(other)).toEqual(['line 0', 'line 1']);
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('are dropped when another claim has the job now, or nobody knows it', async () => {
    const taken = await addJob(5);
    const held = await addJob(2);
    unsaved.keep([...said(taken, 4, 3), ...said(randomUUID(), 1, 1), ...said(held, 2, 1)]);
    await unsaved.restore();
    expect(await contents(taken)).toEqual([]);
    expect(await contents(held)).toEqual(['line 0']);
    expect(await readdir(folder.path)).toEqual([]);
  });
});
