import { spawn } from 'node:child_process';
import { chmod, chown, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The account of the Postgres programs, which refuse to run as root.
 * - `self`: that of this process, which is not root.
 * - `namespace`: root of the machine, mapped to an ordinary user in a user namespace.
 * - `other`: another user of the machine, who must be able to enter every directory on the way.
 */
export type PostgresAccount =
  | { readonly kind: 'self' }
  | { readonly kind: 'namespace' }
  | { readonly kind: 'other'; readonly name: string; readonly uid: number; readonly gid: number };

export interface PostgresCommand {
  readonly file: string;
  readonly args: string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** The whole environment of the programs: they get nothing from the server's environment. */
export const POSTGRES_ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
} as const;

const IN_NAMESPACE = ['--user', '--map-user=65534', '--map-group=65534'];

/** @throws Error when this process is root, cannot create user namespaces, and finds no other user. */
export async function choosePostgresAccount(): Promise<PostgresAccount> {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  if (await canUnshare()) return { kind: 'namespace' };
  const other = (await findUser('postgres')) ?? (await findUser('nobody'));
  if (other) return { kind: 'other', ...other };
  throw new Error(
    'Postgres refuses to run as root, user namespaces are not allowed here, and there is no user postgres or nobody: ' +
      'run this server as an ordinary user, or set DATABASE_URL',
  );
}

/** The command that runs `file` under the account. The pid of the process is that of `file` itself. */
export function commandAs(account: PostgresAccount, file: string, args: readonly string[]): PostgresCommand {
  if (account.kind === 'self') return { file, args: [...args] };
  if (account.kind === 'namespace') return { file: 'unshare', args: [...IN_NAMESPACE, file, ...args] };
  return { file, args: [...args], uid: account.uid, gid: account.gid };
}

/** Makes the account the owner of a directory of the server. */
export async function assignTo(account: PostgresAccount, directory: string): Promise<void> {
  if (account.kind === 'other') await chown(directory, account.uid, account.gid);
}

/** Lets the account pass through a directory of the server without reading it. */
export async function letPass(account: PostgresAccount, directory: string): Promise<void> {
  if (account.kind !== 'other') return;
  await chown(directory, 0, account.gid);
  await chmod(directory, 0o710);
}

/**
 * Checks that the account can enter every directory above `path`.
 * @throws Error naming the first that it cannot enter.
 */
export async function assertReachable(account: PostgresAccount, path: string): Promise<void> {
  if (account.kind !== 'other') return;
  const closed: string[] = [];
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    if (!(await mayEnter(account, directory))) closed.unshift(directory);
    if (directory === dirname(directory)) break;
  }
  if (closed.length === 0) return;
  throw new Error(
    `When started by root, Postgres runs as the user ${account.name}, who cannot enter ${closed[0]}: choose a DATA_DIR below a directory ` +
      'that everybody can enter, such as /var/lib, or run this server as an ordinary user',
  );
}

async function mayEnter(account: { uid: number; gid: number }, directory: string): Promise<boolean> {
  const { mode, uid, gid } = await stat(directory);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

function canUnshare(): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('unshare', [...IN_NAMESPACE, 'true'], { env: POSTGRES_ENVIRONMENT, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

async function findUser(name: string): Promise<{ name: string; uid: number; gid: number } | null> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  const fields = lines.map((line) => line.split(':')).find(([user]) => user === name);
  return fields ? { name, uid: Number(fields[2]), gid: Number(fields[3]) } : null;
}
