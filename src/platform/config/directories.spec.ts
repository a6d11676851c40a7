import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unwritableDirectories } from './directories.js';

describe('directories at the start', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'directories-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const problems = (DATA_DIR: string) =>
    unwritableDirectories({ DATA_DIR, REPOS_DIR: join(folder, 'repos'), WORKTREES_DIR: join(folder, 'trees') });

  it('are made with all above them, for the server alone', async () => {
    expect(await problems(join(folder, 'a', 'b', 'c'))).toEqual([]);
    for (const name of ['a', 'a/b', 'a/b/c'])
      expect([name, (await stat(join(folder, name))).mode & 0o777]).toEqual([name, 0o700]);
    expect(await problems(join(folder, 'a', 'b', 'c'))).toEqual([]);
  });

  it('are told of in a sentence where they cannot be', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await problems(join(folder, 'file'))).toEqual([expect.stringContaining('it is not a directory')]);
    expect(await problems(join(folder, 'file', 'below'))).toEqual([expect.stringContaining('is not a directory')]);
    // Node's own recursive mkdir never returns here.
    expect(await problems('/proc/nowhere/below')).toEqual([
      expect.stringContaining('/proc/nowhere/below cannot be written'),
    ]);
  });
});
