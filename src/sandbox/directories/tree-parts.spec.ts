import { mkdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SandboxRig } from '../../../test/support/sandbox-rig.js';
import { TreeParts } from './tree-parts.js';

describe('parts of a tree', () => {
  let rig: SandboxRig;
  let parts: TreeParts;
  let kept: string;

  beforeAll(async () => {
    rig = await SandboxRig.start('auto');
    parts = new TreeParts(rig.directories);
    kept = join(rig.root, 'kept');
    await mkdir(kept, { mode: 0o700 });
  });

  afterAll(() => rig.close());

  it('are copies, which belong to the job that gets them', async () => {
    const [from, to, other] = [await rig.job(), await rig.job(), await rig.job()];
    await from.sh(
      'mkdir -p deps/bin web/deps; echo one > deps/file; ln deps/file deps/second; ln -s ../file deps/bin/tool',
    );
    await from.sh('echo two > web/deps/file; chmod 555 web/deps; chmod 4755 deps/file; ln -s /etc/passwd deps/far');
    const names = ['deps', 'web/deps'];
    expect(await parts.sizeOf(from.id, names)).toBeGreaterThan(0);
    await parts.takeOut(from.id, names, kept);
    for (const { id } of [to, other]) await parts.putBack(id, names, kept);
    const spoils =
      'echo spoilt > deps/file && cat deps/second deps/bin/tool web/deps/file && rm deps/far && touch deps/new web/new';
    expect(await to.sh(spoils)).toMatchObject({ exitCode: 0, stdout: 'spoilt\nspoilt\ntwo\n' });
    expect((await other.sh('cat deps/file deps/second')).stdout).toBe('one\none\n');
    expect(await readFile(join(kept, 'deps/file'), 'utf8')).toBe('one\n');
    expect(await readlink(join(kept, 'deps/far'))).toBe('/etc/passwd');
    const { uid } = rig.directories.viewOf(to.id);
    expect((await stat(join(to.tree, 'web'))).uid).toBe(uid ?? process.getuid?.());
  });

  it('lead nowhere else', async () => {
    const [from, to] = [await rig.job(), await rig.job()];
    const outside = await rig.write('outside/deps/secret', 'secret');
    await from.sh(`ln -s ${join(rig.root, 'outside')} web`);
    await expect(parts.takeOut(from.id, ['web/deps'], kept)).rejects.toThrow('web is not a directory');
    await expect(parts.sizeOf(from.id, ['web/deps'])).rejects.toThrow('web is not a directory');
    const source = await rig.write('source/web/deps/file', 'file');
    await to.sh(`ln -s ${join(rig.root, 'outside')} web; touch deps`);
    await expect(parts.putBack(to.id, ['web/deps'], join(source, '../../..'))).rejects.toThrow(
      'web is not a directory',
    );
    await expect(parts.putBack(to.id, ['deps'], join(source, '../..'))).rejects.toThrow('deps is in the tree already');
    expect(await readFile(outside, 'utf8')).toBe('secret');
  });
});
