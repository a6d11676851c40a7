import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Files that git, or this server, keeps in a bare clone only while a command runs; by directory. */
const TEMPORARY: Readonly<Record<string, RegExp>> = {
  '.': /^index-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.lock)?$/,
  objects: /^(tmp_objdir-|incoming-)[A-Za-z0-9-]+$/,
  'objects/pack': /^(tmp_(pack|idx|rev|bitmap)_|\.tmp-)[A-Za-z0-9._-]+$/,
};

/**
 * Removes what killed commands left in a bare clone more than `ageMs` ago: an interrupted fetch leaves everything it had
 * received, which can be as large as the repository. The caller holds the clone's lock. Returns how many.
 */
export async function removeTemporaryFiles(barePath: string, ageMs: number): Promise<number> {
  let removed = 0;
  for (const [below, pattern] of Object.entries(TEMPORARY)) {
    const directory = join(barePath, below);
    for (const name of (await readdir(directory).catch(() => [])).filter((each) => pattern.test(each))) {
      const entry = await lstat(join(directory, name)).catch(() => null);
      if (entry === null || Date.now() - entry.mtimeMs < ageMs) continue;
      await rm(join(directory, name), { recursive: true, force: true });
      removed += 1;
    }
  }
  return removed;
}
