import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import { BareClones } from '../clones/bare-clones.js';
import type { JobTree } from '../trees/job-tree.js';
import { commitMessage } from '../collecting/commit-message.js';
import { WorkCollector, type CollectedWork } from '../collecting/work-collector.js';

const run = promisify(execFile);
const FILES = { 'README.md': '# Shop\n', 'src/a': 'a\n', 'docs/b': 'b\n', 'run.sh': 'x\n', '.gitignore': 'hidden\n' };

describe('WorkCollector with what an agent or a tool has set up in the tree', () => {
  let rig: GitRig;
  let tree: JobTree;

  beforeEach(async () => {
    rig = await GitRig.start();
    tree = await rig.tree(await rig.repository('shop', FILES));
  });
  afterEach(async () => rig.close());

  const collect = async (env = rig.jobEnv): Promise<CollectedWork> =>
    rig.get(WorkCollector).collect(tree, { message: commitMessage('Work', `Job: ${tree.jobId}`), env }, rig.signal);
  const bare = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('git', args, { cwd: rig.get(BareClones).pathOf(tree.repository) });
    return stdout.trim();
  };
  const changes = async ({ headSha }: CollectedWork): Promise<string[]> =>
    (await bare('diff-tree', '-r', '--name-status', tree.baseSha, headSha)).split('\n').filter(Boolean);

  it.each([
    ['core.worktree elsewhere', 'git config core.worktree /tmp'],
    ['core.bare', 'git config core.bare true'],
    ['core.safecrlf', 'git config core.safecrlf true; git config core.autocrlf true'],
    ['skip-worktree', 'git update-index --skip-worktree src/a'],
    ['assume-unchanged', 'git update-index --assume-unchanged src/a docs/b'],
    ['core.ignoreStat', 'git config core.ignoreStat true; git update-index --really-refresh'],
    ['core.sparseCheckout', 'git sparse-checkout set docs; mkdir src'],
    ['core.untrackedCache', 'git config core.untrackedCache true; git update-index --untracked-cache; git status -s'],
    ['core.splitIndex', 'git config core.splitIndex true; git update-index --split-index'],
    ['a damaged index', 'echo no index > .git/index'],
    ['no index', 'rm .git/index'],
    ['a lock of its own index', 'touch .git/index.lock .git/orchestrator.index.lock'],
  ])('collects every change despite %s', async (_case, script) => {
    await rig.inTree(tree, `${script}; printf 'a\\r\\nnew\\n' > src/a; echo new > src/new`);
    const work = await collect();
    expect(await changes(work)).toEqual(['M\tsrc/a', 'A\tsrc/new']);
    expect(await bare('show', `${work.headSha}:src/a`)).toBe('a\r\nnew');
    expect(work.notCollected).toEqual([]);
  });

  it('sees the mode of a file despite core.fileMode=false', async () => {
    await rig.inTree(tree, 'git config core.fileMode false; chmod +x run.sh');
    expect(await bare('ls-tree', (await collect()).headSha, 'run.sh')).toMatch(/^100755 /);
  });

  it('leaves what a sparse checkout left out as it was', async () => {
    await rig.inTree(tree, 'git sparse-checkout set src; rm -f README.md; echo more >> src/a');
    expect(await changes(await collect())).toEqual(['D\tREADME.md', 'M\tsrc/a']);
  });

  it('takes a tree that belongs to somebody else for git', async () => {
    await rig.inTree(tree, 'echo new > new; chown -R 12345 .git');
    expect(await changes(await collect())).toEqual(['A\tnew']);
  });

  it('takes files that are ignored but were added by force, and leaves the job’s index as it is', async () => {
    await rig.inTree(tree, 'echo x > hidden; git add -f hidden; echo y > untracked');
    const before = await readFile(join(tree.path, '.git/index'));
    expect(await changes(await collect())).toEqual(['A\thidden', 'A\tuntracked']);
    expect(await readFile(join(tree.path, '.git/index'))).toEqual(before);
    expect(await rig.inTree(tree, 'git status --short')).toBe('A  hidden\n?? untracked');
  });

  it('names what it cannot read, keeps the rest, and remembers it with the work', async () => {
    await rig.inTree(tree, 'rm run.sh; mkfifo run.sh; echo new > new');
    const work = await collect();
    expect(work.notCollected).toEqual(['run.sh']);
    expect(await changes(work)).toEqual(['A\tnew']);
    expect(await bare('log', '-1', '--format=%(trailers)', work.headSha)).toBe(
      `Job: ${tree.jobId}\nNot-Collected: run.sh`,
    );
    expect(await rig.get(WorkCollector).restore(tree, rig.signal)).toEqual(work);
  });

  it('opens directories and files whose mode keeps git out', async () => {
    await rig.inTree(tree, 'mkdir -p deep/er; echo 1 > deep/er/x; echo 2 >> docs/b; echo 3 > new');
    await rig.inTree(tree, 'chmod 000 deep/er/x deep/er deep new; chmod 000 src');
    const work = await collect(await asNobody());
    expect(await changes(work)).toEqual(['A\tdeep/er/x', 'M\tdocs/b', 'A\tnew']);
    expect(work.notCollected).toEqual([]);
  });

  it('names what belongs to somebody else and cannot be read', async () => {
    const env = await asNobody();
    await rig.inTree(tree, 'echo 1 > new; mkdir locked; echo 1 > locked/x; echo 2 > docs/b');
    await rig.inTree(tree, 'chmod 000 locked docs/b; chown 12345 locked docs/b');
    const work = await collect(env);
    expect(work.notCollected).toEqual(['docs/b', 'locked']);
    expect(await changes(work)).toEqual(['A\tnew']);
  });

  /** As root nothing is unreadable: an environment in which the job's commands run as another user, whom the tree belongs to. */
  async function asNobody(): Promise<Record<string, string>> {
    const bin = join(rig.root, 'bin');
    await mkdir(bin);
    for (const name of ['git', 'sh']) {
      const program = (await run('sh', ['-c', `command -v ${name}`])).stdout.trim();
      const line = `exec setpriv --reuid=65534 --regid=65534 --clear-groups ${program} "$@"`;
      await writeFile(join(bin, name), `#!/bin/sh\n[ "$(id -u)" = 0 ] || exec ${program} "$@"\n${line}\n`, {
        mode: 0o755,
      });
    }
    await run('sh', ['-c', `chmod 755 ${rig.root}; chown -R 65534:65534 ${tree.path}`]);
    return { ...rig.jobEnv, PATH: `${bin}:${process.env['PATH']}` };
  }
});
