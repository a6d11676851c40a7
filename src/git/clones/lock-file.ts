import { randomUUID } from 'node:crypto';
import { readFile, readlink, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { pause } from '../commands/retry.js';

const POLL_MS = 100;
const HEARTBEAT_MS = 10_000;
/** How long a lock counts without a heartbeat when its process cannot be inspected (another container or machine). */
const SILENT_AFTER_MS = 60_000;

interface Holder {
  readonly token: string;
  readonly pid: number;
  /** Start of the process in clock ticks since boot; together with the pid it identifies one process. null: not known. */
  readonly startedAt: string | null;
  /** Kernel and pid namespace in which `pid` is valid. */
  readonly space: string;
}

export interface HeldLock {
  release(): Promise<void>;
}

/**
 * Waits for an exclusive lock between processes, kept as a file at `path`. The lock of a dead process is taken over at
 * once; a lock from another container or machine after a minute without a heartbeat.
 *
 * Two takeovers at the same instant could both win. That is tolerable here: git's own ref locks keep the repository
 * consistent, and the loser's command fails with a transient fault and is repeated.
 * @throws the signal's reason when it is aborted.
 */
export async function acquireLockFile(path: string, signal: AbortSignal): Promise<HeldLock> {
  const me = await describeSelf();
  while (!(await tryAcquire(path, me))) {
    if (await removeIfDead(path, me.space)) continue;
    await pause(POLL_MS, signal);
  }
  const heartbeat = setInterval(() => void touch(path), HEARTBEAT_MS).unref();
  return {
    release: async () => {
      clearInterval(heartbeat);
      if ((await readHolder(path))?.token === me.token) await rm(path, { force: true });
    },
  };
}

/** Exclusive creation rather than a hard link, which some file systems lack. */
async function tryAcquire(path: string, me: Holder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(me), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function removeIfDead(path: string, space: string): Promise<boolean> {
  const holder = await readHolder(path);
  const touchedAt = await stat(path).then(
    (found) => found.mtimeMs,
    () => null,
  );
  if (touchedAt === null) return true;
  if (!(await isDead(holder, space, touchedAt))) return false;
  const grave = `${path}.${randomUUID()}`;
  await rename(path, grave).catch(() => undefined);
  await rm(grave, { force: true });
  return true;
}

/** A lock without content is just being written, or its writer died while writing. */
async function isDead(holder: Holder | null, space: string, touchedAt: number): Promise<boolean> {
  const silent = Date.now() - touchedAt > SILENT_AFTER_MS;
  if (!holder || holder.space !== space || holder.startedAt === null) return silent;
  return (await startOf(holder.pid)) !== holder.startedAt;
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

async function describeSelf(): Promise<Holder> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  const space = `${hostname()} ${boot.trim()} ${namespace}`;
  return { token: randomUUID(), pid: process.pid, startedAt: await startOf(process.pid), space };
}

/** Field 22 of /proc/<pid>/stat; null: no such process, or no /proc. */
async function startOf(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The second field, the name in parentheses, may itself contain spaces and parentheses.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
