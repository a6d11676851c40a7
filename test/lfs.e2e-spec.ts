import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { pointerOf } from './support/forge-lfs.js';
import { Rig } from './support/rig.js';
import { toolResultsOf } from './support/scripted-model.conversation.js';
import { says, type Turn, uses } from './support/scripted-model.turns.js';

const run = promisify(execFile);
const LOGO = Buffer.from(`logo\0${'x'.repeat(5_000)}`);
const ATTRIBUTES = '*.bin filter=lfs diff=lfs merge=lfs -text\n';
const sh = (command: string): Turn => uses('Bash', { command, description: 'work' });

describe('a repository with Git LFS', () => {
  let rig: Rig;
  let clientId: string;
  /** Where a hostile repository would like the token. */
  let thief: Server;
  const stolen: string[] = [];

  beforeAll(async () => {
    thief = createServer((request, response) => {
      stolen.push(`${request.url} ${request.headers.authorization ?? ''}`);
      response.writeHead(404).end();
    });
    thief.listen(0, '127.0.0.1');
    await once(thief, 'listening');
    rig = await Rig.start({ env: { LFS_MAX_MB: '1' } });
    const elsewhere = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/evil`;
    const { lfs } = rig.forge;
    const files = {
      '.gitattributes': ATTRIBUTES,
      '.lfsconfig': `[lfs]\n\turl = ${elsewhere}\n\tpushurl = ${elsewhere}\n[remote "origin"]\n\tlfsurl = ${elsewhere}\n`,
      'README.md': '# App\n',
      'logo.bin': lfs.add(LOGO),
      'gone.bin': pointerOf('nobody has this'),
      'huge.bin': lfs.add(Buffer.alloc(1_200_000, 7)),
    };
    ({ clientId } = await rig.addRepository('acme/app', { files }));
  });

  afterAll(async () => {
    thief.close();
    await rig.close();
  });

  async function code(marker: string, command: string, more: object = {}) {
    rig.model.script(marker, [sh(command), says('Done.')]);
    const branchName = `feature/${marker}`;
    const body = { clientId, prompt: `Do ${marker}`, branchName, ...more };
    const job = (await rig.run(body)) as JobBody & { error_code: string };
    return { job, branchName };
  }

  const notes = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return (body.messages ?? []).flatMap(({ type, content }) => (type === 'system' ? [content] : [])).join('\n');
  };

  const resultsOf = (marker: string): string =>
    rig.model
      .requestsOf(marker)
      .flatMap(({ body }) => toolResultsOf(body))
      .join('\n');

  const at = (branch: string, path: string): Promise<string | null> => rig.forge.file('acme/app', branch, path);

  it('has the real files in the tree, publishes changed ones as pointers, and uploads them first', async () => {
    const { job, branchName } = await code(
      'changing',
      `wc -c < logo.bin; git status --porcelain; printf 'new logo' > logo.bin; printf added > more.bin
       git add more.bin; git commit -qm 'Add more'; git show HEAD:more.bin | head -1; echo plain > plain.txt`,
    );
    expect(job).toMatchObject({ status: 'completed', error: null });
    // Nothing but what was said: the tree was clean.
    expect(resultsOf('changing')).toContain(`${LOGO.length}\nversion https://git-lfs.github.com/spec/v1`);
    expect(await at(branchName, 'logo.bin')).toBe(pointerOf('new logo'));
    expect(await at(branchName, 'more.bin')).toBe(pointerOf('added'));
    expect(await at(branchName, 'plain.txt')).toBe('plain\n');
    expect(await at(branchName, 'huge.bin')).toMatch(/^version/);
    expect(['new logo', 'added'].map((content) => rig.forge.lfs.has(content))).toEqual([true, true]);
    const { requests } = rig.forge;
    const pushed = requests.findIndex(({ method, path }) => method === 'POST' && path.includes('git-receive-pack'));
    const uploads = requests.map(({ method }, index) => (method === 'PUT' ? index : -1)).filter((index) => index >= 0);
    expect([uploads.length, uploads.every((index) => index < pushed)]).toEqual([2, true]);
    const said = await notes(job.id);
    expect(said).toContain(
      'stay pointers in the tree, since together the files of Git LFS have more than 1 MB (LFS_MAX_MB): huge.bin (1.1 MB)',
    );
    expect(said).toContain('GitHub did not give them (GitHub said: "Object does not exist on the server")');
    expect(said).toMatch(/gone\.bin \(\d+ k?B\)/);
    const { body: diff } = await rig.api.get<{ patch: string }>(`/jobs/${job.id}/diff`);
    expect(diff.patch).toContain(`+${pointerOf('new logo').split('\n')[1]}`);
  });

  it('sends the token to the endpoint of the repository only, whatever the repository says', () => {
    const { requests } = rig.forge;
    expect(stolen).toEqual([]);
    const stored = requests.filter(({ path }) => path.startsWith('/lfs-store/'));
    expect(stored.length).toBeGreaterThan(2);
    expect(stored.every(({ authenticated }) => !authenticated)).toBe(true);
    expect(requests.filter(({ path }) => path.includes('/info/lfs/')).every(({ authenticated }) => authenticated)).toBe(
      true,
    );
  });

  it('fetches a file once for all jobs', async () => {
    const downloads = (): number =>
      rig.forge.requests.filter(({ method, path }) => method === 'GET' && path.startsWith('/lfs-store/')).length;
    const before = downloads();
    const { job } = await code('again', 'wc -c < logo.bin; echo x > x.txt');
    expect(job.status).toBe('completed');
    expect(resultsOf('again')).toContain(`${LOGO.length}`);
    expect(downloads()).toBe(before);
  });

  it('makes pointers of content that was committed as it is, with a filter of the job’s own', async () => {
    const { job, branchName } = await code(
      'raw',
      `git config filter.lfs.clean cat; git config filter.lfs.process ''; printf raw > raw.bin; git add raw.bin; git commit -qm Raw
       printf late > late.dat; git add late.dat; git commit -qm Late; echo '*.dat filter=lfs -text' >> .gitattributes`,
    );
    expect(job).toMatchObject({ status: 'completed', error: null });
    expect(await at(branchName, 'raw.bin')).toBe(pointerOf('raw'));
    expect(await at(branchName, 'late.dat')).toBe(pointerOf('late'));
    expect(['raw', 'late'].map((content) => rig.forge.lfs.has(content))).toEqual([true, true]);
  });

  it('is continued on the branch with the files of the job before', async () => {
    const more = sh('wc -c < one.bin; git mv one.bin two.bin');
    rig.model.script('first', [sh('printf one > one.bin'), says('Done.'), more, says('Moved.')]);
    const branchName = 'feature/first';
    const { id } = await rig.run({ clientId, prompt: 'Do first', branchName });
    const answer = await rig.api.post<{ id: string }>(`/jobs/${id}/follow-up`, { prompt: 'Move it' });
    const job = await rig.api.waitForEnd(answer.body.id);
    expect(job).toMatchObject({ status: 'completed', error: null });
    expect(await at(branchName, 'two.bin')).toBe(pointerOf('one'));
    expect(await at(branchName, 'one.bin')).toBeNull();
  });

  it('keeps a loop’s files from one iteration to the next', async () => {
    rig.model.scriptIterations('looping;', [
      [sh('printf loop > loop.bin'), says('More.')],
      [sh('cat loop.bin; git status --porcelain'), says('RALPH_COMPLETE')],
    ]);
    const body = { clientId, prompt: 'looping;', jobType: 'ralph', branchName: 'feature/looping' };
    const job = await rig.run(body);
    expect(job).toMatchObject({ status: 'completed', error: null });
    expect(await at('feature/looping', 'loop.bin')).toBe(pointerOf('loop'));
    expect(rig.forge.lfs.has('loop')).toBe(true);
  });

  it('refuses pointers to nothing, and what others have locked', async () => {
    const forged = await code('forged', `printf '${pointerOf('no such thing').replaceAll('\n', '\\n')}' > forged.bin`);
    expect(forged.job).toMatchObject({ status: 'failed', error_code: 'lfs_missing', pr_url: null });
    expect(forged.job.error).toContain('content was not found, or has more than 1 MB (LFS_MAX_MB): forged.bin.');
    rig.forge.lfs.locks.push(
      { repository: 'acme/app', path: 'logo.bin', owner: 'bob' },
      { repository: 'acme/app', path: 'mine.bin', owner: 'octocat' },
    );
    const locked = await code('locked', 'printf x > logo.bin');
    expect(locked.job).toMatchObject({ status: 'failed', error_code: 'lfs_locked', pr_url: null });
    expect(locked.job.error).toContain('others have locked with Git LFS: logo.bin (bob).');
    expect(locked.job.error).toContain(`kept as refs/jobs/${locked.job.id}`);
    expect((await code('mine', 'printf x > mine.bin')).job.status).toBe('completed');
    // Once it is unlocked, a retry publishes what there is.
    rig.forge.lfs.locks.length = 0;
    const retried = await rig.api.post<{ id: string }>(`/jobs/${locked.job.id}/retry`);
    const published = await rig.api.waitForEnd(retried.body.id);
    expect(published).toMatchObject({ status: 'completed', error: null });
    expect(await at(published.branch_name ?? '', 'logo.bin')).toBe(pointerOf('x'));
  });

  it('says why the forge does not take the files, and pushes nothing', async () => {
    const marker = 'refused';
    rig.model.script(marker, [sh('printf costly > costly.bin'), says('Done.')]);
    rig.forge.lfs.refusal = 'This repository is over its data quota.';
    const job = await rig.run({ clientId, prompt: marker, branchName: 'feature/refused' });
    rig.forge.lfs.refusal = null;
    expect(job).toMatchObject({ status: 'failed', error_code: 'git_refused' });
    expect(job.error).toContain('GitHub refused the Git LFS files of acme/app. It said: "');
    expect(job.error).toContain('over its data quota');
    expect(await rig.forge.repository('acme/app').tip('feature/refused')).toBeNull();
  });

  it('without git-lfs says so, publishes other work, and keeps what it must not push', async () => {
    // One that cannot be run stands before the real one.
    const folder = join(rig.folder, 'without-lfs');
    await mkdir(folder);
    await writeFile(join(folder, 'git-lfs'), '#!/bin/sh\nexit 127\n', { mode: 0o755 });
    await rig.server.stop();
    await rig.restart({ PATH: `${folder}:${process.env['PATH'] ?? ''}` });
    const other = await code('without', 'head -1 logo.bin; echo fine > fine.txt; git mv logo.bin moved.bin');
    expect(other.job).toMatchObject({ status: 'completed', error: null });
    expect(await notes(other.job.id)).toContain(
      'acme/app uses Git LFS, and the server has no git-lfs: these files are pointers',
    );
    expect(await at(other.branchName, 'moved.bin')).toBe(pointerOf(LOGO));
    const broken = await code('broken', 'printf x > logo.bin');
    expect(broken.job).toMatchObject({ status: 'failed', error_code: 'lfs_unavailable', pr_url: null });
    expect(broken.job.error).toContain('adds or changes files of Git LFS (logo.bin), and the server has no git-lfs.');
    expect(await rig.forge.repository('acme/app').tip(broken.branchName)).toBeNull();
    const { stdout } = await run('git', ['show', `refs/jobs/${broken.job.id}:logo.bin`], {
      cwd: join(rig.server.path.repos, 'acme', 'app.git'),
    });
    expect(stdout).toBe('x');
  });
});
