import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { iterationsOf } from './support/iterations.js';
import { Rig } from './support/rig.js';
import { toolResultsOf } from './support/scripted-model.conversation.js';
import { says, type Turn, uses } from './support/scripted-model.turns.js';

const run = promisify(execFile);
const sh = (command: string): Turn => uses('Bash', { command, description: 'work' });
const SOMEBODY = { GIT_AUTHOR_NAME: 'S', GIT_AUTHOR_EMAIL: 's@x', GIT_COMMITTER_NAME: 'S', GIT_COMMITTER_EMAIL: 's@x' };

interface Module {
  readonly url: string;
  readonly sha: string;
  /** Default: the path. */
  readonly name?: string;
}

describe('a repository with submodules', () => {
  let rig: Rig;
  let clientId: string;
  let repositoryId: string;
  let libTip: string;
  let libOld: string;
  let deepTip: string;
  let otherTip: string;

  const tipOf = async (name: string): Promise<string> => (await rig.forge.repository(name).tip('main')) ?? '';

  /** Adds submodules to the top level of a branch as a person elsewhere would. */
  async function link(name: string, branch: string, modules: Readonly<Record<string, Module>>): Promise<void> {
    const sections = Object.entries(modules).map(
      ([path, module]) => `[submodule "${module.name ?? path}"]\n\tpath = ${path}\n\turl = ${module.url}\n`,
    );
    const lines = Object.entries(modules).map(([path, { sha }]) => `160000 commit ${sha}\t${path}\n`);
    const script = `modules=$(printf '%s' "$1" | git hash-object -w --stdin)
      { git ls-tree ${branch} | grep -v -e '.gitmodules$' -e '^160000' || true; printf '100644 blob %s\\t.gitmodules\\n' $modules; printf '%s' "$2"; } > list
      git update-ref refs/heads/${branch} $(git commit-tree -p ${branch} -m modules $(git mktree --missing < list)); rm list`;
    const args = ['-ec', script, 'sh', sections.join(''), lines.join('')];
    const { path } = rig.forge.repository(name);
    await run('sh', args, { cwd: path, env: { ...SOMEBODY, PATH: process.env['PATH'] } });
  }

  beforeAll(async () => {
    rig = await Rig.start();
    const { forge } = rig;
    await forge.addRepository('acme/deep', { files: { 'deep.txt': 'deep\n' } });
    deepTip = await tipOf('acme/deep');
    await forge.addRepository('acme/lib', { files: { 'lib.txt': 'old\n' } });
    await link('acme/lib', 'main', { deep: { url: '../deep.git', sha: deepTip } });
    libOld = await tipOf('acme/lib');
    libTip = await forge.repository('acme/lib').commit('main', { 'lib.txt': 'lib\n' }, 'Newer');
    await forge.addRepository('globex/other', { files: { 'other.txt': 'other\n' } });
    otherTip = await tipOf('globex/other');
    ({ clientId, repositoryId } = await rig.addRepository('acme/app'));
    await link('acme/app', 'main', {
      lib: { url: '../lib', sha: libTip },
      other: { url: `${forge.serverUrl}/globex/other.git`, sha: otherTip },
      far: { url: 'https://far.example.test/x/y.git', sha: libTip },
      gone: { url: 'git@127.0.0.1:acme/nowhere.git', sha: libTip },
    });
  });

  afterAll(() => rig.close());

  async function code(marker: string, command: string, more: object = {}) {
    rig.model.script(marker, [sh(command), says('Done.')]);
    const branchName = `feature/${marker}`;
    const body = { clientId, prompt: `Do ${marker}`, branchName, ...more };
    const job = (await rig.run(body)) as JobBody & { error_code: string };
    return { job, branchName, seen: resultsOf(marker) };
  }

  const resultsOf = (marker: string): string =>
    rig.model
      .requestsOf(marker)
      .flatMap(({ body }) => toolResultsOf(body))
      .join('\n');

  const notes = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return (body.messages ?? []).flatMap(({ type, content }) => (type === 'system' ? [content] : [])).join('\n');
  };

  /** Mode and id of an entry of a branch at the forge. */
  const entry = async (branch: string, path: string): Promise<string> =>
    (await rig.forge.repository('acme/app').git('ls-tree', branch, '--', path)).split('\t')[0] ?? '';

  it('has those of the same owner at the commits recorded, nested ones too, and tells which are missing', async () => {
    const { job, branchName, seen } = await code(
      'reading',
      'cat lib/lib.txt lib/deep/deep.txt; ls other far gone; git status --porcelain; git submodule status lib; echo x > x.txt',
    );
    expect(job).toMatchObject({ status: 'completed', error: null });
    expect(seen).toContain(`lib\ndeep\nfar:\n\ngone:\n\nother:\n ${libTip} lib`);
    expect(await rig.forge.file('acme/app', branchName, 'x.txt')).toBe('x\n');
    const said = await notes(job.id);
    expect(said).toContain('These submodules are empty directories in the tree:\n');
    expect(said).toContain(
      '- other: globex/other has another owner (PATCH /repos/:id with "submodules": true allows it)',
    );
    expect(said).toContain('- far: it is at another host, and the server fetches from its own forge only');
    expect(said).toContain('- gone: Could not clone acme/nowhere: the repository does not exist, or');
  });

  it('records another commit, a move and a new submodule as git does', async () => {
    const { job, branchName } = await code(
      'moving',
      `git -C lib checkout -q ${libOld}; git mv lib moved; git config -f .gitmodules submodule.again.path again
       git config -f .gitmodules submodule.again.url ../deep.git; git add .gitmodules
       git update-index --add --cacheinfo 160000,${deepTip},again; mkdir again; git commit -qm More`,
    );
    expect(job).toMatchObject({ status: 'completed', error: null });
    expect(await entry(branchName, 'moved')).toBe(`160000 commit ${libOld}`);
    expect(await entry(branchName, 'again')).toBe(`160000 commit ${deepTip}`);
    expect(await entry(branchName, 'lib')).toBe('');
    expect(await rig.forge.file('acme/app', branchName, '.gitmodules')).toContain('path = moved');
  });

  it('takes over a submodule with the branch that brings it', async () => {
    const app = rig.forge.repository('acme/app');
    await app.git('update-ref', 'refs/heads/feature/merging', 'refs/heads/main');
    await app.commit('feature/merging', { 'mine.txt': 'mine\n' }, 'Mine');
    await link('acme/app', 'main', {
      lib: { url: '../lib', sha: libTip },
      other: { url: `${rig.forge.serverUrl}/globex/other.git`, sha: otherTip },
      fresh: { url: '../deep', sha: deepTip },
    });
    const { job, branchName } = await code('merging', 'git merge -q origin/main -m Merge; git status --porcelain');
    expect(job).toMatchObject({ status: 'completed', error: null });
    expect(await entry(branchName, 'fresh')).toBe(`160000 commit ${deepTip}`);
    expect(await entry(branchName, 'gone')).toBe('');
  });

  it.each([
    ['committed', 'cd lib; echo new > lib.txt; git commit -qam Inside'],
    ['uncommitted', 'echo new > lib/lib.txt; echo y > y.txt'],
    ['nested', 'echo new > lib/deep/new.txt'],
    ['empty-place', 'echo new > other/new.txt'],
  ])('fails for work inside a submodule (%s), names it and keeps the work', async (marker, command) => {
    const { job, branchName } = await code(marker, command);
    expect(job).toMatchObject({ status: 'failed', error_code: 'submodule_changed', pr_url: null });
    const name = marker === 'empty-place' ? 'other' : 'lib';
    expect(job.error).toContain(`The work is inside the submodule ${name}. It has a repository of its own`);
    expect(job.error).toContain(`kept as refs/jobs/${job.id} in the server's clone of acme/app`);
    expect(existsSync(join(rig.server.path.worktrees, job.id, name))).toBe(true);
    expect(await rig.forge.repository('acme/app').tip(branchName)).toBeNull();
  });

  it('still refuses a repository that merely lies in the tree', async () => {
    const { job } = await code(
      'lying',
      'git init -q vendor && cd vendor && git commit -q --allow-empty -m x && cd .. && git config -f .gitmodules submodule.vendor.path vendor && git config -f .gitmodules submodule.vendor.url ./vendor',
    );
    expect(job).toMatchObject({ status: 'failed', error_code: 'work_refused' });
    expect(job.error).toContain('The work contains a git repository inside the repository (vendor).');
  });

  it('has a loop told, which can undo it', async () => {
    rig.model.scriptIterations('loop inside;', [
      [sh('echo new > lib/lib.txt; echo 1 > one.txt'), says('RALPH_COMPLETE')],
      [sh('git -C lib checkout -q .; cat lib/lib.txt'), says('RALPH_COMPLETE')],
    ]);
    const body = { clientId, prompt: 'loop inside;', jobType: 'ralph', branchName: 'feature/loop', maxIterations: 3 };
    const job = await rig.run(body);
    expect(job).toMatchObject({ status: 'completed', error: null });
    expect(JSON.stringify(await iterationsOf(rig.api, job.id))).toContain('inside the submodule lib');
    expect(await rig.forge.file('acme/app', 'feature/loop', 'one.txt')).toBe('1\n');
  });

  it('has those of other owners, or none, if the repository says so', async () => {
    await rig.api.request('PATCH', `/repos/${repositoryId}`, { submodules: true });
    const all = await code('all-owners', 'cat other/other.txt; echo a > a.txt');
    expect(all.job).toMatchObject({ status: 'completed', error: null });
    expect(all.seen).toContain('other');
    await rig.api.request('PATCH', `/repos/${repositoryId}`, { submodules: false });
    const none = await code('no-owners', 'ls -A lib other; echo a > a.txt');
    expect(none.job).toMatchObject({ status: 'completed', error: null });
    expect(none.seen).toContain('lib:\n\nother:');
    expect(await notes(none.job.id)).toContain('- lib: submodules are switched off for the repository');
  });

  it('leaves what is hostile or broken empty, and says so', async () => {
    const odd = await rig.addRepository('acme/odd');
    const modules = {
      ext: { url: 'ext::sh -c true', sha: libTip },
      local: { url: 'file:///etc', sha: libTip },
      up: { url: '../../../lib', sha: libTip },
      named: { url: '../lib', sha: libTip, name: 'x/../../hooks' },
      inside: { url: '../lib', sha: libTip, name: 'good/objects' },
      good: { url: '../lib', sha: libTip, name: 'good' },
    };
    await link('acme/odd', 'main', modules);
    rig.model.script('hostile', [sh('ls good; ls -A ext local up named inside; ls .git/modules'), says('Nothing.')]);
    const job = await rig.run({ clientId: odd.clientId, prompt: 'hostile', branchName: 'feature/hostile' });
    expect(job.status).toBe('completed');
    const said = await notes(job.id);
    for (const name of ['ext', 'local', 'up']) {
      expect(said).toContain(`- ${name}: its address is not one from which the server fetches`);
    }
    expect(said).toContain('- named: its path or its name is not a usual one');
    expect(said).toContain('its path or its name is not a usual one');
    expect(resultsOf('hostile')).toContain('lib.txt');
    await rig.forge.repository('acme/odd').commit('main', { '.gitmodules': '[submodule "x\n\tpath' }, 'Break it');
    rig.model.script('unreadable', [says('Nothing.')]);
    const broken = await rig.run({ clientId: odd.clientId, prompt: 'unreadable', branchName: 'feature/unreadable' });
    expect(broken).toMatchObject({ status: 'completed', error: null });
    expect(await notes(broken.id)).toContain('- good: git cannot read the file .gitmodules');
  });
});
