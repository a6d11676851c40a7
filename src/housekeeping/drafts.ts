import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Of `config/folders`, `sandbox/sandbox-probe`, `store/data-dir-lock` and `git/job-tree`: each is there for moments. */
const DRAFT = new RegExp(`^(?:\\.writable-${ID}|canary-${ID}|server\\.lock\\.${ID}|${ID}\\.json\\.new)$`);

/** Removes files that this server writes for a moment, and that a crash of it left in `folder` more than `ageMs` ago. */
export async function removeDrafts(folder: string, ageMs: number): Promise<number> {
  let removed = 0;
  for (const name of (await readdir(folder).catch(() => [])).filter((each) => DRAFT.test(each))) {
    const path = join(folder, name);
    const entry = await lstat(path).catch(() => null);
    if (!entry?.isFile() || entry.uid !== process.getuid?.() || Date.now() - entry.mtimeMs < ageMs) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
