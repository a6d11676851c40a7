import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { SupabaseClient } from '@supabase/supabase-js';
import { type Note, NOTES_MIGRATIONS, untyped } from '../../../test/support/notes-migration.js';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { makeTempFolder } from '../../../test/support/temp-folder.js';
import { StoreError, StoreUnavailableError } from './store-error.js';
import { unwrap, unwrapPage } from './unwrap.js';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/;

describe('a store in a Postgres', () => {
  let store: ScratchStore;
  let db: SupabaseClient;

  beforeAll(async () => {
    const folder = await makeTempFolder('migrations-');
    store = await openScratchStore(await folder.write(NOTES_MIGRATIONS));
    db = untyped(store.client);
    await folder.remove();
  }, 30_000);
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.sql`truncate public.notes restart identity`;
  });

  const add = async (note: Partial<Note>): Promise<Note> =>
    unwrap<Note>(await db.from('notes').insert(note).select().single());
  /** Ends every session that is running the test's function until `work` has ended. */
  const whileSessionsAreEnded = async <T>(work: Promise<T>): Promise<T> => {
    let settled = false;
    const done = work.finally(() => (settled = true));
    await until(async () => {
      await store.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event = 'PgSleep'`;
      return settled;
    });
    return done;
  };

  it('keeps what it is given', async () => {
    const note = await add({ text: 'ä "quoted"', data: ['x', { y: null }], tags: ['p,q', 'r"'] });
    expect(note).toMatchObject({ id: 1, text: 'ä "quoted"', data: ['x', { y: null }], tags: ['p,q', 'r"'] });
    expect(await add({ text: 'scalar', data: 'just text' })).toMatchObject({ data: 'just text' });
  });

  it('writes times as ISO 8601, in rows, in rows of a function and within json', async () => {
    expect((await add({ text: 'a' })).created_at).toMatch(ISO);
    const rows = unwrap(await db.rpc('all_notes')) as Note[];
    expect(rows[0]?.created_at).toMatch(ISO);
    const json = unwrap(await db.rpc('notes_as_json')) as Note[];
    expect(json[0]?.created_at).toMatch(ISO);
  });

  it('answers a page behind the end with the total', async () => {
    await add({ text: 'a' });
    const page = unwrapPage(await db.from('notes').select('*', { count: 'exact' }).range(10, 19));
    expect(page).toEqual({ rows: [], total: 1 });
  });

  it('carries the SQLSTATE and the constraint of what the database refuses', async () => {
    await add({ text: 'a' });
    await expect(add({ text: 'a' })).rejects.toMatchObject({ code: '23505', constraint: 'notes_text_key' });
    await expect(add({ text: 'bad' })).rejects.toMatchObject({ code: '23514', constraint: 'notes_text_check' });
    const { error } = await db.rpc('refuse');
    expect(error).toMatchObject({ code: 'P0001', message: 'not now', details: 'a detail', hint: 'a hint' });
  });

  it('says nothing of a failed statement on the console, and lets others speak', async () => {
    const spoken = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const heard = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      await add({ text: 'bad', data: 's3cret' }).catch(() => undefined);
      expect(JSON.stringify([spoken.mock.calls, heard.mock.calls])).not.toContain('s3cret');
    } finally {
      spoken.mockRestore();
      heard.mockRestore();
    }
  });

  it('keeps parallel inserts apart from failing ones', async () => {
    await add({ text: 'taken' });
    const calls = Array.from({ length: 100 }, (_, i) => add({ text: i % 2 ? 'taken' : `note ${i}` }));
    const results = await Promise.allSettled(calls);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refused).toHaveLength(50);
    expect(refused.every((error) => error instanceof StoreError && error.code === '23505')).toBe(true);
    expect(await store.sql`select count(*)::int as n from public.notes`).toEqual([{ n: 51 }]);
  });

  it('runs parallel functions in transactions of their own', async () => {
    const wait = (i: number) => db.rpc('wait_then_add', { seconds: 0.02, note: i % 3 ? `note ${i}` : 'bad' });
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => wait(i)));
    expect(answers.filter(({ error }) => error === null)).toHaveLength(40);
    expect(await store.sql`select count(*)::int as n from public.notes`).toEqual([{ n: 40 }]);
  });

  it('tells callers whose connection is lost, rolls their work back, and works on', async () => {
    const calls = Array.from({ length: 6 }, (_, i) => db.rpc('wait_then_add', { seconds: 30, note: `lost ${i}` }));
    const answers = await whileSessionsAreEnded(Promise.all(calls));
    for (const answer of answers) expect(() => unwrap(answer)).toThrow(StoreUnavailableError);
    await Promise.all(Array.from({ length: 30 }, (_, i) => add({ text: `after ${i}` })));
    expect(await store.sql`select count(*)::int as n from public.notes`).toEqual([{ n: 30 }]);
  });

  it('notices connections that were lost while idle', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, i) => add({ text: `before ${i}` })));
    await store.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and state = 'idle' and pid <> pg_backend_pid()`;
    // A statement sent before the end is noticed is lost with its connection; the store itself recovers.
    await until(async () => !(await db.from('notes').select('id').limit(1)).error);
    await Promise.all(Array.from({ length: 20 }, (_, i) => add({ text: `after ${i}` })));
  });

  it('lets a caller stop waiting', async () => {
    const { error, status } = await db
      .rpc('wait_then_add', { seconds: 0.2, note: 'x' })
      .abortSignal(AbortSignal.timeout(50));
    expect(error).not.toBeNull();
    expect(status).toBe(0);
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}
