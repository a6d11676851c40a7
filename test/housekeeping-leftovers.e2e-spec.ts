import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { access, cp, mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rig } from './support/rig.js';
import { fails, says, uses } from './support/scripted-model.turns.js';

const run = promisify(execFile);
const LONG_AGO = new Date(Date.now() - 60 * 86_400_000);

interface Report {
  readonly jobs: number;
  readonly unknown: number;
  readonly temporary: number;
  readonly clones: { readonly refs: number; readonly leftovers: number };
}

describe('what housekeeping removes once its time is over', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { RETAIN_FAILED_WORKTREES: '1ms', RETAIN_FAILED_WORK: '1ms' } });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  const clean = async () => (await rig.api.post<Report>('/admin/housekeeping')).body;
  const unknown = async () => (await rig.api.get<{ unknown: object }>('/admin/disk')).body.unknown;
  const clone = () => join(rig.server.path.repos, 'acme', 'app.git');

  it('is the kept work of a failed job, and the clone goes on without it', async () => {
    rig.model.script('refused-push', [uses('Write', { file_path: 'x.txt', content: 'x' }), says('Done.')]);
    await rig.forge.repository('acme/app').refusePushes(['no']);
    const { id } = await rig.run({ clientId, prompt: 'refused-push', branchName: 'feature/refused' });
    await rig.forge.repository('acme/app').refusePushes(null);
    const refs = async () => (await run('git', ['for-each-ref', '--format=%(refname)'], { cwd: clone() })).stdout;
    expect(await refs()).toContain(`refs/jobs/${id}`);
    expect((await clean()).clones.refs).toBeGreaterThan(0);
    expect(await refs()).not.toContain(id);
    rig.model.script('afterwards', [uses('Write', { file_path: 'y.txt', content: 'y' }), says('Done.')]);
    const next = await rig.run({ clientId, prompt: 'afterwards', branchName: 'feature/afterwards' });
    expect(next).toMatchObject({ status: 'completed', pr_url: expect.any(String) });
  });

  it('are the commits that a completed job has left beside its work', async () => {
    const command = 'git checkout -qb aside; git commit -q --allow-empty -m aside; git checkout -q -; echo w > w.txt';
    rig.model.script('left-aside', [uses('Bash', { command, description: 'work' }), says('Done.')]);
    const { id, status } = await rig.run({ clientId, prompt: 'left-aside', branchName: 'feature/left-aside' });
    const refs = async () => (await run('git', ['for-each-ref', '--format=%(refname)'], { cwd: clone() })).stdout;
    expect(status).toBe('completed');
    expect(await refs()).toContain(`refs/stray/${id}/branch/aside`);
    await clean();
    expect(await refs()).not.toContain(id);
  });

  it('are trees and folders of jobs that the database does not know, if this server made them', async () => {
    const { worktrees, data } = rig.server.path;
    rig.model.script('leaves-a-tree', [uses('Write', { file_path: 'z.txt', content: 'z' }), fails(400)]);
    const { id } = await rig.run({ clientId, prompt: 'leaves-a-tree', branchName: 'feature/tree' });
    // As it would be in a database that was made anew.
    const [forgotten, stranger] = [randomUUID(), randomUUID()];
    await cp(join(worktrees, id), join(worktrees, forgotten), { recursive: true });
    await cp(join(data, 'jobs', id), join(data, 'jobs', forgotten), { recursive: true });
    const record = (await readFile(join(worktrees, `${id}.json`), 'utf8')).replaceAll(id, forgotten);
    await writeFile(join(worktrees, `${forgotten}.json`), record);
    await mkdir(join(worktrees, stranger));
    // The look at Claude has a folder of its own, which is no job's.
    await rig.api.get('/health');
    expect(await unknown()).toEqual({ worktrees: 2, job_folders: 1 });

    expect(await clean()).toMatchObject({ jobs: 1, unknown: 1 });
    for (const gone of [
      join(worktrees, forgotten),
      join(worktrees, `${forgotten}.json`),
      join(data, 'jobs', forgotten),
    ])
      expect([gone, await isThere(gone)]).toEqual([gone, false]);
    expect(await isThere(join(worktrees, stranger))).toBe(true);
    expect(await unknown()).toEqual({ worktrees: 1, job_folders: 0 });
  });

  it('is what killed commands and damaged clones have left', async () => {
    const { repos, worktrees, data } = rig.server.path;
    const old = [
      join(repos, 'acme', `app.git.broken-${LONG_AGO.getTime()}`, 'objects', 'x'),
      join(repos, '.incoming', randomUUID(), 'work.bundle'),
      join(clone(), 'objects', 'pack', 'tmp_pack_Ab12Cd'),
      join(clone(), 'objects', 'tmp_objdir-incoming-Ab12Cd', 'x'),
      join(clone(), `index-${randomUUID()}`),
      join(data, `canary-${randomUUID()}`),
      join(data, `server.lock.${randomUUID()}`),
      join(repos, `.writable-${randomUUID()}`),
      join(worktrees, `${randomUUID()}.json.new`),
    ];
    for (const file of old) await leave(file, LONG_AGO);
    const young = [join(clone(), 'objects', 'pack', 'tmp_pack_Ef34Gh'), join(data, `canary-${randomUUID()}`)];
    for (const file of young) await leave(file, new Date());
    expect(await clean()).toMatchObject({ temporary: 4, clones: { leftovers: 5 } });
    for (const file of old) expect([file, await isThere(file)]).toEqual([file, false]);
    for (const file of young) expect([file, await isThere(file)]).toEqual([file, true]);
    expect((await clean()).clones.leftovers).toBe(0);
  });
});

/** A file, and its folder, as they were at that time. */
async function leave(file: string, at: Date): Promise<void> {
  const fresh = !(await isThere(dirname(file)));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, '');
  await utimes(file, at, at);
  if (fresh) await utimes(dirname(file), at, at);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
