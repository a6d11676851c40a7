import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EXISTING_TABLES } from './support/existing-tables.js';
import { Rig } from './support/rig.js';
import { RunningServer } from './support/server.js';
import { says, uses } from './support/scripted-model.turns.js';
import { startTcpPostgres, type TcpPostgres } from './support/tcp-postgres.js';

describe('a database that has its tables already', () => {
  const clientId = randomUUID();
  const featureId = randomUUID();
  const memberId = randomUUID();
  const repositoryId = randomUUID();
  const oldJob = randomUUID();
  const strangeJob = randomUUID();
  let database: TcpPostgres;
  let rig: Rig;

  beforeAll(async () => {
    database = await startTcpPostgres({}, 'empty');
    const { sql } = database;
    await sql.unsafe(EXISTING_TABLES);
    await sql`insert into clients values (${clientId}, 'Acme', 42)`;
    await sql`insert into features values (${featureId}, 'Logout')`;
    await sql`insert into team_members values (${memberId}, 'Ada')`;
    await sql`insert into code_repositories values (${repositoryId}, ${clientId}, 'acme', 'app')`;
    await sql`
      insert into agent_jobs (id, status, job_type, prompt, branch_name, client_id, feature_id, repository_id)
      values (${oldJob}, 'completed', 'code', 'Long ago', 'feature/old', ${clientId}, ${featureId}, ${repositoryId}),
             (${strangeJob}, 'archived', 'chat', 'Of another system', null, ${clientId}, null, null)`;
    await sql`insert into agent_job_messages (job_id, type, content) values (${oldJob}, 'stdout', 'old words')`;
    rig = await Rig.start({ env: { DATABASE_URL: database.url } });
    await rig.forge.addRepository('acme/app', { files: { 'README.md': '# App\n' } });
  });

  afterAll(async () => {
    await rig.close();
    await database.close();
  });

  it('shows what was there', async () => {
    expect((await rig.api.get(`/clients/${clientId}`)).body).toMatchObject({
      name: 'Acme',
      repository: { id: repositoryId, owner_name: 'acme', repo_name: 'app', default_branch: 'main' },
    });
    const { body } = await rig.api.get(`/jobs/${oldJob}?includeMessages=true`);
    expect(body).toMatchObject({
      status: 'completed',
      client: { id: clientId, name: 'Acme' },
      feature: { id: featureId, title: 'Logout' },
      pr_url: null,
      messages: [{ type: 'stdout', content: 'old words' }],
    });
    // Beside the client of the tests: openapi.json describes the statuses of this server's jobs, not those of other systems.
    const authorization = `Bearer ${rig.api.secret}`;
    const list = await fetch(new URL('/jobs', rig.api.url), { headers: { authorization } });
    expect(await list.json()).toMatchObject({ total: 2 });
  });

  it('runs a job for it', async () => {
    rig.model.script('logout-button', [uses('Write', { file_path: 'logout.txt', content: 'x' }), says('Done.')]);
    const references = { clientId, featureId, repositoryId, createdByTeamMemberId: memberId };
    const job = await rig.run({ ...references, prompt: 'Add the logout-button', branchName: 'feature/logout' });
    expect(job).toMatchObject({ status: 'completed', error: null, pr_url: expect.stringContaining('/acme/app/pull/') });
  });

  it('is not changed by a second start, nor by the same migrations once more', async () => {
    await rig.server.stop();
    const before = await rows();
    await database.sql`truncate supabase_migrations.schema_migrations`;
    await rig.restart();
    expect(await rows()).toEqual(before);
    expect(before.clients).toMatchObject([{ id: clientId, name: 'Acme', budget: 42 }]);
    expect(before.jobs).toMatchObject([{ status: 'archived' }, { status: 'completed' }, { status: 'completed' }]);
  });

  it('does the work of a keyed request once, though the database broke off between the work and the answer', async () => {
    const { sql } = database;
    const headers = { 'Idempotency-Key': 'broken-off' };
    const client = { name: 'Once only' };
    await sql.unsafe(`
      create function break_off() returns trigger language plpgsql as
        $$ begin raise exception 'no space' using errcode = '53100'; end $$;
      create trigger break_off before update of response_status on agent_idempotency_keys
        for each row execute function break_off()`);
    expect((await rig.api.post('/clients', client, headers)).status).toBe(503);
    await sql`drop function break_off cascade`;
    const again = await rig.api.post('/clients', client, headers);
    expect(again.status).toBe(201);
    const created = await sql`select id from clients where name = ${client.name}`;
    expect(created).toEqual([{ id: again.body['id'] }]);
  });

  async function rows() {
    const { sql } = database;
    return {
      clients: [...(await sql`select * from clients order by id`)],
      repositories: [...(await sql`select * from code_repositories order by id`)],
      jobs: [...(await sql`select * from agent_jobs order by status, id`)],
      messages: [...(await sql`select * from agent_job_messages order by seq`)],
    };
  }
});

describe('a database whose tables have other names for things', () => {
  const clientId = randomUUID();
  const featureId = randomUUID();
  const repositoryId = randomUUID();
  let database: TcpPostgres;

  beforeAll(async () => {
    database = await startTcpPostgres({}, 'empty');
    const { sql } = database;
    await sql`create table clients (id serial primary key, company_name text not null, email text not null default '')`;
    await sql`create table features (id uuid primary key, subject text)`;
  });

  afterAll(() => database.close());

  const start = (env: Record<string, string> = {}) =>
    RunningServer.start({ env: { DATABASE_URL: database.url, ...env } });

  /** As `npm run database:check`. */
  const check = (env: Record<string, string> = {}) =>
    promisify(execFile)(process.execPath, ['scripts/check-database.mjs'], {
      env: { DATABASE_URL: database.url, ...env },
    });

  it('is refused with one list, and left as it was', async () => {
    await expect(start()).rejects.toThrow(
      [
        'the server ended with 1 before it listened:',
        'claude-code-orchestrator: The database has tables that the server cannot work with. Nothing was changed. ' +
          'What is missing (docs/operations.md, "Use an existing database"):',
        'claude-code-orchestrator: clients.id is integer, and must be uuid',
        'claude-code-orchestrator: clients has no column name: set CLIENT_NAME_COLUMN to the column that has it',
        'claude-code-orchestrator: clients.company_name is not null: let it be null, or give it a default',
        'claude-code-orchestrator: features has no column title: set FEATURE_TITLE_COLUMN to the column that has it',
      ].join('\n'),
    );
    await expect(check()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('clients.id is integer, and must be uuid\n'),
    });
    const { sql } = database;
    expect(
      await sql`select table_name from information_schema.tables where table_schema = 'public' order by 1`,
    ).toEqual([{ table_name: 'clients' }, { table_name: 'features' }]);
    expect(await sql`select to_regnamespace('supabase_migrations') as made`).toEqual([{ made: null }]);
  });

  it('is worked with once it has what is missing', async () => {
    const { sql } = database;
    await sql`drop table clients`;
    await sql`create table clients (id uuid primary key, company_name text, email text not null default '', unique (company_name))`;
    await sql`insert into clients values (${clientId}, 'Acme'), (${randomUUID()}, null)`;
    await sql`insert into features values (${featureId}, 'Logout')`;
    const names = { CLIENT_NAME_COLUMN: 'company_name', FEATURE_TITLE_COLUMN: 'subject' };
    expect((await check(names)).stdout).toBe('The migrations can be applied.\n');
    const server = await start(names);
    try {
      await sql`insert into code_repositories (id, client_id, owner_name, repo_name) values (${repositoryId}, ${clientId}, 'acme', 'app')`;
      expect((await server.api.post('/clients', { name: 'Zeta' })).body).toMatchObject({ name: 'Zeta' });
      expect(await server.api.post('/clients', { name: 'Zeta' })).toMatchObject({
        status: 400,
        body: {
          code: 'validation_failed',
          error: expect.stringMatching(
            /^The table clients of this database has rules that this breaks: .*unique constraint/,
          ),
        },
      });
      const { body } = await server.api.get<{ clients: { name: string }[] }>('/clients');
      expect(body.clients.map(({ name }) => name)).toEqual(['Acme', 'Zeta', '']);
      expect((await server.api.get(`/clients/${clientId}`)).body).toMatchObject({ id: clientId, name: 'Acme' });
      const asked = { clientId, featureId, repositoryId, prompt: 'x', branchName: 'feature/x' };
      const job = (await server.api.post<{ id: string }>('/jobs', asked)).body;
      expect((await server.api.get(`/jobs/${job.id}`)).body).toMatchObject({
        client: { id: clientId, name: 'Acme' },
        feature: { id: featureId, title: 'Logout' },
      });
      const columns =
        await sql`select column_name from information_schema.columns where table_name = 'clients' order by 1`;
      expect(columns.map(({ column_name }) => column_name as string)).not.toContain('name');
    } finally {
      await server.stop();
    }
  });
});
