import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { startTcpPostgres, type TcpPostgres } from '../../../../test/support/tcp-postgres.js';
import { TcpProxy } from '../../../../test/support/tcp-proxy.js';
import { SessionPool } from './session-pool.js';

const STATEMENT_MS = 1_000;

describe('sessions over which nothing comes back', () => {
  let database: TcpPostgres;
  let proxy: TcpProxy;
  let pool: SessionPool;

  beforeAll(async () => {
    database = await startTcpPostgres();
    proxy = await TcpProxy.start(database.url);
  });
  afterEach(async () => {
    proxy.open();
    await pool.close(2_000);
  });
  afterAll(async () => {
    await proxy.close();
    await database.close();
  });

  const make = (size: number): SessionPool => {
    pool = new SessionPool((options) => postgres(proxy.url, options), size, STATEMENT_MS);
    return pool;
  };

  it('are given up in time, and never used again', async () => {
    const session = await make(1).reserve();
    await session.unsafe('select 1', []);
    proxy.stall();
    const begun = performance.now();
    await expect(session.unsafe('select 2', [])).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
    expect(performance.now() - begun).toBeLessThan(STATEMENT_MS + 2_000);
    proxy.open();
    // The statement may belong to a transaction that ended with the connection.
    await expect(session.unsafe('select 3', [])).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    session.release();
    const next = await pool.reserve();
    expect(await next.unsafe('select 4 as four', [])).toMatchObject([{ four: 4 }]);
    next.release();
  });

  it('do not keep their place: who waits gets a new one', async () => {
    const session = await make(1).reserve();
    await session.unsafe('select 1', []);
    proxy.stall();
    const waiting = pool.reserve();
    await expect(session.unsafe('select pg_sleep(0)', [])).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
    session.release();
    proxy.open();
    const next = await waiting;
    expect(await next.unsafe('select 2 as two', [])).toMatchObject([{ two: 2 }]);
    next.release();
  });

  it('do not hold up the end: the statement under way fails, the pool is closed', async () => {
    const session = await make(2).reserve();
    await session.unsafe('select 1', []);
    proxy.stall();
    const failure = session.unsafe('select 2', []).catch((error: unknown) => error);
    const begun = performance.now();
    await pool.close(200);
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(await failure).toMatchObject({ code: expect.stringMatching(/STORE_TIMEOUT|CONNECTION/) });
    await expect(pool.reserve()).rejects.toMatchObject({ code: 'CONNECTION_ENDED' });
  });
});
