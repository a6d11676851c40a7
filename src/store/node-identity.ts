import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '../config/env.js';
import { pidSpace } from './process-identity.js';
import { codeOf } from './store-error.js';

/** Which server of those on one database this is; the same after a restart, so that it knows its own leases again. */
export class NodeIdentity {
  /** This process alone: the next one in the same folder has another. */
  readonly life = randomUUID();
  /** Among which processes this one can look for its forerunner: those of a boot of a machine, or of a container. */
  readonly place = shortHash(pidSpace());
  /** Marks the processes of this server. With its folder, which one server has: two may have been given the same NODE_ID. */
  readonly mark: string;

  private constructor(
    readonly id: string,
    /** Names the folder DATA_DIR on this disk, also among others with the same path; the same after a restart. */
    readonly instance: string,
    dataDir: string,
  ) {
    this.mark = `${id}@${shortHash(dataDir)}`;
  }

  /** NODE_ID, else the random id kept as `node-id` in DATA_DIR, which the first start writes. */
  static async load({ NODE_ID, DATA_DIR }: Pick<Env, 'NODE_ID' | 'DATA_DIR'>): Promise<NodeIdentity> {
    const kept = await keptId(DATA_DIR);
    // With the path: a copy of the folder beside it is another one.
    return new NodeIdentity(NODE_ID ?? kept, shortHash(`${kept} ${DATA_DIR}`), DATA_DIR);
  }
}

/** What `node-id` in the folder says; written if there is nothing yet. */
async function keptId(folder: string): Promise<string> {
  const file = join(folder, 'node-id');
  const kept = await read(file);
  if (kept) return kept;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const id = randomUUID();
  await writeFile(file, `${id}\n`, { mode: 0o600, flush: true });
  return id;
}

/** null: there is none yet, or a crash left the file empty. */
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
