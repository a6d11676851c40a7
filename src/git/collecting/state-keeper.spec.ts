import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import { BareClones } from '../clones/bare-clones.js';
import type { JobTree } from '../trees/job-tree.js';
import { commitMessage } from './commit-message.js';
import { StateKeeper, type TreeState } from './state-keeper.js';

const run = promisify(execFile);

describe('StateKeeper', () => {
  let rig: GitRig;
  let states: StateKeeper;
  let tree: JobTree;
  const options = () => ({ env: rig.jobEnv, withoutFiles: [] });

  beforeEach(async () => {
    rig = await GitRig.start();
    states = rig.get(StateKeeper);
    tree = await rig.tree(await rig.repository('shop', { 'README.md': '# Shop\n', 'lock.json': '{}\n' }));
  });
  afterEach(async () => rig.close());

  const fresh = async (): Promise<TreeState> => states.stateOf(tree, tree.baseSha, rig.signal);
  const agent = async (before: TreeState, script: string): Promise<TreeState> => {
    await rig.inTree(tree, script);
    return states.afterAgent(tree, options(), before, rig.signal);
  };
  const commands = async (before: TreeState, script: string) => {
    await rig.inTree(tree, script);
    return states.afterCommands(tree, options(), before, rig.signal);
  };
  const bare = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('git', args, { cwd: rig.get(BareClones).pathOf(tree.repository) });
    return stdout.trim();
  };
  /** Name and content of each file, one a line. */
  const filesOf = async ({ work }: TreeState): Promise<Record<string, string>> => {
    const names = (await bare('ls-tree', '-r', '--name-only', '-z', work)).split('\0').filter(Boolean);
    const entries = await Promise.all(names.map(async (name) => [name, await bare('show', `${work}:${name}`)]));
    return Object.fromEntries(entries) as Record<string, string>;
  };

  it('leaves out what only commands have created, changed or removed', async () => {
    const claudes = await agent(await fresh(), 'echo work > mine');
    const left = await commands(
      claudes,
      'echo 97 > .coverage; mkdir d; echo x > d/junit.xml; echo 2 > lock.json; rm README.md',
    );
    expect(left.work).toBe(claudes.work);
    expect(left.leftOut).toEqual(['.coverage', 'README.md', 'd/junit.xml', 'lock.json']);
    expect(await filesOf(left)).toEqual({ 'README.md': '# Shop', 'lock.json': '{}', mine: 'work' });
  });

  it('takes what the agent has changed as the commands have left it', async () => {
    const claudes = await agent(await fresh(), 'echo untidy > mine; echo "# More" >> README.md');
    const left = await commands(claudes, 'echo tidy > mine; echo tidy > README.md; echo tidy > lock.json');
    expect(left.leftOut).toEqual(['lock.json']);
    expect(await filesOf(left)).toEqual({ 'README.md': 'tidy', 'lock.json': '{}', mine: 'tidy' });
  });

  it('counts what commands left as work as soon as the agent changes it, and not before', async () => {
    const first = await commands(await agent(await fresh(), 'echo 1 > mine'), 'date +%N > report; echo 1 > snapshot');
    const idle = await agent(first, ':');
    expect(idle.work).toBe(first.work);
    const again = await commands(idle, 'date +%N > report');
    const second = await agent(again, 'echo better > snapshot');
    expect(Object.keys(await filesOf(second))).toEqual(['README.md', 'lock.json', 'mine', 'snapshot']);
    expect((await commands(second, 'echo best > snapshot')).leftOut).toEqual([]);
  });

  it('does not take a report back in that the agent has removed, or a file that it has restored', async () => {
    const first = await commands(await agent(await fresh(), 'echo 1 > mine'), 'echo 1 > report; echo 2 > lock.json');
    const second = await agent(first, 'rm report; git checkout -q HEAD -- lock.json');
    expect(second.work).toBe(first.work);
    expect((await commands(second, 'echo 2 > report; echo 3 > lock.json')).work).toBe(first.work);
  });

  it('tells files from directories that take their place, and takes names that are not UTF-8', async () => {
    const odd = "$(printf 'n\\303\\244me\\377')";
    const first = await commands(
      await agent(await fresh(), `echo 1 > "${odd}"; echo 1 > d`),
      'rm d; mkdir d; echo x > d/x',
    );
    expect(first.leftOut).toEqual(['d/x']);
    const second = await agent(
      first,
      `rm -r d; echo 2 > "${odd}"; mkdir lock.d; rm lock.json; mkdir lock.json; echo 1 > lock.json/a`,
    );
    expect(await bare('ls-tree', '-r', '--name-only', second.work)).toBe(
      'README.md\nlock.json/a\n"n\\303\\244me\\377"',
    );
  });

  it('holds nothing at the job’s ref before it is kept, and then one commit on the base', async () => {
    const state = await agent(await fresh(), 'echo 1 > a; git add a; git commit -qm one');
    expect(await bare('for-each-ref', 'refs/jobs')).toBe('');
    const headSha = await states.keep(tree, state, commitMessage('All'), rig.signal);
    expect(await bare('rev-parse', `refs/jobs/${tree.jobId}`, `${headSha}^`)).toBe(`${headSha}\n${tree.baseSha}`);
  });
});
