import { spawn } from 'node:child_process';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { assignTo, commandAs, POSTGRES_ENVIRONMENT, type PostgresAccount } from './postgres-account.js';
import { POSTGRES_MAJOR, type PostgresBinaries } from './postgres-binaries.js';

export interface PostgresInstallation {
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount;
}

export const INITDB_ARGUMENTS = [
  '--username=postgres',
  '--auth=trust',
  '--encoding=UTF8',
  // Sorts by code point like C, but knows the case of all letters; the same on every machine.
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

/**
 * Creates a Postgres data directory at `directory`, unless it exists, atomically: a first start that is killed halfway leaves only
 * a draft beside it, which the next start discards.
 * @throws Error when the directory belongs to another major version, or initdb fails.
 */
export async function ensureCluster(
  installation: PostgresInstallation,
  directory: string,
  extraArguments: readonly string[] = [],
): Promise<void> {
  const version = await versionOf(directory);
  if (version === POSTGRES_MAJOR) return;
  if (version !== null) {
    throw new Error(
      `${directory} was written by Postgres ${version}, but this server includes Postgres ${POSTGRES_MAJOR}: ` +
        'dump it with the old version and restore it, or choose another DATA_DIR',
    );
  }
  const draft = `${directory}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await assignTo(installation.account, draft);
  await initdb(installation, ['-D', draft, ...INITDB_ARGUMENTS, ...extraArguments]);
  await rename(draft, directory);
}

/** null: no data directory yet. */
async function versionOf(directory: string): Promise<string | null> {
  return readFile(join(directory, 'PG_VERSION'), 'utf8').then(
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
