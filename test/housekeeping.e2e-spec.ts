import { randomUUID } from 'node:crypto';
import { access, mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rig } from './support/rig.js';
import { fails, hangs, says, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

interface Report {
  readonly jobs: number;
  readonly clones: { readonly refs: number; readonly locks: number; readonly leftovers: number };
  readonly messages: number;
}

interface Usage {
  readonly bytes: number;
  readonly entries: number;
  readonly free_bytes: number;
  readonly complete: boolean;
}

interface Disk {
  readonly repos: Usage;
  readonly worktrees: Usage;
  readonly job_folders: Usage;
  readonly kept_failed_trees: number;
  readonly database: { readonly bytes: number | null };
}

const LONG_AGO = new Date(Date.now() - 60 * 86_400_000);

describe('housekeeping', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { RETAIN_FAILED_WORKTREES: '1ms', MAX_CONCURRENT_JOBS: '2' } });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  const clean = async () => (await rig.api.post<Report>('/admin/housekeeping')).body;
  const disk = async () => (await rig.api.get<Disk>('/admin/disk')).body;

  async function failed(name: string): Promise<string> {
    rig.model.script(name, [uses('Write', { file_path: 'x.txt', content: 'x' }), fails(400)]);
    return (await rig.run({ clientId, prompt: name, branchName: `feature/${name}` })).id;
  }

  it('removes what failed jobs have kept long enough, and nothing of those that run', async () => {
    const id = await failed('fails-one');
    rig.model.script('runs-on', [uses('Write', { file_path: 'y.txt', content: 'y' }), hangs()]);
    const running = await rig.queue({ clientId, prompt: 'runs-on', branchName: 'feature/runs-on' });
    await rig.model.whenRequested('runs-on', 2);
    const { worktrees, data } = rig.server.path;
    expect(await isThere(join(worktrees, id))).toBe(true);
    const before = await disk();
    expect(before).toMatchObject({ kept_failed_trees: 1, worktrees: { complete: true } });
    for (const usage of [before.repos, before.worktrees, before.job_folders]) {
      expect(usage.bytes).toBeGreaterThan(0);
      expect(usage.free_bytes).toBeGreaterThan(0);
    }
    expect(before.database.bytes).toBeGreaterThan(0);

    expect(await clean()).toMatchObject({ jobs: 1 });
    expect(await isThere(join(worktrees, id))).toBe(false);
    expect(await isThere(join(data, 'jobs', id))).toBe(false);
    expect(await isThere(join(worktrees, running, 'y.txt'))).toBe(true);
    expect(await isThere(join(data, 'jobs', running))).toBe(true);
    expect((await disk()).kept_failed_trees).toBe(0);
    await rig.api.post(`/jobs/${running}/cancel`);
  });

  it('leaves alone what it has not made, however much it looks like it', async () => {
    const { repos, worktrees, data } = rig.server.path;
    const precious = join(rig.folder, 'precious');
    await mkdir(precious);
    await writeFile(join(precious, 'file.txt'), 'precious');
    const done = (await rig.run({ clientId, prompt: 'Done at once', branchName: 'feature/done' })).id;
    const decoys = [
      join(worktrees, randomUUID()),
      join(worktrees, 'notes'),
      join(data, 'jobs', randomUUID()),
      join(data, 'jobs', 'notes'),
      join(repos, 'acme', 'mine.git.broken-1'),
      join(repos, 'acme', `mine.git.broken-${LONG_AGO.getTime()}`),
      join(repos, 'acme', `mine.git.cloning-${randomUUID()}`),
      join(repos, '.incoming', randomUUID()),
    ];
    for (const decoy of decoys) {
      await mkdir(decoy, { recursive: true });
      await writeFile(join(decoy, 'file.txt'), 'mine');
      await utimes(decoy, LONG_AGO, LONG_AGO);
    }
    // The tree of a completed job is removed after its end was told, and the job's own directory once the tree is gone.
    await until(async () => !(await isThere(join(data, 'jobs', done))), 20_000);
    expect(await isThere(join(worktrees, done))).toBe(false);
    // A finished job's name, but a link to somebody else's folder.
    await symlink(precious, join(worktrees, done));
    await symlink(precious, join(repos, 'acme', `linked.git.broken-${LONG_AGO.getTime()}`));
    await clean();
    for (const decoy of decoys) expect([decoy, await isThere(join(decoy, 'file.txt'))]).toEqual([decoy, true]);
    expect(await isThere(join(precious, 'file.txt'))).toBe(true);
    expect(await isThere(join(worktrees, done))).toBe(true);
  });

  it('removes what killed processes left in the clones', async () => {
    const { repos } = rig.server.path;
    const lock = join(repos, 'acme', 'app.git', 'packed-refs.lock');
    await writeFile(lock, '');
    await utimes(lock, LONG_AGO, LONG_AGO);
    const cloning = join(repos, 'acme', `app.git.cloning-${randomUUID()}`);
    await mkdir(join(cloning, 'objects'), { recursive: true });
    await utimes(cloning, LONG_AGO, LONG_AGO);
    expect((await clean()).clones).toMatchObject({ locks: 1, leftovers: 1 });
    expect(await isThere(lock)).toBe(false);
    expect(await isThere(cloning)).toBe(false);
    rig.model.script('afterwards', [uses('Write', { file_path: 'z.txt', content: 'z' }), says('Done.')]);
    const job = await rig.run({ clientId, prompt: 'afterwards', branchName: 'feature/afterwards' });
    expect(job).toMatchObject({ status: 'completed', pr_url: expect.any(String) });
  });

  it('keeps messages for ever unless told otherwise', async () => {
    const { id } = await rig.run({ clientId, prompt: 'Old news', branchName: 'feature/old' });
    expect((await clean()).messages).toBe(0);
    expect((await rig.api.get<{ messages: unknown[] }>(`/jobs/${id}/messages`)).body.messages.length).toBeGreaterThan(
      0,
    );
  });
});

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
