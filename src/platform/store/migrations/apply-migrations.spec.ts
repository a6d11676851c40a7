import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { NOTES_MIGRATIONS } from '../../../../test/support/notes-migration.js';
import { type ScratchPostgres, startScratchPostgres } from '../../../../test/support/scratch-postgres.js';
import { makeTempFolder } from '../../../../test/support/temp-folder.js';
import { applyMigrations, MigrationError } from './apply-migrations.js';
import { type Migration, readMigrations } from './migrations.js';

describe('applyMigrations', () => {
  let server: ScratchPostgres;
  let admin: postgres.Sql;
  let database: string;
  let open: postgres.Sql[];

  beforeAll(async () => {
    server = await startScratchPostgres('empty');
    admin = postgres({ ...server.connection, max: 1 });
  }, 30_000);
  afterAll(async () => {
    await admin.end();
    await server.close();
  });
  beforeEach(async () => {
    database = `db_${randomBytes(4).toString('hex')}`;
    await admin`create database ${admin(database)}`;
    open = [];
  });
  afterEach(() => Promise.all(open.map((sql) => sql.end())));

  const connect = (username = 'postgres'): postgres.Sql => {
    const sql = postgres({ ...server.connection, username, database, max: 1, onnotice: () => undefined });
    open.push(sql);
    return sql;
  };

  it('applies each once, in order, and records it as the Supabase CLI does', async () => {
    const sql = connect();
    const files = Object.keys(NOTES_MIGRATIONS);
    expect(await applyMigrations(sql, await migrations())).toEqual(files);
    expect(await applyMigrations(sql, await migrations())).toEqual([]);
    const rows = await sql`select version, name, statements from supabase_migrations.schema_migrations order by 1`;
    expect(rows).toMatchObject([
      { version: '20260101000000', name: 'notes', statements: [NOTES_MIGRATIONS['20260101000000_notes.sql']] },
      { version: '20260102000000', name: 'applied_migrations' },
    ]);
  });

  it('lets several servers start on one database at the same moment', async () => {
    const all = await migrations();
    const applied = await Promise.all(Array.from({ length: 5 }, () => applyMigrations(connect(), all)));
    expect(applied.flat().sort()).toEqual(Object.keys(NOTES_MIGRATIONS));
  });

  it('leaves nothing of a migration that fails, keeps those before it, and names file, line and reason', async () => {
    const broken = { '20260103000000_broken.sql': 'create table public.half (id int);\n\nselect * from nowhere;' };
    const sql = connect();
    const attempt = applyMigrations(sql, await migrations({ ...NOTES_MIGRATIONS, ...broken }));
    await expect(attempt).rejects.toThrow(MigrationError);
    await expect(attempt).rejects.toThrow(
      'Migration 20260103000000_broken.sql failed in line 3: relation "nowhere" does not exist (42P01)',
    );
    expect(await sql`select to_regclass('public.half') as half, to_regclass('public.notes')::text as notes`).toEqual([
      { half: null, notes: 'notes' },
    ]);
    const mended = { '20260103000000_broken.sql': 'create table public.half (id int);' };
    expect(await applyMigrations(sql, await migrations({ ...NOTES_MIGRATIONS, ...mended }))).toHaveLength(1);
  });

  it('finds the roles of Supabase, and their rights, before the first migration', async () => {
    const sql = connect();
    await applyMigrations(sql, await migrations());
    const may = await sql`
      select has_function_privilege('anon', 'public.applied_migrations()', 'execute') as anon,
        has_function_privilege('service_role', 'public.applied_migrations()', 'execute') as service,
        has_table_privilege('service_role', 'public.notes', 'insert') as insert,
        has_table_privilege('anon', 'public.notes', 'select') as select`;
    expect(may).toEqual([{ anon: false, service: true, insert: true, select: false }]);
  });

  it('works for an owner of the database who is no superuser', async () => {
    await admin`create role owner_of_db login createrole`;
    await admin`alter database ${admin(database)} owner to owner_of_db`;
    expect(await applyMigrations(connect('owner_of_db'), await migrations())).toHaveLength(2);
  });
});

async function migrations(files: Record<string, string> = NOTES_MIGRATIONS): Promise<Migration[]> {
  const folder = await makeTempFolder('migrations-');
  const read = await readMigrations(await folder.write({ ...files, 'README.md': 'not a migration' }));
  await folder.remove();
  return read;
}
