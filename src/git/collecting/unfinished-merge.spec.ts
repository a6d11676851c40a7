import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import { BareClones } from '../clones/bare-clones.js';
import type { JobTree } from '../trees/job-tree.js';
import { StateKeeper } from './state-keeper.js';
import { WorkCollector, type CollectedWork } from './work-collector.js';

const run = promisify(execFile);
const CONFLICT = '<<<<<<< HEAD\\nx\\n=======\\ny\\n>>>>>>> other\\n';
const FILES = {
  'a.txt': 'base\n',
  'b.bin': 'base\0\n',
  'guide.md': 'Guide\n=======\n',
  'test/fixture.txt': CONFLICT.replaceAll('\\n', '\n'),
};
/** Two branches that contradict each other in a text and in a binary file. */
const TWO_SIDES = `git checkout -qb other; echo theirs > a.txt; git commit -qam theirs
  git checkout -q feature/basket; echo ours > a.txt; git commit -qam ours`;
const TWO_BINARIES = `git checkout -qb other; printf 'theirs\\0' > b.bin; git commit -qam theirs
  git checkout -q feature/basket; printf 'ours\\0' > b.bin; git commit -qam ours`;
const WHAT_TO_DO =
  'Resolve every conflict, remove the markers, `git add` the files and finish what was begun, or undo it with --abort.';

describe('WorkCollector with a merge or the like that has begun', () => {
  let rig: GitRig;
  let tree: JobTree;

  beforeEach(async () => {
    rig = await GitRig.start();
    tree = await rig.tree(await rig.repository('shop', FILES));
  });
  afterEach(async () => rig.close());

  const collect = async (): Promise<CollectedWork> =>
    rig.get(WorkCollector).collect(tree, { message: 'Work\n', env: rig.jobEnv }, rig.signal);
  const bare = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('git', args, { cwd: rig.get(BareClones).pathOf(tree.repository) });
    return stdout.trim();
  };

  it.each([
    [
      'a merge',
      `${TWO_SIDES}; git merge other || true`,
      'A merge was not finished. Conflict markers are left in a.txt.',
    ],
    [
      'a merge that was committed as it was',
      `${TWO_SIDES}; git merge other || true; git commit -qam merged`,
      'Conflict markers are left in a.txt.',
    ],
    [
      'a merge of which the index is gone',
      `${TWO_SIDES}; git merge other || true; rm .git/index .git/MERGE_HEAD`,
      'Conflict markers are left in a.txt.',
    ],
    [
      'a file that one side has deleted',
      `git checkout -qb other; git rm -q a.txt; git commit -qm gone; git checkout -q feature/basket; echo ours > a.txt
       git commit -qam ours; git merge other || true`,
      'A merge was not finished. Conflicts are not resolved in a.txt.',
    ],
    [
      'a binary file',
      `${TWO_BINARIES}; git merge other || true`,
      'A merge was not finished. Conflicts are not resolved in b.bin.',
    ],
    [
      'a conflict in a file that had markers before',
      `git checkout -qb other; echo theirs > test/fixture.txt; git commit -qam theirs; git checkout -q feature/basket
       echo ours > test/fixture.txt; git commit -qam ours; git merge other || true`,
      'A merge was not finished. Conflicts are not resolved in test/fixture.txt.',
    ],
    [
      'a cherry-pick',
      `${TWO_SIDES}; git cherry-pick other || true`,
      'A cherry-pick was not finished. Conflict markers',
    ],
    [
      'a cherry-pick of several commits, of which one is resolved',
      `${TWO_SIDES}; git checkout -q other; echo x > x; git add x; git commit -qm x; git checkout -q feature/basket
       git cherry-pick other^ other || true; echo both > a.txt; git commit -qam both`,
      'A cherry-pick was not finished. Resolve',
    ],
    [
      'a revert',
      `${TWO_SIDES}; echo more > a.txt; git commit -qam more; git revert --no-edit HEAD^ || true`,
      'A revert was not finished. Conflict markers',
    ],
    ['a rebase', `${TWO_SIDES}; git rebase -q other || true`, 'A rebase was not finished. Conflict markers'],
    [
      'a rebase that waits without a conflict',
      `${TWO_SIDES}; GIT_SEQUENCE_EDITOR='sed -i s/^pick/edit/' git rebase -qi HEAD^`,
      'A rebase was not finished. Resolve',
    ],
    [
      'patches that do not apply',
      `${TWO_SIDES}; git format-patch -q -1 other -o ../patches; git am -q3 ../patches/* || true`,
      'A git am was not finished.',
    ],
    [
      'a stash that could not be restored',
      'echo stashed > a.txt; git stash -q; echo new > a.txt; git commit -qam new; git stash pop || true',
      'A merge was not finished. Conflict markers are left in a.txt.',
    ],
  ])('refuses %s, says what to do and keeps the work', async (_case, script, said) => {
    await rig.inTree(tree, `{ ${script}\n} >/dev/null 2>&1`);
    const failure = await collect().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'unfinished_merge', message: expect.stringContaining(said) });
    expect(failure).toMatchObject({ message: expect.stringContaining(WHAT_TO_DO) });
    expect(String(failure)).toContain(
      `It was not published; it is kept as refs/jobs/${tree.jobId} in the server's clone`,
    );
    expect(await bare('rev-parse', `refs/jobs/${tree.jobId}`)).toMatch(/^[0-9a-f]{40}$/);
    await expect(rig.get(WorkCollector).restore(tree, rig.signal)).rejects.toThrow(said);
  });

  it.each([
    ['was resolved and added', `${TWO_SIDES}; git merge other || true; echo both > a.txt; git add a.txt`, 2],
    ['was resolved in the file alone', `${TWO_SIDES}; git merge other || true; echo both > a.txt`, 2],
    [
      'had no conflict',
      'git checkout -qb other; echo x > x; git add x; git commit -qm x; git checkout -q feature/basket; git merge -q --no-ff --no-commit other',
      2,
    ],
    ['was a cherry-pick', `${TWO_SIDES}; git cherry-pick other || true; echo both > a.txt; git add a.txt`, 1],
    ['was aborted', `${TWO_SIDES}; git merge other || true; git merge --abort`, 1],
    [
      'was committed, and mended later',
      `${TWO_SIDES}; git merge other || true; git commit -qam bad; echo both > a.txt`,
      1,
    ],
  ])('takes the work when it %s', async (_case, script, parents) => {
    await rig.inTree(tree, `{ ${script}\n} >/dev/null 2>&1`);
    const work = await collect();
    expect(work.changed).toBe(true);
    expect((await bare('log', '-1', '--format=%P', work.headSha)).split(' ')).toHaveLength(parents);
    expect(await bare('log', '-1', '--format=%B', work.headSha)).not.toContain('Unfinished');
  });

  it('keeps both parents of a merge that lacked only its commit', async () => {
    await rig.inTree(tree, `{ ${TWO_SIDES}; git merge other || true; echo both > a.txt; } >/dev/null 2>&1`);
    const { headSha } = await collect();
    const theirs = await rig.inTree(tree, 'git rev-parse other');
    expect(await bare('log', '-1', '--format=%P', headSha)).toBe(
      `${await rig.inTree(tree, 'git rev-parse HEAD')} ${theirs}`,
    );
    expect(await bare('show', `${headSha}:a.txt`)).toBe('both');
  });

  it.each([
    ['a fixture that had markers and gets more', `printf '${CONFLICT}' >> test/fixture.txt`],
    ['headings', "printf 'Part\\n=======\\n' >> guide.md"],
    [
      'a file that is meant to have them',
      `echo '*.txt conflict-marker-size=32' > .gitattributes; printf '${CONFLICT}' > new.txt`,
    ],
  ])('does not mind %s', async (_case, script) => {
    await rig.inTree(tree, script);
    expect(await collect()).toMatchObject({ changed: true });
  });

  it('does not mind markers that the forge has on a branch that was merged', async () => {
    await rig.forge.repository('acme/shop').commit('fixtures', { 'more.txt': FILES['test/fixture.txt'] }, 'Fixtures');
    await rig.get(BareClones).fetch(tree.repository, rig.signal);
    tree = await rig.tree(tree.repository, 'feature/merging');
    await rig.inTree(tree, 'git merge -q --no-edit origin/fixtures');
    expect(await collect()).toMatchObject({ changed: true, filesChanged: 1 });
  });

  it('records it in the state of a loop, until it is mended', async () => {
    const states = rig.get(StateKeeper);
    const options = { env: rig.jobEnv, withoutFiles: ['.notes'] };
    const problem = async (): Promise<string | null> => {
      const state = await states.afterAgent(
        tree,
        options,
        await states.stateOf(tree, tree.baseSha, rig.signal),
        rig.signal,
      );
      const headSha = await states.keep(tree, state, 'State\n', rig.signal);
      return rig.get(WorkCollector).publishProblem(tree, headSha, rig.signal);
    };
    await rig.inTree(tree, `{ ${TWO_BINARIES}; git merge other || true; } >/dev/null 2>&1`);
    expect(await problem()).toBe(`A merge was not finished. Conflicts are not resolved in b.bin. ${WHAT_TO_DO}`);
    await rig.inTree(tree, 'git checkout -q --theirs b.bin; git add b.bin');
    expect(await problem()).toBeNull();
  });
});
