import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '../config/env.js';
import { pidSpace } from './process-identity.js';
import { codeOf } from '../store/store-error.js';

/** Identifies this server among those on one database; stable across restarts, so that it recognises its own leases. */
export class NodeIdentity {
  /** Identifies this process: the next one in the same directory gets another. */
  readonly life = randomUUID();
  /** Identifies the processes among which this one can find its predecessor: one boot of a machine, or one container. */
  readonly place = shortHash(pidSpace());
  /** Marks the processes of this server. Includes its directory, since two servers may have been given the same NODE_ID. */
  readonly mark: string;

  private constructor(
    readonly id: string,
    /** Identifies DATA_DIR, even among others with the same path on other disks; stable across restarts. */
    readonly instance: string,
    dataDir: string,
  ) {
    this.mark = `${id}@${shortHash(dataDir)}`;
  }

  /** Loads NODE_ID, or else the random id in DATA_DIR/node-id, which the first start writes. */
  static async load({ NODE_ID, DATA_DIR }: Pick<Env, 'NODE_ID' | 'DATA_DIR'>): Promise<NodeIdentity> {
    const kept = await keptId(DATA_DIR);
    // Includes the path: a copy of the directory has another.
    return new NodeIdentity(NODE_ID ?? kept, shortHash(`${kept} ${DATA_DIR}`), DATA_DIR);
  }
}

/** The id in the directory's `node-id`, which is written if it is missing. */
async function keptId(directory: string): Promise<string> {
  const file = join(directory, 'node-id');
  const kept = await read(file);
  if (kept) return kept;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const id = randomUUID();
  await writeFile(file, `${id}\n`, { mode: 0o600, flush: true });
  return id;
}

/** null: there is no file yet, or a crash left it empty. */
async function read(file: string): Promise<string | null> {
  try {
    const text = (await readFile(file, 'utf8')).trim();
    return /^[A-Za-z0-9._-]{1,64}$/.test(text) ? text : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
