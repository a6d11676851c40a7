import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  rmdirSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pidSpace, startTimeOf } from '../../identity/process-identity.js';
import { codeOf } from '../store-error.js';

const HEARTBEAT_MS = 1_000;
/** A holder whose pid is not visible here is dead after this long without a heartbeat. */
const SILENCE_MS = 5_000;
/** No heartbeat is that late and no clock that wrong: the holder is dead without further observation. */
const LONG_SILENCE_MS = 120_000;
/** A takeover is a few system calls; an older guard was left by a process that died in between. */
const GUARD_MS = 10_000;

interface Holder {
  readonly pid: number;
  readonly startedAt: string | null;
  readonly pidSpace: string;
  readonly token: string;
}

/** Another server uses the same directory, which both got from the setting `variable`. */
export class DataDirInUseError extends Error {
  override readonly name = 'DataDirInUseError';

  constructor(directory: string, pid: number, variable: string) {
    super(
      `${variable} ${directory} is in use by another server (process ${pid}): stop it, or give this one its own ${variable}`,
    );
  }
}

/**
 * Exclusive use of a directory, such as DATA_DIR, by one process, recorded in its file `server.lock`. A lock is taken over if its
 * process is gone, or if its pid now belongs to another process. A holder in another container or on another machine, whose pid
 * means nothing here, counts as alive while it keeps touching the file.
 */
export class DataDirLock {
  private readonly heartbeat: NodeJS.Timeout;

  private constructor(
    private readonly file: string,
    private readonly token: string,
  ) {
    this.heartbeat = setInterval(() => this.touch(), HEARTBEAT_MS).unref();
    process.once('exit', this.release);
  }

  /**
   * Takes the lock, creating the directory (mode 0700) if need be.
   * @throws DataDirInUseError while another process holds it.
   */
  static async acquire(directory: string, variable = 'DATA_DIR'): Promise<DataDirLock> {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const file = join(directory, 'server.lock');
    for (;;) {
      const token = randomUUID();
      if (place(file, token)) return new DataDirLock(file, token);
      const holder = read(file);
      if (holder && (await isAlive(file, holder))) throw new DataDirInUseError(directory, holder.pid, variable);
      await removeStale(file, holder?.token ?? null);
    }
  }

  /** Releases the directory; harmless when repeated. */
  readonly release = (): void => {
    clearInterval(this.heartbeat);
    process.removeListener('exit', this.release);
    if (read(this.file)?.token === this.token) rmSync(this.file, { force: true });
  };

  private touch(): void {
    try {
      utimesSync(this.file, new Date(), new Date());
    } catch {
      // The directory may only be unavailable for the moment; the next heartbeat tries again.
    }
  }
}

/** Writes the lock atomically: a link fails if the name is taken, and never shows a half-written file. */
function place(file: string, token: string): boolean {
  const draft = `${file}.${token}`;
  const holder: Holder = { pid: process.pid, startedAt: startTimeOf(process.pid), pidSpace: pidSpace(), token };
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** null: the file is gone, or is not a lock of ours. */
function read(file: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder;
    return Number.isInteger(holder.pid) ? holder : null;
  } catch {
    return null;
  }
}

async function isAlive(file: string, holder: Holder): Promise<boolean> {
  if (holder.pidSpace === pidSpace()) {
    const startedAt = startTimeOf(holder.pid);
    return startedAt !== null && startedAt === holder.startedAt;
  }
  const before = lastBeat(file);
  if (Date.now() - before > LONG_SILENCE_MS) return false;
  await sleep(SILENCE_MS);
  return lastBeat(file) !== before;
}

function lastBeat(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Removes a lock that was found stale, and only that one: if several servers found it stale, they check again one at a time. */
async function removeStale(file: string, token: string | null): Promise<void> {
  const guard = `${file}.takeover`;
  try {
    mkdirSync(guard);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (Date.now() - lastBeat(guard) > GUARD_MS) rmSync(guard, { recursive: true, force: true });
    await sleep(20);
    return;
  }
  try {
    if ((read(file)?.token ?? null) === token) rmSync(file, { force: true });
  } finally {
    rmdirSync(guard);
  }
}
