import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig, type GitRigOptions } from '../../../test/support/git-rig.js';
import { BareClones } from '../clones/bare-clones.js';
import type { JobTree } from '../trees/job-tree.js';
import { WorkCollector, type CollectedWork } from './work-collector.js';

const run = promisify(execFile);

describe('WorkCollector with a hostile tree', () => {
  let rig: GitRig;
  const start = async (options: GitRigOptions = {}): Promise<void> => {
    rig = await GitRig.start(options);
  };
  beforeEach(async () => start());
  afterEach(async () => rig.close());

  const collect = async (tree: JobTree): Promise<CollectedWork> =>
    rig.get(WorkCollector).collect(tree, { message: 'Work', env: rig.jobEnv }, rig.signal);
  const bare = async (tree: JobTree, ...args: string[]): Promise<string> => {
    const { stdout } = await run('git', args, { cwd: rig.get(BareClones).pathOf(tree.repository) });
    return stdout.trim();
  };

  it('refuses objects that are not sound', async () => {
    const tree = await rig.tree(await rig.repository());
    await rig.inTree(
      tree,
      `blob=$(echo evil | git hash-object -w --stdin)
       evil=$(printf '100644 blob %s\\t.git\\n' $blob | git mktree)
       commit=$(git -c user.name=a -c user.email=a@b commit-tree $evil -p HEAD -m evil)
       next=$(git -c user.name=a -c user.email=a@b commit-tree HEAD^{tree} -p $commit -m innocent)
       git update-ref HEAD $next`,
    );
    await expect(collect(tree)).rejects.toThrow(/Could not collect the work on acme\/shop: .*hasDotgit/);
    expect(await bare(tree, 'for-each-ref', 'refs/jobs', 'refs/job-snapshots')).toBe('');
  });

  it('executes nothing of a hostile tree with the rights of the server', async () => {
    const tree = await rig.tree(await rig.repository());
    const canary = join(rig.root, 'canary');
    // Everything that runs dumps its environment: only the job's own git may run, and it never has the token.
    const script = join(rig.root, 'attack.sh');
    await writeFile(script, `#!/bin/sh\nenv >> ${canary}\ncat\n`, { mode: 0o755 });
    await rig.inTree(
      tree,
      `mkdir -p .git/hooks
       for hook in pre-commit post-checkout reference-transaction pre-push post-index-change; do ln -s ${script} .git/hooks/$hook; done
       echo '[core] fsmonitor = ${script}' > .git/more; git config include.path more
       git config filter.evil.clean ${script}; git config filter.evil.smudge ${script}; echo '* filter=evil' > .gitattributes
       git config uploadpack.packObjectsHook ${script}; git config url.ext::${script}.insteadOf http; echo x > x`,
    );
    const work = await collect(tree);
    expect(work.filesChanged).toBe(2);
    const seen = await readFile(canary, 'utf8');
    expect(seen).toContain(`ORCH_JOB_ID=${tree.jobId}`);
    // The latter is in the environment of the server's own git only.
    const processes = seen
      .split('\n')
      .filter((line) => line.startsWith('PWD=') || line.startsWith('GIT_ATTR_NOSYSTEM='));
    expect(processes.filter((line) => !line.startsWith(`PWD=${tree.path}`))).toEqual([]);
    expect(seen).not.toContain(rig.forge.token);
    expect(seen).not.toContain(Buffer.from(`x-access-token:${rig.forge.token}`).toString('base64'));
  });

  it('leaves out linked worktrees of the tree itself, committed or not, ignored or not', async () => {
    const tree = await rig.tree(await rig.repository());
    await rig.inTree(
      tree,
      `git worktree add -q .claude/worktrees/agent-1 -b agent-1; git worktree add -q 'sub dir/[x]' -b agent-2
       git add -A; git commit -qm all; git worktree add -q ignored -b agent-3; echo ignored > .gitignore; echo x > x`,
    );
    expect(await collect(tree)).toMatchObject({ changed: true, filesChanged: 2 });
    const files = await bare(tree, 'ls-tree', '-r', '--name-only', `refs/jobs/${tree.jobId}`);
    expect(files.split('\n')).toEqual(['.gitignore', 'README.md', 'x']);
  });

  it('does not follow a .git that leads elsewhere', async () => {
    const tree = await rig.tree(await rig.repository());
    await rig.inTree(tree, 'rm -rf .git; echo "gitdir: /nonexistent" > .git; echo x > x');
    await expect(collect(tree)).rejects.toThrow('the .git directory of the working tree is gone or damaged');
    await expect(stat(join(rig.reposDir, '.incoming', tree.jobId))).rejects.toThrow('ENOENT');
  });

  describe('with small limits', () => {
    beforeEach(async () => {
      await rig.close();
      await start({ limits: { maxFileBytes: 1_000, maxBundleBytes: 1_048_576, jobGitMs: 1_500 } });
    });

    it('refuses a file that GitHub would refuse, in any commit', async () => {
      const tree = await rig.tree(await rig.repository());
      await rig.inTree(
        tree,
        'head -c 1001 /dev/zero > big.bin; git add .; git commit -qm big; git rm -q big.bin; git commit -qm gone; echo x > x',
      );
      await expect(collect(tree)).rejects.toThrow(/larger than 0 MB \(big\.bin\)/);
    });

    it('stops a bundle that grows too large', async () => {
      const tree = await rig.tree(await rig.repository());
      await rig.inTree(tree, 'head -c 3000000 /dev/urandom > noise');
      await expect(collect(tree)).rejects.toThrow('The work is larger than 1 MB and was not collected.');
    });

    it('gives up on a filter that never ends', async () => {
      const tree = await rig.tree(await rig.repository());
      await rig.inTree(
        tree,
        'git config filter.slow.clean "sleep 60"; echo "* filter=slow" > .gitattributes; echo x > x',
      );
      await expect(collect(tree)).rejects.toThrow('git did not finish in the job’s working tree');
    });
  });
});
