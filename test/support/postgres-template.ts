import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { assignTo, choosePostgresAccount } from '../../src/platform/store/embedded/postgres-account.js';
import { findPostgresBinaries } from '../../src/platform/store/embedded/postgres-binaries.js';
import {
  ensureCluster,
  INITDB_ARGUMENTS,
  type PostgresInstallation,
} from '../../src/platform/store/embedded/postgres-cluster.js';
import { Postmaster } from '../../src/platform/store/embedded/postmaster.js';
import { SOCKET_NAME } from '../../src/platform/store/embedded/socket-directory.js';
import { applyMigrations } from '../../src/platform/store/migrations/apply-migrations.js';
import { findMigrationsDirectory, readMigrations } from '../../src/platform/store/migrations/migrations.js';

/** What a new database holds: nothing, or what all migrations make. */
export type DatabaseContents = 'empty' | 'migrated';

/** For data that may be lost with the machine's power: it is worth nothing then. */
export const HASTY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '16MB' };

const EXTRA_ARGUMENTS = ['--no-sync', '--wal-segsize=1'];
const ROOT = dirname(dirname(findMigrationsDirectory()));
const CACHE = join(ROOT, 'node_modules', '.cache', 'postgres-templates');

const run = promisify(execFile);
const templates = new Map<DatabaseContents, Promise<string>>();

/** What test databases run on. */
export async function findInstallation(): Promise<PostgresInstallation> {
  return { binaries: await findPostgresBinaries(), account: await choosePostgresAccount() };
}

/**
 * Makes `folder`, which must not exist, a Postgres data directory by copying one that was made once, in a tenth of the time
 * of initdb and migrations. Several processes may do so at once. Anything that the copy depends on makes a new template.
 */
export async function copyTemplate(contents: DatabaseContents, folder: string): Promise<void> {
  await copy(await templateOf(contents), folder);
}

function templateOf(contents: DatabaseContents): Promise<string> {
  const known = templates.get(contents) ?? findOrMake(contents);
  templates.set(contents, known);
  return known;
}

async function findOrMake(contents: DatabaseContents): Promise<string> {
  const installation = await findInstallation();
  const template = join(CACHE, `${contents}-${await fingerprint(installation)}`);
  if (await exists(template)) return template;
  // Not made in its place: Postgres may run as a user who cannot enter the checkout.
  const workshop = await mkdtemp(join(tmpdir(), 'postgres-template-'));
  try {
    await assignTo(installation.account, workshop);
    const made = join(workshop, 'data');
    await (contents === 'empty' ? ensureCluster(installation, made, EXTRA_ARGUMENTS) : migrate(installation, made));
    await publish(made, template);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  await removeOthers(contents, template);
  return template;
}

async function migrate(installation: PostgresInstallation, dataDirectory: string): Promise<void> {
  await copyTemplate('empty', dataDirectory);
  const home = dirname(dataDirectory);
  const postmaster = await Postmaster.start({ installation, dataDirectory, socketDirectory: home, settings: HASTY });
  const path = join(home, SOCKET_NAME);
  const sql = postgres({ path, username: 'postgres', database: 'postgres', max: 1, onnotice: () => undefined });
  try {
    await applyMigrations(sql, await readMigrations(findMigrationsDirectory()));
  } finally {
    await sql.end();
    await postmaster.stop();
  }
}

/** The template appears whole or not at all; of several makers the first one wins. */
async function publish(made: string, template: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(`${template}.`);
  try {
    await copy(made, join(draft, 'data'));
    await rename(join(draft, 'data'), template).catch(async (error: unknown) => {
      if (!(await exists(template))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function removeOthers(contents: DatabaseContents, template: string): Promise<void> {
  const names = (await readdir(CACHE)).filter((name) => /^[a-z]+-[0-9a-f]+$/.test(name));
  const others = names.map((name) => join(CACHE, name)).filter((path) => path !== template);
  const old = others.filter((path) => path.startsWith(join(CACHE, `${contents}-`)));
  await Promise.all(old.map((path) => rm(path, { recursive: true, force: true })));
}

/** Of all that a template depends on: Postgres, who runs it, how a cluster is made, and the migrations. */
async function fingerprint({ binaries, account }: PostgresInstallation): Promise<string> {
  const manifest = await readFile(join(dirname(binaries.postgres), '..', '..', 'package.json'), 'utf8');
  const migrations = await readMigrations(findMigrationsDirectory());
  const inputs = [manifest, account, process.getuid?.(), INITDB_ARGUMENTS, EXTRA_ARGUMENTS, migrations];
  return createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 16);
}

/** Owners and permissions included, and without the cost of a JavaScript call for each of a thousand files. */
async function copy(from: string, to: string): Promise<void> {
  await run('cp', ['-Rp', from, to]);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
