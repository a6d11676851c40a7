import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../test/support/git-rig.js';
import { WorkCollector } from './work-collector.js';

describe('SecretScan', () => {
  let rig: GitRig;
  beforeEach(async () => {
    rig = await GitRig.start();
  });
  afterEach(async () => rig.close());

  const collectAfter = async (script: string) => {
    const tree = await rig.tree(await rig.repository());
    await rig.inTree(tree, `git config user.name x; git config user.email x@y; t='${rig.forge.token}'; ${script}`);
    return rig.get(WorkCollector).collect(tree, { message: 'Work', env: rig.jobEnv }, rig.signal);
  };

  it.each([
    ['a file', 'printf "a\\nTOKEN=$t\\n" > env.txt', 'env.txt'],
    ['a binary file', 'printf "\\000$t\\000" > "-core dump"', '-core dump'],
    ['base64', 'printf "%s" "$t" | base64 -w0 > encoded', 'encoded'],
    ['one file of many', 'for i in $(seq 600); do echo $i > f$i; done; echo $t > zz', 'zz'],
    ['a commit that was taken back', 'echo $t > k; git add k; git commit -qm 1; git rm -q k; git commit -qm 2', 'k'],
    ['a commit message', 'git commit -q --allow-empty -m "uses $t"; echo a > a', 'a commit message'],
    ['a file name', 'echo a > "$t"', 'a file name'],
  ])('keeps a secret in %s from being published', async (_, script, place) => {
    const sentence = `The work contains a secret of the server (in ${place}). It was not published`;
    await expect(collectAfter(script)).rejects.toThrow(sentence);
  });

  it('lets work without one pass, whatever was in the repository before', async () => {
    expect(await collectAfter('echo "${t%??????}" > half.txt; rm README.md')).toMatchObject({ changed: true });
  });
});
