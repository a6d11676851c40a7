import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import { BareClones } from '../clones/bare-clones.js';
import type { JobTree } from '../trees/job-tree.js';
import { commitMessage } from './commit-message.js';
import { type CollectedWork, WorkCollector } from './work-collector.js';

const run = promisify(execFile);
let rig: GitRig;
let tree: JobTree;

beforeEach(async () => {
  rig = await GitRig.start();
  tree = await rig.tree(await rig.repository());
});
afterEach(async () => rig.close());

const collect = async (): Promise<CollectedWork> => {
  const message = commitMessage('Closes #9 for @carol', 'fixes #1');
  return rig.get(WorkCollector).collect(tree, { message, env: rig.jobEnv }, rig.signal);
};
const log = async ({ headSha }: CollectedWork, format: string): Promise<string> => {
  const cwd = rig.get(BareClones).pathOf(tree.repository);
  const { stdout } = await run('git', ['log', `--format=${format}`, `${tree.baseSha}..${headSha}`], { cwd });
  return stdout.trim().replaceAll('\u200b', '|');
};

it('takes from commits what would notify somebody or close an issue, and keeps all else of them', async () => {
  await rig.inTree(
    tree,
    `c() { git add .; git commit -qm "$1" --author='Ann <ann@a.example>' --date=2001-02-03T04:05:06Z; }
     echo 1 > a; c 'Größe: first step'; echo 2 > a; c 'Fixes #12 for @alice'; echo 3 > a; c 'Third'
     echo 4 > b`,
  );
  const work = await collect();
  expect(await log(work, '%s')).toBe('Closes| #9 for @|carol\nThird\nFixes| #12 for @|alice\nGröße: first step');
  expect(await log(work, '%an %ae %aI')).toMatch(/(\nAnn ann@a\.example 2001-02-03T04:05:06(\+00:00|Z)){3}$/);
  expect(work).toMatchObject({ commits: 4, filesChanged: 2 });
});

it('leaves the ids of commits alone in which nothing acts', async () => {
  await rig.inTree(tree, 'echo 1 > a; git add .; git commit -qm "Add a, see #12 and mail a@b.example"');
  expect((await collect()).headSha).toBe(await rig.inTree(tree, 'git rev-parse HEAD'));
});
