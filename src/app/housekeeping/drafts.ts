import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Short-lived files of `platform/config/directories`, `sandbox/choice/sandbox-probe`, `platform/store/embedded/data-dir-lock` and `git/trees/job-tree`. */
const DRAFT = new RegExp(`^(?:\\.writable-${ID}|canary-${ID}|server\\.lock\\.${ID}|${ID}\\.json\\.new)$`);

/** Removes short-lived files that a crash of this server left in `directory` more than `ageMs` ago. Returns how many. */
export async function removeDrafts(directory: string, ageMs: number): Promise<number> {
  let removed = 0;
  for (const name of (await readdir(directory).catch(() => [])).filter((each) => DRAFT.test(each))) {
    const path = join(directory, name);
    const entry = await lstat(path).catch(() => null);
    if (!entry?.isFile() || entry.uid !== process.getuid?.() || Date.now() - entry.mtimeMs < ageMs) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
