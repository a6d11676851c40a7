import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rig } from './support/rig.js';
import { says, uses } from './support/scripted-model.turns.js';
import { startTcpPostgres, type TcpPostgres } from './support/tcp-postgres.js';

/** What a project-management tool may have had before this server: the columns of the published contract, and its own. */
const TABLES = `
  create table clients (id uuid primary key, name text not null, budget integer);
  create table features (id uuid primary key, title text not null);
  create table team_members (id uuid primary key, name text not null);
  create table code_repositories (
    id uuid primary key, client_id uuid references clients (id),
    owner_name text not null, repo_name text not null, default_branch text not null default 'main'
  );
  create table agent_jobs (
    id uuid primary key default gen_random_uuid(), status text not null default 'queued', job_type text not null,
    prompt text not null, branch_name text, client_id uuid references clients (id),
    feature_id uuid references features (id), repository_id uuid references code_repositories (id), title text
  );
  create table agent_job_messages (
    id uuid primary key default gen_random_uuid(), job_id uuid references agent_jobs (id),
    type text not null, content text not null, created_at timestamptz not null default now()
  )`;

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
    database = await startTcpPostgres();
    const { sql } = database;
    await sql.unsafe(TABLES);
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
    expect((await rig.api.get('/jobs')).body).toMatchObject({ total: 2 });
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
