import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { TcpProxy } from '../../../../test/support/tcp-proxy.js';
import { startTcpPostgres, type TcpPostgres } from '../../../../test/support/tcp-postgres.js';
import { SessionPool } from './session-pool.js';

describe('the sessions of a Postgres', () => {
  let database: TcpPostgres;
  let way: TcpProxy;
  let pool: SessionPool;

  beforeAll(async () => {
    database = await startTcpPostgres();
    way = await TcpProxy.start(database.url);
    pool = new SessionPool((options) => postgres(way.url, options), 2);
  });

  afterAll(async () => {
    await pool.close(1_000);
    await way.close();
    await database.close();
  });

  // A refused caller rolls back: by then postgres.js has seen the reset, but not yet the end of the connection.
  it('answer at once when their connection is reset, also what is said while it goes', async () => {
    const session = await pool.reserve();
    await session.unsafe('begin', []);
    const answer = session.unsafe('select pg_sleep(600)', []).catch(async (error: unknown) => {
      const rollback = await session.unsafe('rollback', []).catch((second: unknown) => second);
      return [error, rollback];
    });
    way.cut();
    expect(await answer).toMatchObject([{ code: 'ECONNRESET' }, { code: 'CONNECTION_CLOSED' }]);
    session.release();
    way.open();
    const next = await pool.reserve();
    expect(await next.unsafe('select 1 as one', [])).toEqual([{ one: 1 }]);
    next.release();
  });

  it('hand nobody a connection that was reset under somebody else', async () => {
    const one = new SessionPool((options) => postgres(way.url, options), 1);
    const session = await one.reserve();
    const answer = session.unsafe('select pg_sleep(600)', []).catch((error: unknown) => {
      // Releases the session at once, as a failed caller does: another one is waiting for it.
      session.release();
      return error;
    });
    const next = one.reserve();
    way.cut();
    expect(await answer).toMatchObject({ code: 'ECONNRESET' });
    way.open();
    expect(await (await next).unsafe('select 1 as one', [])).toEqual([{ one: 1 }]);
    (await next).release();
    await one.close(1_000);
  });

  it('stay when a statement is refused', async () => {
    const session = await pool.reserve();
    const [row] = (await session.unsafe('select pg_backend_pid() as pid', [])) as { pid: number }[];
    await expect(session.unsafe('select 1 / 0', [])).rejects.toMatchObject({ code: '22012' });
    expect(await session.unsafe('select pg_backend_pid() as pid', [])).toEqual([row]);
    session.release();
  });
});
