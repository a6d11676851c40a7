import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { removeDirectory } from './remove-directory.js';

describe('removeDirectory', () => {
  it('removes write-protected folders, and nothing that links lead to', async () => {
    const root = await mkdtemp(join(tmpdir(), 'remove-folder-'));
    const target = join(root, 'target');
    await mkdir(join(target, 'cache', 'module'), { recursive: true });
    await mkdir(join(root, 'other'));
    await writeFile(join(root, 'other', 'kept'), 'kept');
    await writeFile(join(target, 'cache', 'module', 'file'), '');
    await symlink(join(root, 'other'), join(target, 'cache', 'link'));
    await chmod(join(target, 'cache', 'module'), 0o555);
    await chmod(join(target, 'cache'), 0o555);
    await removeDirectory(target);
    await removeDirectory(target);
    await expect(stat(target)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readFile(join(root, 'other', 'kept'), 'utf8')).toBe('kept');
    await rm(root, { recursive: true });
  });

  it('removes folders that are too deep to be named', async () => {
    const root = await mkdtemp(join(tmpdir(), 'remove-folder-'));
    const target = join(root, 'target');
    await mkdir(target);
    const deeper = `d=$(printf 'a-long-name/%.0s' $(seq 1 150)); for n in 1 2 3 4; do mkdir -p "$d" && cd "$d"; done`;
    execFileSync('sh', ['-c', `${deeper}; echo x > file; ln -s "${root}" link; chmod 555 .`], {
      cwd: target,
      stdio: 'ignore',
    });
    await removeDirectory(target);
    await expect(stat(target)).rejects.toMatchObject({ code: 'ENOENT' });
    await rm(root, { recursive: true });
  });
});
