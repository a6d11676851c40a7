import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { ALL_GOES_ON, goOn, LIVE_SETTINGS, makeLive, prepareModel } from './support/live-state.js';
import { Rig } from './support/rig.js';
import { type ProjectPostgres, startProjectPostgres } from './support/supabase/project-postgres.js';

const run = promisify(execFile);
const PROGRAMS = '/usr/lib/postgresql/15/bin';
/** As docs/deploy.md has them. */
const PORTABLE = ['--no-owner', '--no-privileges'];

let database: ProjectPostgres;
let rig: Rig;
let folder: string;

beforeAll(async () => {
  database = await startProjectPostgres();
  await database.create('agency', 'new');
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
  const env = { ...LIVE_SETTINGS, DATABASE_URL: database.urlOf('agency'), NODE_ID: 'before' };
  rig = await Rig.start({ env });
});

afterAll(async () => {
  await rig.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

it('a backup of the database alone, made while jobs run, is enough to go on with all of them on a new machine', async () => {
  const state = await makeLive(rig);
  const backup = join(folder, 'agency.dump');
  const url = database.urlOf('agency');
  await run(join(PROGRAMS, 'pg_dump'), ['--format=custom', ...PORTABLE, `--file=${backup}`, url], { env: {} });
  await rig.server.stop();

  const sql = postgres(database.urlOf('postgres', 'superuser'), { max: 1 });
  await sql`drop database agency`;
  await sql`create database agency owner owner_of_project`;
  await sql.end();
  await run(join(PROGRAMS, 'pg_restore'), ['--exit-on-error', ...PORTABLE, `--dbname=${url}`, backup], { env: {} });

  prepareModel(rig);
  const elsewhere = ['DATA_DIR', 'REPOS_DIR', 'WORKTREES_DIR'].map((name) => [name, join(rig.folder, 'new', name)]);
  await rig.restart({ NODE_ID: 'after', ...(Object.fromEntries(elsewhere) as Record<string, string>) });
  expect(await goOn(rig, state)).toEqual(ALL_GOES_ON);
}, 120_000);
