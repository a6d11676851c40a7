import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What a git, or this server, has in a bare clone for as long as one command runs; by the folder that it is in. */
const TEMPORARY: Readonly<Record<string, RegExp>> = {
  '.': /^index-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.lock)?$/,
  objects: /^(tmp_objdir-|incoming-)[A-Za-z0-9-]+$/,
  'objects/pack': /^(tmp_(pack|idx|rev|bitmap)_|\.tmp-)[A-Za-z0-9._-]+$/,
};

/**
 * Removes what killed commands have left in a bare clone more than `ageMs` ago: a fetch that is cut short leaves all it had
 * received, as large as the repository. The caller holds the clone. Answers how many.
 */
export async function removeTemporaryFiles(barePath: string, ageMs: number): Promise<number> {
  let removed = 0;
  for (const [below, pattern] of Object.entries(TEMPORARY)) {
    const folder = join(barePath, below);
    for (const name of (await readdir(folder).catch(() => [])).filter((each) => pattern.test(each))) {
      const entry = await lstat(join(folder, name)).catch(() => null);
      if (entry === null || Date.now() - entry.mtimeMs < ageMs) continue;
      await rm(join(folder, name), { recursive: true, force: true });
      removed += 1;
    }
  }
  return removed;
}
