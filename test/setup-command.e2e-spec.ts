import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { processesNaming } from './support/leaks.js';
import { type RegisteredRepository, Rig } from './support/rig.js';
import { says, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

/** As real as a lock file has to be. */
const FILES = {
  'package-lock.json': '{ "lockfileVersion": 3 }\n',
  '.gitignore': 'deps/\n.env\n',
  'README.md': '# App\n',
};
/** Another result each time, beside changes that no job may publish. */
const INSTALL = [
  'mkdir -p deps/.bin packages/web/deps && cat /proc/sys/kernel/random/uuid > deps/made',
  'echo secret > .env; ln -s ../made deps/.bin/tool; cp deps/made packages/web/deps/made',
  'echo "the token is $TOKEN" && echo changed >> README.md && touch stray',
].join('\n');

type Body = Readonly<Record<string, unknown>>;

describe('the setup command of a repository', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.start({ env: { SANDBOX_FILE_SIZE: '64M', SETUP_CACHE_MAX: '64M' } });
    // What the command has left, as the work of the job.
    const copies = 'cat deps/made deps/.bin/tool packages/web/deps/made .env > seen.txt';
    rig.model.script('look-there', [uses('Bash', { command: copies }), says('Seen.')]);
    const spoils = `${copies}; echo spoilt > deps/made; rm -rf packages/web/deps; cat deps/.bin/tool; git log --oneline`;
    rig.model.script('spoil-it', [uses('Bash', { command: spoils }), says('Spoilt.')]);
    rig.model.script('never-asked', [says('I should not have been asked.')]);
  });

  afterAll(() => rig.close());

  const repository = async (name: string, settings: Body, files: Readonly<Record<string, string>> = FILES) => {
    const added = await rig.addRepository(name, { files });
    await set(added, settings);
    return added;
  };
  const set = async ({ repositoryId }: RegisteredRepository, settings: Body): Promise<void> => {
    const { status, body } = await rig.api.request('PATCH', `/repos/${repositoryId}`, settings);
    expect({ status, body }).toMatchObject({ status: 200 });
  };
  const notesOf = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return (body.messages ?? []).map(({ content }) => content).join('\n');
  };
  /** A code job, and what it found of the result. */
  const job = async ({ clientId, fullName }: RegisteredRepository, prompt: string, more: Body = {}) => {
    const branchName = `feature/${randomUUID()}`;
    const done = await rig.run({ clientId, prompt, branchName, ...more });
    const seen = done.pr_url === null ? null : await rig.forge.repository(fullName).file(branchName, 'seen.txt');
    return { ...done, seen, branchName, notes: await notesOf(done.id) };
  };

  it('prepares the tree in the sandbox, and what it makes is handed to later jobs, who cannot change it for others', async () => {
    const shop = await repository('acme/shop', { setupCommand: INSTALL });
    const env = { TOKEN: 'a-secret-of-the-job' };
    const first = await job(shop, 'look-there', { env });
    expect(first).toMatchObject({ status: 'completed', error: null });
    expect(first.notes).toContain('Setup: $ mkdir -p deps');
    expect(first.notes).toMatch(/the token is (?!a-secret)/);
    expect(first.notes).toContain('this was undone, so that no job publishes it:\nREADME.md\n');
    const changes = await rig.forge.repository('acme/shop').git('diff', '--name-only', `main...${first.branchName}`);
    expect(changes).toBe('seen.txt');
    // With other variables, another result: it may hold them.
    const plain = await job(shop, 'spoil-it');
    expect(plain.notes).toContain('Setup: $');
    const [own, later] = [await job(shop, 'look-there', { env }), await job(shop, 'look-there')];
    expect([own.seen, later.seen]).toEqual([first.seen, plain.seen]);
    expect(first.seen).not.toBe(plain.seen);
    for (const { notes } of [own, later]) {
      expect(notes).toContain('Setup: the result of an earlier run was copied');
      expect(notes).not.toContain('Setup: $');
    }
  });

  it('runs anew for another client, for other lock files and for another command, and when nothing tells whether it must', async () => {
    const one = await repository('acme/common', { setupCommand: INSTALL });
    const other = await rig.register('acme/common');
    await set(other, { setupCommand: INSTALL });
    const first = await job(one, 'look-there');
    expect((await job(other, 'look-there')).seen).not.toBe(first.seen);
    await set(one, { setupCommand: `${INSTALL}; true`, setupCacheKey: ['*.md'] });
    const anew = await job(one, 'look-there');
    expect(anew.notes).toContain('Setup: $');
    expect((await job(one, 'look-there')).seen).toBe(anew.seen);
    await rig.forge.repository('acme/common').commit('main', { 'README.md': '# Other\n' }, 'Change what counts');
    expect((await job(one, 'look-there')).seen).not.toBe(anew.seen);
    await set(one, { setupCommand: `${INSTALL}\necho "user:$TOKEN" | base64 > deps/.npmrc` });
    const holding = await job(one, 'look-there', { env: { TOKEN: 'a-token-of-a-registry' } });
    expect(holding.notes).toContain('is not kept for other jobs: a value of the job’s variables is in it');
    await set(one, { setupCacheKey: [] });
    const never = [await job(one, 'look-there'), await job(one, 'look-there')];
    expect(never[0]?.seen).not.toBe(never[1]?.seen);
  });

  it('leaves nothing for others from a branch that jobs have changed, and takes no result that is broken', async () => {
    const { clientId, fullName, repositoryId } = await repository('acme/branches', { setupCommand: INSTALL });
    const forge = rig.forge.repository(fullName);
    await forge.commit('feature/old', { 'postinstall.sh': 'anything' }, 'Work of a job');
    await rig.run({ clientId, prompt: 'look-there', branchName: 'feature/old' });
    const cache = join(rig.folder, 'worktrees', 'setup-cache', repositoryId);
    await expect(readdir(cache)).rejects.toThrow('ENOENT');
    const first = await job({ clientId, fullName, repositoryId }, 'look-there');
    const [entry = ''] = await readdir(cache);
    expect(JSON.parse(await readFile(join(cache, entry, 'entry.json'), 'utf8'))).toMatchObject({
      parts: ['.env', 'deps', 'packages'],
    });
    await rm(join(cache, entry, 'parts', 'packages'), { recursive: true });
    const next = await job({ clientId, fullName, repositoryId }, 'look-there');
    expect(next).toMatchObject({ status: 'completed' });
    expect(next.seen).not.toBe(first.seen);
    expect((await job({ clientId, fullName, repositoryId }, 'look-there')).seen).toBe(next.seen);
  });

  it('fails the job with the end of its output, before Claude is asked', async () => {
    const broken = await repository('acme/broken', { setupCommand: 'echo the package is gone; exit 3' });
    const failed = await job(broken, 'never-asked');
    expect(failed).toMatchObject({ status: 'failed', error_code: 'setup_failed', num_turns: null });
    expect(failed.error).toBe(
      'The setup command of the repository failed: exit code 3. The end of its output:\nthe package is gone',
    );
    await set(broken, { setupCommand: 'dd if=/dev/zero of=deps bs=1M count=100; test $? = 0' });
    expect(await job(broken, 'never-asked')).toMatchObject({ status: 'failed', error_code: 'setup_failed' });
    await set(broken, { setupCommand: 'rm -rf .git; mkdir deps' });
    const error = 'The setup command of the repository left a working tree in which git cannot work.';
    expect(await job(broken, 'never-asked')).toMatchObject({ error_code: 'setup_failed', error });
    expect(rig.model.requestsOf('never-asked')).toEqual([]);
  });

  it('ends with all that it has started', async () => {
    const mark = `sleep 1000.${Date.now()}`;
    const leaves = await repository('acme/leaves', { setupCommand: `setsid nohup ${mark} >/dev/null 2>&1 & true` });
    rig.model.script('nothing-to-do', [says('Nothing.')]);
    expect(await job(leaves, 'nothing-to-do')).toMatchObject({ status: 'completed' });
    expect(await processesNaming(mark)).toEqual([]);
    await set(leaves, { setupCommand: `${mark} & setsid ${mark} & (while true; do sleep 0.1 & done) & wait` });
    const id = await rig.queue({ clientId: leaves.clientId, prompt: 'never-asked', branchName: 'feature/endless' });
    await rig.api.waitForJob(id, ({ phase }) => phase === 'setup');
    await until(async () => (await processesNaming(mark)).length > 0, 30_000);
    await rig.api.post(`/jobs/${id}/cancel`);
    await rig.api.waitForEnd(id);
    await until(async () => (await processesNaming(mark)).length === 0, 30_000);
  });

  it('runs once for a loop, and not where Claude only reads', async () => {
    const app = await repository('acme/loops', { setupCommand: INSTALL, setupCacheKey: [] });
    rig.model.scriptIterations('loop-there', [
      [uses('Bash', { command: 'cat deps/made > one' }), says('One.')],
      [uses('Bash', { command: 'cat deps/made > two' }), says('RALPH_COMPLETE')],
    ]);
    const loop = await rig.run({ clientId: app.clientId, prompt: 'loop-there', jobType: 'ralph' });
    expect(loop).toMatchObject({ status: 'completed', completion_reason: 'promise_detected' });
    expect((await notesOf(loop.id)).match(/Setup: \$/g)).toHaveLength(1);
    const files = rig.forge.repository('acme/loops');
    expect(await files.file(loop.branch_name, 'one')).toBe(await files.file(loop.branch_name, 'two'));
    rig.model.script('only-talk', [says('Yes.')]);
    const task = await rig.queue({ clientId: app.clientId, prompt: 'only-talk', jobType: 'task' });
    await rig.api.waitForJob(task, ({ phase }) => phase === 'awaiting_input');
    await rig.api.post(`/jobs/${task}/complete`);
    expect(await notesOf((await rig.api.waitForEnd(task)).id)).not.toContain('Setup');
  });

  it('is forgotten with its repository', async () => {
    const gone = await repository('acme/gone', { setupCommand: INSTALL });
    await job(gone, 'look-there');
    const cache = join(rig.folder, 'worktrees', 'setup-cache');
    expect(await readdir(cache)).toContain(gone.repositoryId);
    await rig.api.request('DELETE', `/repos/${gone.repositoryId}`);
    const { body } = await rig.api.post<{ setups: number }>('/admin/housekeeping');
    expect(body.setups).toBe(1);
    expect(await readdir(cache)).not.toContain(gone.repositoryId);
  });
});
