import { spawn } from 'node:child_process';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commandAs, giveTo, POSTGRES_ENVIRONMENT, type PostgresAccount } from './postgres-account.js';
import { POSTGRES_MAJOR, type PostgresBinaries } from './postgres-binaries.js';

export interface PostgresInstallation {
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount;
}

const INITDB_ARGUMENTS = [
  '--username=postgres',
  '--auth=trust',
  '--encoding=UTF8',
  // Sorts by code point like C, but knows upper and lower case of all letters; the same on every machine.
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

/**
 * Makes `folder` a Postgres data folder unless it is one. It appears whole or not at all: a first start that is killed
 * halfway leaves only a draft beside it, which the next one throws away.
 * @throws Error when the folder belongs to another major version, or initdb fails.
 */
export async function ensureCluster(
  installation: PostgresInstallation,
  folder: string,
  extraArguments: readonly string[] = [],
): Promise<void> {
  const version = await versionOf(folder);
  if (version === POSTGRES_MAJOR) return;
  if (version !== null) {
    throw new Error(
      `${folder} was written by Postgres ${version}, this server brings Postgres ${POSTGRES_MAJOR}: ` +
        'dump it with the old version and restore it, or choose another DATA_DIR',
    );
  }
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await giveTo(installation.account, draft);
  await initdb(installation, ['-D', draft, ...INITDB_ARGUMENTS, ...extraArguments]);
  await rename(draft, folder);
}

/** null: no data folder yet. */
async function versionOf(folder: string): Promise<string | null> {
  return readFile(join(folder, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
}

function initdb({ binaries, account }: PostgresInstallation, args: readonly string[]): Promise<void> {
  const { file, args: all, ...identity } = commandAs(account, binaries.initdb, args);
  return new Promise((resolve, reject) => {
    const child = spawn(file, all, { env: POSTGRES_ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'], ...identity });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    child.once('error', (cause) => reject(new Error(`initdb cannot be started: ${cause.message}`, { cause })));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb failed: ${complaint.trim() || `exit code ${code}`}`));
    });
  });
}
