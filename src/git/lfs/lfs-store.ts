import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type LfsPointer, pathOfObject } from './lfs-pointer.js';

/** Where git-lfs itself keeps what it has of a bare repository. */
export function lfsFolderOf(gitDir: string): string {
  return join(gitDir, 'lfs');
}

function fileOf(gitDir: string, oid: string): string {
  return join(lfsFolderOf(gitDir), 'objects', pathOfObject(oid));
}

/** Whether the clone has had anything to do with Git LFS. */
export async function hasLfsStore(gitDir: string): Promise<boolean> {
  return (await stat(join(lfsFolderOf(gitDir), 'objects')).catch(() => null)) !== null;
}

/** Whether the clone has the content of a pointer; from then on it counts as used just now. */
export async function hasObject(gitDir: string, { oid, size }: LfsPointer): Promise<boolean> {
  const file = fileOf(gitDir, oid);
  const found = await stat(file).catch(() => null);
  if (found?.size !== size) return size === 0;
  const now = new Date();
  await utimes(file, now, now);
  return true;
}

/** Those of the pointers whose content the clone lacks. */
export async function missingIn(gitDir: string, pointers: readonly LfsPointer[]): Promise<LfsPointer[]> {
  const found = await Promise.all(pointers.map((pointer) => hasObject(gitDir, pointer)));
  return pointers.filter((_, index) => !found[index]);
}

/**
 * Takes content into the clone. `expected`: it must be what a pointer names, else nothing is kept.
 * @returns the pointer to it; null: it is not what was expected.
 */
export async function putObject(
  gitDir: string,
  content: AsyncIterable<Buffer>,
  expected: LfsPointer | null,
): Promise<LfsPointer | null> {
  const folder = join(lfsFolderOf(gitDir), 'tmp');
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `incoming-${randomUUID()}`);
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (expected !== null && size > expected.size) return done(new Error('more than the pointer says'));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(content, measure, createWriteStream(draft, { flags: 'wx', mode: 0o644 }));
    const pointer = { oid: hash.digest('hex'), size };
    if (expected !== null && (expected.oid !== pointer.oid || expected.size !== size)) return null;
    await mkdir(dirname(fileOf(gitDir, pointer.oid)), { recursive: true });
    await rename(draft, fileOf(gitDir, pointer.oid));
    return pointer;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes content that nobody has used for `ageMs`, and what interrupted transfers left. Returns how many files. */
export async function removeUnused(gitDir: string, ageMs: number): Promise<number> {
  const options = { recursive: true, withFileTypes: true } as const;
  const entries = await readdir(lfsFolderOf(gitDir), options).catch(() => []);
  let removed = 0;
  for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
    const file = join(parentPath, name);
    const found = await stat(file).catch(() => null);
    if (found === null || Date.now() - found.mtimeMs < ageMs) continue;
    await rm(file, { force: true });
    removed += 1;
  }
  return removed;
}
