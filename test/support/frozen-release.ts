import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { LIVE_SETTINGS, type LiveState, makeLive } from './live-state.js';
import { Rig } from './rig.js';

export const FOLDER = 'test/releases';
/** The oldest that the server supports: what it writes, newer ones read. */
const PROGRAMS = '/usr/lib/postgresql/15/bin';

/** A database of a release, as SQL, and the jobs that were in it. */
export interface Frozen {
  readonly state: LiveState;
  readonly sql: string;
}

/** Brings a server of this version on an empty database into the middle of its work, and answers the database as it is then. */
export async function freeze(url: string): Promise<Frozen> {
  const rig = await Rig.start({ env: { ...LIVE_SETTINGS, DATABASE_URL: url, NODE_ID: 'frozen' } });
  try {
    const state = await makeLive(rig);
    const args = ['--no-owner', '--no-privileges', url];
    const { stdout } = await promisify(execFile)(join(PROGRAMS, 'pg_dump'), args, {
      env: {},
      maxBuffer: 64 * 1024 * 1024,
    });
    return { state, sql: stdout };
  } finally {
    await rig.close();
  }
}

/** Makes an empty database what it was then. @throws Error with what psql says. */
export async function thaw({ sql }: Frozen, url: string): Promise<void> {
  const child = spawn(join(PROGRAMS, 'psql'), ['--quiet', '--no-psqlrc', '--set=ON_ERROR_STOP=1', url], { env: {} });
  const said = text(child.stderr);
  child.stdout.resume();
  child.stdin.end(sql);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`psql ended with ${code}: ${await said}`);
}

/** Whether a version comes before another. */
export function isOlder(one: string, other: string): boolean {
  return one.localeCompare(other, 'en', { numeric: true }) < 0;
}
