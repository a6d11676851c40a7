import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { SupabaseGateway } from '../gateway.js';
import { declaredTables } from './declared-tables.js';
import { Leftovers } from './leftovers.js';
import { accessTo } from './project-access.js';
import { assertMigrated, assertNoServer, assertNoWork } from './project-fitness.js';
import { countRows, growthOf } from './row-counts.js';
import { RunLock } from './run-lock.js';
import { TestRun } from './test-run.js';

describe('a run of suites against a Supabase project', () => {
  let gateway: SupabaseGateway;
  let sql: postgres.Sql;
  let run: TestRun;

  beforeAll(async () => {
    gateway = await SupabaseGateway.start();
    sql = postgres({ ...gateway.database, max: 2, onnotice: () => undefined });
    run = runOf('0123abcd');
  }, 30_000);
  beforeEach(() => sql`truncate clients, agent_jobs, agent_nodes, agent_audit_log, agent_idempotency_keys cascade`);
  afterAll(async () => {
    await sql.end();
    await gateway.close();
  });

  const runOf = (id: string): TestRun =>
    new TestRun(id, {
      SUPABASE_TEST_URL: gateway.url,
      SUPABASE_TEST_SERVICE_ROLE_KEY: gateway.serviceRoleKey,
    });

  /** A client with everything that jobs leave behind. */
  async function makeClient(name: string, node: string): Promise<void> {
    const [client] = await sql<{ id: string }[]>`insert into clients (name) values (${name}) returning id`;
    const clientId = client?.id ?? '';
    await sql`insert into code_repositories (client_id, owner_name, repo_name) values (${clientId}, 'acme', 'app')`;
    await sql`insert into features (client_id, title) values (${clientId}, 'Logout')`;
    const jobId = randomUUID();
    await sql`insert into agent_jobs (id, client_id, status, prompt) values (${jobId}, ${clientId}, 'completed', 'x')`;
    await sql`insert into agent_job_messages (job_id, type, content) values (${jobId}, 'stdout', 'x')`;
    await sql`insert into agent_idempotency_keys (key, request_hash, resource_id, locked_until)
      values (${randomUUID()}, 'x', ${jobId}, now())`;
    await sql`insert into agent_audit_log (id, at, node, method) values (gen_random_uuid(), now(), ${node}, 'POST')`;
    await sql`insert into agent_nodes (id) values (${node})`;
  }

  it('removes what it and a run that has crashed have made, however much, and nothing else', async () => {
    const db = accessTo(run);
    const tables = [...(await declaredTables()).keys()];
    await makeClient('A client (test run tomorrow)', 'server-1');
    await makeClient('Client of acme/app', 'test-runner');
    const before = await countRows(db, tables);
    await makeClient(run.clientName('Client of acme/app'), `test-run-${run.id}-orch-x`);
    await makeClient(runOf('ffff0000').clientName('Another'), 'test-run-ffff0000-orch-y');
    await sql`insert into clients (name) select ${run.clientName('Many')} from generate_series(1, 1200)`;
    expect(growthOf(before, await countRows(db, tables))).toContain('agent_jobs (2)');
    expect(await new Leftovers(run).remove()).toEqual({ clients: 1_202, jobs: 2 });
    expect(growthOf(before, await countRows(db, tables))).toBeNull();
    expect(await countRows(db, tables)).toEqual(before);
  });

  it('meets no other run, and one that has died for a minute at most', async () => {
    const db = accessTo(run);
    const lock = await RunLock.take(db, run, randomUUID());
    await expect(RunLock.take(db, runOf('ffff0000'), randomUUID())).rejects.toThrow(
      'Another run has the project, from',
    );
    await assertNoServer(db);
    await sql`update agent_nodes set alive_until = now() - interval '1 second'`;
    const next = await RunLock.take(db, runOf('ffff0000'), randomUUID());
    await lock.release();
    expect(await sql`select id from agent_nodes`).toHaveLength(1);
    await next.release();
    expect(await sql`select id from agent_nodes`).toHaveLength(0);
  });

  it('begins on no project on which a server works, or whose work its servers would take', async () => {
    const db = accessTo(run);
    await assertNoServer(db);
    await assertNoWork(db);
    await sql`insert into agent_nodes (id, hostname, alive_until) values ('server-1', 'far', now() + interval '1 minute')`;
    await expect(assertNoServer(db)).rejects.toThrow('A server works on the project (server-1 on far)');
    await sql`insert into agent_jobs (status, prompt) values ('queued', 'x')`;
    await expect(assertNoWork(db)).rejects.toThrow('has jobs that are queued or running (1)');
  });

  it('asks for the migrations as a server does', async () => {
    await assertMigrated(run);
    await sql`update supabase_migrations.schema_migrations set version = 'x' || version where version like '%17'`;
    await expect(assertMigrated(run)).rejects.toThrow(/lacks the migration \d+_\w+\.sql\. .* npx supabase db push/);
    await sql`update supabase_migrations.schema_migrations set version = substr(version, 2) where version like 'x%'`;
  });

  it('leads servers to the project under its name, and not to remove old messages of others', () => {
    expect(run.variablesFor('/tmp/orch-abc')).toEqual({
      SUPABASE_URL: gateway.url,
      SUPABASE_SERVICE_ROLE_KEY: gateway.serviceRoleKey,
      NODE_ID: 'test-run-0123abcd-orch-abc',
      RETAIN_MESSAGES_DAYS: '0',
    });
    expect(TestRun.current({ SUPABASE_TEST_URL: gateway.url })).toBeNull();
  });
});
