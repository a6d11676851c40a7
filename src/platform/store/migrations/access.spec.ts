import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { EXISTING_TABLES } from '../../../../test/support/existing-tables.js';
import { type ScratchPostgres, startScratchPostgres } from '../../../../test/support/scratch-postgres.js';
import { brokenRulesOf } from '../../../../test/support/supabase/access-rules.js';
import { OLD_DEFAULTS, PROJECT_ROLES } from '../../../../test/support/supabase/project-defaults.js';
import { findMigrationsDirectory, readMigrations } from './migrations.js';

describe('access to what the migrations make', () => {
  let server: ScratchPostgres;
  const open: postgres.Sql[] = [];

  beforeAll(async () => {
    server = await startScratchPostgres('empty');
  }, 30_000);
  afterAll(async () => {
    await Promise.all(open.map((sql) => sql.end()));
    await server.close();
  });

  /** A database of its own that begins as `before`, as `supabase db push` leaves it: each file of migrations, and nothing else. */
  async function pushedTo(name: string, before: string): Promise<postgres.Sql> {
    const options = { ...server.connection, max: 1, onnotice: () => undefined };
    const admin = postgres(options);
    await admin`create database ${admin(name)}`;
    await admin.end();
    const sql = postgres({ ...options, database: name });
    open.push(sql);
    await sql.unsafe(
      `${before} create schema supabase_migrations; create table supabase_migrations.schema_migrations (version text);`,
    );
    for (const migration of await readMigrations(findMigrationsDirectory())) await sql.unsafe(migration.sql);
    return sql;
  }

  it.each([
    ['everything to everybody', 'old', PROJECT_ROLES + OLD_DEFAULTS],
    ['nothing to anybody', 'new', PROJECT_ROLES],
  ])(
    'is for the service role alone, and for it to everything, in a project that grants %s',
    async (_, name, before) => {
      expect(await brokenRulesOf(await pushedTo(name, before))).toEqual([]);
    },
  );

  it('is as before to tables of a project-management tool, and to jobs that its policies show', async () => {
    const policy = 'create policy jobs_of_the_tool on agent_jobs for select to authenticated using (true);';
    const sql = await pushedTo('existing', `${PROJECT_ROLES} ${OLD_DEFAULTS} ${EXISTING_TABLES}; ${policy}`);
    const may = await sql`
      select t.name, has_table_privilege('authenticated', 'public.' || t.name, 'select') as read
      from unnest(array['clients', 'features', 'code_repositories', 'agent_jobs', 'agent_job_messages']) as t (name)`;
    expect(may).toEqual([
      { name: 'clients', read: true },
      { name: 'features', read: true },
      { name: 'code_repositories', read: true },
      { name: 'agent_jobs', read: true },
      { name: 'agent_job_messages', read: false },
    ]);
  });

  it('shows when something is forgotten', async () => {
    const sql = await pushedTo('forgetful', PROJECT_ROLES + OLD_DEFAULTS);
    await sql.unsafe(`
      create table public.forgotten (id bigint generated always as identity primary key, note text);
      create view public.forgotten_view as select * from public.forgotten;
      create materialized view public.forgotten_copy as select * from public.forgotten;
      create function public.forgotten() returns integer language sql as 'select 1';
      create table public.shown_in_part (id integer, note text);
      alter table public.shown_in_part enable row level security;
      revoke all on public.shown_in_part from anon, authenticated, service_role;
      grant select (note) on public.shown_in_part to anon;`);
    const sentences = await brokenRulesOf(sql);
    const all = 'delete, insert, references, select, trigger, truncate, update';
    expect(sentences).toEqual(
      [
        'a column of shown_in_part is open to anon',
        'forgotten has no row level security',
        'forgotten() can be called by anon',
        'forgotten() can be called by authenticated',
        'forgotten() does not set search_path to nothing',
        'forgotten_copy is a materialised view open to whoever may read it',
        'forgotten_view is a view without security_invoker',
        'service_role cannot delete in shown_in_part',
        'service_role cannot insert in shown_in_part',
        'service_role cannot select in shown_in_part',
        'service_role cannot update in shown_in_part',
        'the sequence forgotten_id_seq is open to anon',
        'the sequence forgotten_id_seq is open to authenticated',
        ...['table forgotten', 'view forgotten_copy', 'view forgotten_view'].flatMap((what) =>
          ['anon', 'authenticated'].map((role) => `the ${what} is open to ${role} (${all})`),
        ),
      ].sort(),
    );
  });
});
