import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { iterationsOf } from './support/iterations.js';
import { Rig } from './support/rig.js';
import { userTextOf } from './support/scripted-model.conversation.js';
import { says, type Turn, uses } from './support/scripted-model.turns.js';

const run = promisify(execFile);
/** Two branches that contradict each other, and the attempt to bring them together. */
const CONFLICT = `here=$(git branch --show-current); git checkout -qb other; echo theirs > README.md; git commit -qam theirs
  git checkout -q "$here"; echo ours > README.md; git commit -qam ours; git merge other || true`;

/** Commits that are not where Claude ends. */
const ASIDE = `here=$(git branch --show-current); git checkout -qb aside; echo 1 > aside.txt; git add aside.txt
  git commit -qm 'Try @octocat aside'; git checkout -q "$here"; echo 2 > README.md; git stash -qm 'For later'`;

const sh = (command: string): Turn => uses('Bash', { command, description: 'work' });

describe('a tree in which Claude has used git in its own way', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  async function code(marker: string, command: string) {
    rig.model.script(marker, [sh(command), says('Done.')]);
    const branchName = `feature/${marker}`;
    const job = (await rig.run({ clientId, prompt: `Do ${marker}`, branchName })) as JobBody & { error_code: string };
    return { job, branchName, pull: rig.forge.pulls.find(({ head }) => head === branchName) };
  }

  const notes = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return (body.messages ?? []).flatMap(({ type, content }) => (type === 'system' ? [content] : [])).join('\n');
  };

  const strayOf = async (id: string): Promise<string[]> =>
    (await bare('for-each-ref', '--format=%(refname) %(contents:subject)', `refs/stray/${id}/`)).split('\n');

  const bare = async (...args: string[]): Promise<string> =>
    (await run('git', args, { cwd: join(rig.server.path.repos, 'acme', 'app.git') })).stdout.trim();

  it('is not published with a merge that was not finished, and the work is kept', async () => {
    const { job, branchName, pull } = await code('half-merged', CONFLICT);
    expect(job).toMatchObject({ status: 'failed', error_code: 'unfinished_merge', pr_url: null });
    expect(job.error).toContain(
      'A merge was not finished. Conflict markers are left in README.md. Resolve every conflict',
    );
    expect(job.error).toContain(`kept as refs/jobs/${job.id} in the server's clone of acme/app`);
    expect(await bare('show', `refs/jobs/${job.id}:README.md`)).toContain('<<<<<<< HEAD\nours\n=======\ntheirs\n');
    expect(pull).toBeUndefined();
    expect(await rig.forge.repository('acme/app').tip(branchName)).toBeNull();
  });

  it('is published with a merge that lacked only its commit, as a merge', async () => {
    const { job, branchName, pull } = await code(
      'all-but-committed',
      `${CONFLICT}; echo both > README.md; git add README.md`,
    );
    expect(job).toMatchObject({ status: 'completed', error: null });
    expect(pull).toBeDefined();
    expect(await rig.forge.file('acme/app', branchName, 'README.md')).toBe('both\n');
    const parents = await rig.forge.repository('acme/app').git('log', '-1', '--format=%P', branchName);
    expect(parents.split(' ')).toHaveLength(2);
  });

  it('has a loop go on until the merge is finished', async () => {
    const marker = 'merging loop;';
    rig.model.scriptIterations(marker, [
      [sh(CONFLICT), says('RALPH_COMPLETE')],
      [sh('echo both > README.md; git commit -qam merged'), says('RALPH_COMPLETE')],
    ]);
    const branchName = 'feature/merging-loop';
    const body = { clientId, jobType: 'ralph', prompt: `Do ${marker}`, branchName, maxIterations: 3 };
    const job = await rig.run(body, 90_000);
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'promise_detected', total_iterations: 2 });
    expect((await iterationsOf(rig.api, job.id)).iterations).toMatchObject([
      { promiseClaimed: true, promiseDetected: false, publishProblem: expect.stringContaining('left in README.md') },
      { promiseDetected: true, publishProblem: null },
    ]);
    const told = rig.model.requestsOf(marker).map(({ body: request }) => userTextOf(request));
    expect(told.some((text) => text.includes('A merge was not finished.'))).toBe(true);
    expect(await rig.forge.file('acme/app', branchName, 'README.md')).toBe('both\n');
  });

  it('fails a loop that ends before the merge is finished', async () => {
    const marker = 'conflicted loop;';
    rig.model.scriptIterations(marker, [[sh(CONFLICT), says('RALPH_COMPLETE')]]);
    const body = {
      clientId,
      jobType: 'ralph',
      prompt: `Do ${marker}`,
      branchName: 'feature/conflicted',
      maxIterations: 1,
    };
    expect(await rig.run(body, 90_000)).toMatchObject({
      status: 'failed',
      error_code: 'unfinished_merge',
      pr_url: null,
    });
  });

  it('has its commits elsewhere kept and told, and not pushed', async () => {
    const { job, pull } = await code('aside-work', `${ASIDE}; echo work > work.txt`);
    expect(job).toMatchObject({ status: 'completed', error: null });
    const refs = [
      `refs/stray/${job.id}/branch/aside Try @octocat aside`,
      `refs/stray/${job.id}/stash/0 On feature/aside-work: For later`,
    ];
    expect(await strayOf(job.id)).toEqual(refs);
    const sha = (await bare('rev-parse', `refs/stray/${job.id}/branch/aside`)).slice(0, 12);
    const command = `git fetch "\${REPOS_DIR:-$HOME/repos}/acme/app.git" 'refs/stray/${job.id}/*:refs/remotes/stray/*'`;
    for (const text of [await notes(job.id), pull?.body ?? '']) {
      expect(text).toContain('Claude has left commits that are not part of the work:');
      expect(text).toContain(`- ${sha} Try `);
      expect(text).toContain('octocat aside (branch aside)');
      expect(text).toContain('On feature/aside-work: For later (stash@{0})');
      expect(text).toContain(command);
    }
    // As whoever follows the advice on the server's machine would.
    const elsewhere = await mkdtemp(join(tmpdir(), 'odd-trees-'));
    const REPOS_DIR = rig.server.path.repos;
    await run('sh', ['-ec', `git init -q .; ${command}; git show remotes/stray/branch/aside:aside.txt`], {
      cwd: elsewhere,
      env: { ...process.env, REPOS_DIR },
    });
    await rm(elsewhere, { recursive: true });
    expect(await rig.forge.repository('acme/app').refs('refs/')).not.toContainEqual(
      expect.stringMatching(/stray|aside$/),
    );
    expect(await rig.forge.file('acme/app', 'feature/aside-work', 'aside.txt')).toBeNull();
    await rig.api.post('/admin/housekeeping');
    expect(await strayOf(job.id)).toEqual(refs);
  });

  it('is not said to be unchanged alone when Claude has worked elsewhere', async () => {
    const { job, pull } = await code('aside-only', ASIDE);
    expect(job).toMatchObject({ status: 'completed', pr_url: null });
    expect(pull).toBeUndefined();
    const said = await notes(job.id);
    expect(said).toContain('Claude changed nothing');
    expect(said).toContain('octocat aside (branch aside)');
    expect(await strayOf(job.id)).toHaveLength(2);
  });

  it('has the commits elsewhere told of work that is not published', async () => {
    const { job } = await code('aside-rebase', CONFLICT.replace('git merge', 'git rebase'));
    expect(job).toMatchObject({ status: 'failed', error_code: 'unfinished_merge' });
    expect(await notes(job.id)).toContain('ours (branch feature/aside-rebase)');
  });

  it('has the commits elsewhere of a loop told once, and in its pull request', async () => {
    const marker = 'loop aside;';
    rig.model.scriptIterations(marker, [
      [sh(`${ASIDE}; echo work > work.txt`), says('One.')],
      [sh('git merge -q aside; git branch -qD aside'), says('RALPH_COMPLETE')],
    ]);
    const branchName = 'feature/loop-aside';
    const body = { clientId, jobType: 'ralph', prompt: `Do ${marker}`, branchName, maxIterations: 3 };
    const job = await rig.run(body, 90_000);
    expect(job).toMatchObject({ status: 'completed', total_iterations: 2 });
    expect(await strayOf(job.id)).toEqual([`refs/stray/${job.id}/stash/0 On feature/loop-aside: For later`]);
    expect((await notes(job.id)).split('commits that are not part of the work')).toHaveLength(2);
    const pull = rig.forge.pulls.find(({ head }) => head === branchName);
    expect(pull?.body).toContain('For later (stash@{0})');
    expect(pull?.body).not.toContain('(branch aside)');
    expect(await rig.forge.file('acme/app', branchName, 'aside.txt')).toBe('1\n');
  });
});
