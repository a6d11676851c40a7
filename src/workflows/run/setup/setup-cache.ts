import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Env } from '../../../platform/config/env.js';
import { removeDirectory } from '../../../sandbox/directories/remove-directory.js';
import { TreeParts } from '../../../sandbox/directories/tree-parts.js';
import type { SetupKey } from './setup-key.js';

/** In WORKTREES_DIR, so that a copy can share blocks with the trees. */
export const SETUP_CACHE_NAME = 'setup-cache';
const DRAFT = 'draft-';
const RECORD = 'entry.json';
const PARTS = 'parts';
/** A draft without progress for this long is abandoned, in milliseconds. */
const DRAFT_MS = 3_600_000;

interface Entry {
  readonly parts: readonly string[];
  readonly bytes: number;
}

interface FoundEntry {
  readonly path: string;
  readonly bytes: number;
  readonly usedAt: number;
}

/**
 * What setup commands have made, for later jobs of the same repository: `<repository id>/<key>/`. Only the server can reach it; jobs get
 * copies, and nothing that they do to them comes back.
 */
@Injectable()
export class SetupCache {
  private readonly root: string;
  /** Paths of entries from which something is being copied. */
  private readonly inUse = new Map<string, number>();

  constructor(
    private readonly env: Env,
    private readonly parts: TreeParts,
  ) {
    this.root = join(env.WORKTREES_DIR, SETUP_CACHE_NAME);
  }

  /** Copies a result into a tree in which nothing of its job has run yet. false: there is none. @throws Error when only a part was copied. */
  async take(key: SetupKey, jobId: string): Promise<boolean> {
    const path = this.pathOf(key);
    const entry = await readEntry(path);
    if (!entry) return false;
    this.use(path, 1);
    try {
      await this.parts.putBack(jobId, entry.parts, join(path, PARTS));
      await utimes(join(path, RECORD), new Date(), new Date());
      return true;
    } finally {
      this.use(path, -1);
    }
  }

  /** Keeps these parts of a job's tree. None of its processes may be running. false: they are too large. */
  async keep(key: SetupKey, jobId: string, parts: readonly string[]): Promise<boolean> {
    const bytes = await this.parts.sizeOf(jobId, parts);
    if (bytes > this.env.SETUP_CACHE_MAX) return false;
    const path = this.pathOf(key);
    const draft = join(dirname(path), `${DRAFT}${randomUUID()}`);
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    await mkdir(join(draft, PARTS), { recursive: true, mode: 0o700 });
    try {
      await this.parts.takeOut(jobId, parts, join(draft, PARTS));
      await writeFile(join(draft, RECORD), JSON.stringify({ parts, bytes } satisfies Entry), { mode: 0o600 });
      if (!this.inUse.has(path)) {
        await removeDirectory(path);
        await rename(draft, path);
      }
    } finally {
      await removeDirectory(draft);
    }
    await this.shrink();
    return true;
  }

  /** Drops a result from which jobs cannot be helped. */
  async drop(key: SetupKey): Promise<void> {
    await removeDirectory(this.pathOf(key));
  }

  /** Ids of the repositories of which something is kept. */
  async repositories(): Promise<string[]> {
    return namesIn(this.root);
  }

  /** Removes what is kept of a repository. */
  async forget(repositoryId: string): Promise<void> {
    await removeDirectory(join(this.root, repositoryId));
  }

  /** Removes what was used longest ago until the rest fits into SETUP_CACHE_MAX, and abandoned drafts. @returns how many were removed. */
  async shrink(): Promise<number> {
    const entries = await this.entries();
    let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
    let removed = await this.removeDrafts();
    for (const { path, bytes } of entries.toSorted((one, other) => one.usedAt - other.usedAt)) {
      if (total <= this.env.SETUP_CACHE_MAX) break;
      if (this.inUse.has(path)) continue;
      await removeDirectory(path);
      total -= bytes;
      removed += 1;
    }
    return removed;
  }

  private async entries(): Promise<FoundEntry[]> {
    const found: FoundEntry[] = [];
    for (const path of await this.paths((name) => !name.startsWith(DRAFT))) {
      const entry = await readEntry(path);
      const record = await stat(join(path, RECORD)).catch(() => null);
      if (entry && record) found.push({ path, bytes: entry.bytes, usedAt: record.mtimeMs });
    }
    return found;
  }

  private async removeDrafts(): Promise<number> {
    let removed = 0;
    for (const path of await this.paths((name) => name.startsWith(DRAFT))) {
      const age = Date.now() - ((await stat(path).catch(() => null))?.mtimeMs ?? Date.now());
      if (age < DRAFT_MS) continue;
      await removeDirectory(path);
      removed += 1;
    }
    return removed;
  }

  private async paths(isWanted: (name: string) => boolean): Promise<string[]> {
    const repositories = await this.repositories();
    const names = await Promise.all(
      repositories.map(async (id) =>
        (await namesIn(join(this.root, id))).filter(isWanted).map((name) => join(id, name)),
      ),
    );
    return names.flat().map((name) => join(this.root, name));
  }

  private pathOf({ repositoryId, name }: SetupKey): string {
    return join(this.root, repositoryId, name);
  }

  private use(path: string, more: 1 | -1): void {
    const users = (this.inUse.get(path) ?? 0) + more;
    if (users > 0) this.inUse.set(path, users);
    else this.inUse.delete(path);
  }
}

async function readEntry(path: string): Promise<Entry | null> {
  try {
    return JSON.parse(await readFile(join(path, RECORD), 'utf8')) as Entry;
  } catch {
    return null;
  }
}

async function namesIn(directory: string): Promise<string[]> {
  return readdir(directory).catch(() => []);
}
