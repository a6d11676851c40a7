import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import type { RepositoryRef } from '../repository-ref.js';
import { WorkCollector } from '../collecting/work-collector.js';

/** Assembled here, so that secret scanners do not report this file. */
const GITHUB_TOKEN = ['gh', 'p_', 'aB3dE5gH7j'.repeat(4)].join('');

describe('SecretScan', () => {
  let rig: GitRig;
  beforeEach(async () => {
    rig = await GitRig.start();
  });
  afterEach(async () => rig.close());

  const collectAfter = async (script: string, repository?: RepositoryRef, branch?: string) => {
    const tree = await rig.tree(repository ?? (await rig.repository()), branch);
    const setUp = `git config user.name x; git config user.email x@y; t='${rig.forge.token}'; g='${GITHUB_TOKEN}'`;
    await rig.inTree(tree, `${setUp}; ${script}`);
    return rig.get(WorkCollector).collect(tree, { message: 'Work', env: rig.jobEnv }, rig.signal);
  };
  const refusal = (script: string, repository?: RepositoryRef, branch?: string): Promise<string> =>
    collectAfter(script, repository, branch).then(
      () => 'nothing was refused',
      (error: Error) => error.message,
    );

  it.each([
    ['a file', 'printf "a\\nTOKEN=$t\\n" > env.txt', 'env.txt, line 2'],
    ['a file without a last line end', 'printf "a\\nb\\nTOKEN=$t" > "a file.txt"', 'a file.txt, line 3'],
    ['a changed file', 'printf "1\\n2\\n" >> README.md; echo $t >> README.md', 'README.md, line 4'],
    ['lines that look like a patch', 'printf "+++ other\\n@@ -1 +1 @@\\n%s\\n" $t > patch', 'patch, line 3'],
    ['a binary file', 'printf "\\000$t\\000" > "-core dump"', '-core dump, line 1'],
    ['UTF-16', 'printf "%s" "$t" | sed "s/./&\\x00/g" > wide.txt', 'wide.txt, line 1'],
    ['base64', 'printf "%s" "$t" | base64 -w0 > encoded', 'encoded, line 1'],
    ['base64 of an environment', 'env HOME=/x TOKEN="$t" env | base64 > encoded', 'encoded, line \\d+'],
    ['a link', 'ln -s "$t" link', 'link, line 1'],
    ['one file of many', 'for i in $(seq 600); do echo $i > f$i; done; echo $t > zz', 'zz, line 1'],
    ['a line of megabytes', 'head -c 3000000 /dev/zero | tr "\\0" " " > long; echo $t >> long', 'long, line 1'],
    ['a name with a line end', 'echo $t > "$(printf "a\\nb")"', '"a\\\\nb", line 1'],
    [
      'a commit that was taken back',
      'echo $t > k; git add k; git commit -qm 1; git rm -q k; git commit -qm 2',
      'k, line 1, commit \\w{12}',
    ],
    ['a commit message', 'git commit -q --allow-empty -m "uses $t"; echo a > a', 'a commit message'],
    ['an author', 'git -c user.name="$t" commit -q --allow-empty -m 1; echo a > a', 'the author of a commit'],
    ['a file name', 'echo a > "$t"', 'a file name'],
  ])('keeps a secret in %s from being published', async (_, script, place) => {
    const said = await refusal(script);
    expect(said).toMatch(
      new RegExp(`^The work contains a secret of the server \\(in ${place}\\). It was not published; `),
    );
    expect(said).toMatch(/it is kept as refs\/jobs\/\S+ in the server's clone of acme\/shop\.$/);
    expect(said).not.toContain(rig.forge.token);
  });

  it('finds a secret wherever it stands in a long line, also where it is read in pieces', async () => {
    for (const before of [262_100, 262_143, 262_145, 524_270]) {
      const script = `head -c ${before} /dev/zero | tr "\\0" x > long; printf " %s " $t >> long; head -c 400000 /dev/zero | tr "\\0" x >> long`;
      expect(await refusal(script, await rig.repository(`long-${before}`))).toContain('(in long, line 1)');
    }
  });

  it.each([
    ['a file', 'printf "a\\n\\nTOKEN=$g\\n" > .env', '.env, line 3'],
    [
      'a merge',
      'git checkout -qb side; echo 1 > a; git add a; git commit -qm 1; git checkout -q -; echo 2 > a; git add a; git commit -qm 2; git merge -q side || echo $g > a; git add a; git commit -qm 3',
      'a, line 1',
    ],
  ])('refuses the token of a service in %s, too', async (_, script, place) => {
    const said = await refusal(script);
    expect(said).toContain(`The work contains what looks like a GitHub token (in ${place}). It was not published`);
    expect(said).not.toContain(GITHUB_TOKEN);
  });

  it('refuses the name of a branch', async () => {
    const said = await refusal('echo a > a', undefined, `feature/${GITHUB_TOKEN}`);
    expect(said).toContain('what looks like a GitHub token (in the name of the branch)');
  });

  it('refuses no work for what the repository has already: moved, copied, changed around it, or merged', async () => {
    const repository = await rig.repository('shop', {
      'a.txt': `one\ntoken = ${GITHUB_TOKEN}\n`,
      'b.txt': `own = ${rig.forge.token}\n`,
    });
    const script =
      'git mv a.txt moved.txt; cp b.txt copy.txt; sed -i "s/own = /own: /" b.txt; sed -i "s/token = /key: /" moved.txt';
    expect(await collectAfter(script, repository)).toMatchObject({ changed: true });
    expect(await refusal('echo ${g}Z1 > c.txt', repository)).toContain('(in c.txt, line 1)');
  });

  it('takes no binary file for a token, and lets work without one pass', async () => {
    const script = 'printf "\\000 $g" > image; echo "${t%??????}" > half.txt; rm README.md';
    expect(await collectAfter(script)).toMatchObject({ changed: true });
  });

  it('refuses more changes than it may search', async () => {
    const small = await GitRig.start({ limits: { maxScanBytes: 1_048_576 } });
    try {
      const tree = await small.tree(await small.repository());
      await small.inTree(tree, 'for i in 1 2 3; do head -c 900000 /dev/zero | tr "\\0" $i > f$i; done');
      const collected = small.get(WorkCollector).collect(tree, { message: 'Work', env: small.jobEnv }, small.signal);
      await expect(collected).rejects.toThrow('The work contains more than 1 MB of changes, which is too much');
    } finally {
      await small.close();
    }
  });

  it('searches tens of megabytes in little memory', async () => {
    const before = process.memoryUsage().rss;
    const script = 'seq 1 800000 > a; for i in 1 2 3 4; do sed "s/\\$/-$i/" a > b$i; done';
    expect(await collectAfter(script)).toMatchObject({ changed: true });
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });
});
