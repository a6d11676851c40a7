import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { looseFiles } from './loose-files.js';

describe('looseFiles', () => {
  let root: string;
  let directory: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'loose-'));
    directory = join(root, 'artifacts');
    await mkdir(directory);
  });
  afterEach(() => rm(root, { recursive: true }));

  async function found(path = directory): Promise<string[]> {
    const said: string[] = [];
    for await (const entry of looseFiles(path)) {
      said.push(`${entry.name}: ${'file' in entry ? await entry.file.readFile('utf8') : entry.problem}`);
    }
    return said;
  }

  it('reads plain files, and nothing that leads elsewhere', async () => {
    await writeFile(join(root, 'secret'), 'secret');
    await writeFile(join(directory, 'b'), 'beta');
    await writeFile(join(directory, 'a'), 'alpha');
    await symlink(join(root, 'secret'), join(directory, 'link'));
    await symlink('/etc', join(directory, 'link-to-directory'));
    await link(join(root, 'secret'), join(directory, 'hard'));
    await mkdir(join(directory, 'inner'));
    execFileSync('mkfifo', [join(directory, 'pipe')]);
    const server = createServer().listen(join(directory, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    const said = await found();
    await new Promise((resolve) => server.close(resolve));
    expect(said).toEqual([
      'a: alpha',
      'b: beta',
      'hard: a file that has several names',
      'inner: a directory',
      'link: a symbolic link',
      'link-to-directory: a symbolic link',
      'pipe: not a file',
      'socket: not a file',
    ]);
  });

  it('finds nothing where there is no directory', async () => {
    expect(await found(join(root, 'missing'))).toEqual([]);
    await writeFile(join(directory, 'a'), 'alpha');
    await symlink(directory, join(root, 'link'));
    expect(await found(join(root, 'link'))).toEqual([]);
    expect(await found(join(directory, 'a'))).toEqual([]);
  });
});
