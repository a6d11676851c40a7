import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '../config/env.js';
import { codeOf } from './store-error.js';

/** Which server of those on one database this is; the same after a restart, so that it knows its own leases again. */
export class NodeIdentity {
  /** @param dataDir null: it does not matter, as in a test. */
  constructor(
    readonly id: string,
    private readonly dataDir: string | null = null,
  ) {}

  /** Marks the processes of this server. With its folder, which one server has: two may have been given the same NODE_ID. */
  get mark(): string {
    if (this.dataDir === null) return this.id;
    return `${this.id}@${createHash('sha256').update(this.dataDir).digest('hex').slice(0, 12)}`;
  }

  /** NODE_ID, else the random id kept as `node-id` in DATA_DIR, which the first start writes. */
  static async load(env: Pick<Env, 'NODE_ID' | 'DATA_DIR'>): Promise<NodeIdentity> {
    if (env.NODE_ID) return new NodeIdentity(env.NODE_ID, env.DATA_DIR);
    const file = join(env.DATA_DIR, 'node-id');
    const kept = await read(file);
    if (kept) return new NodeIdentity(kept, env.DATA_DIR);
    await mkdir(env.DATA_DIR, { recursive: true, mode: 0o700 });
    const id = randomUUID();
    await writeFile(file, `${id}\n`, { mode: 0o600, flush: true });
    return new NodeIdentity(id, env.DATA_DIR);
  }
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
