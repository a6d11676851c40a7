import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import { allProcesses } from '../../../test/support/process-list.js';
import { BareClones } from './bare-clones.js';
import { JobFailure } from '../../platform/errors/job-failure.js';

const run = promisify(execFile);

describe('BareClones', () => {
  let rig: GitRig;
  let bares: BareClones;
  beforeEach(async () => {
    rig = await GitRig.start();
    bares = rig.get(BareClones);
  });
  afterEach(async () => rig.close());

  const fetches = (): number =>
    rig.forge.requests.filter(({ path }) => path.includes('/info/refs?service=git-upload-pack')).length;

  it('clones once, keeps branches out of refs/heads, and writes no address or token into the clone', async () => {
    const ref = await rig.repository();
    const first = await bares.ensureCloned(ref, rig.signal);
    expect(first).toEqual({ path: join(rig.reposDir, 'acme', 'shop.git'), alreadyCloned: false });
    expect(await bares.ensureCloned(ref, rig.signal)).toEqual({ ...first, alreadyCloned: true });
    expect(fetches()).toBe(1);
    const { stdout } = await run('git', ['for-each-ref', '--format=%(refname)'], { cwd: first.path });
    expect(stdout.trim()).toBe('refs/remotes/origin/main');
    const config = await readFile(join(first.path, 'config'), 'utf8');
    expect(config).toContain('auto = 0');
    expect(config).not.toMatch(/url|http|token/i);
  });

  it('makes one clone of many concurrent calls', async () => {
    const ref = await rig.repository();
    const clones = await Promise.all(Array.from({ length: 5 }, () => bares.ensureCloned(ref, rig.signal)));
    expect(clones.filter(({ alreadyCloned }) => !alreadyCloned)).toHaveLength(1);
  });

  it('sees new, moved and deleted branches after a fetch', async () => {
    const ref = await rig.repository();
    const remote = rig.forge.repository('acme/shop');
    await remote.commit('old', { 'a.txt': 'a' }, 'Old branch');
    const { path } = await bares.ensureCloned(ref, rig.signal);
    await remote.git('update-ref', '-d', 'refs/heads/old');
    const tip = await remote.commit('old/nested', { 'b.txt': 'b' }, 'A name that collides with the deleted one');
    await bares.fetch(ref, rig.signal);
    expect(await bares.findRef(path, 'refs/remotes/origin/old')).toBeNull();
    expect(await bares.findRef(path, 'refs/remotes/origin/old/nested')).toBe(tip);
  });

  it('joins fetches that wait for one that runs', async () => {
    const ref = await rig.repository();
    await bares.ensureCloned(ref, rig.signal);
    const tip = await rig.forge.repository('acme/shop').commit('main', { 'a.txt': 'a' }, 'More');
    const hold = rig.forge.hold('fetch');
    const before = fetches();
    const running = bares.fetch(ref, rig.signal);
    await hold.reached;
    const waiting = Array.from({ length: 8 }, () => bares.fetch(ref, rig.signal));
    hold.release();
    await Promise.all([running, ...waiting]);
    expect(fetches() - before).toBe(2);
    expect(await bares.findRef(bares.pathOf(ref), 'refs/remotes/origin/main')).toBe(tip);
  });

  it('lets one caller give up without disturbing the others', async () => {
    const ref = await rig.repository();
    await bares.ensureCloned(ref, rig.signal);
    await rig.forge.repository('acme/shop').commit('main', { 'a.txt': 'a' }, 'More');
    const hold = rig.forge.hold('fetch');
    const impatient = new AbortController();
    const patient = bares.fetch(ref, rig.signal);
    const gaveUp = bares.fetch(ref, impatient.signal);
    await hold.reached;
    impatient.abort(new Error('cancelled'));
    await expect(gaveUp).rejects.toThrow('cancelled');
    hold.release();
    await expect(patient).resolves.toBeUndefined();
  });

  it('leaves nothing behind when a clone is aborted, and clones again', async () => {
    const ref = await rig.repository();
    const hold = rig.forge.hold('fetch');
    const cancel = new AbortController();
    const cloning = bares.ensureCloned(ref, cancel.signal);
    await hold.reached;
    cancel.abort(new Error('cancelled'));
    await expect(cloning).rejects.toThrow('cancelled');
    hold.release();
    expect(await readdir(join(rig.reposDir, 'acme'))).toEqual([]);
    expect((await bares.ensureCloned(ref, rig.signal)).alreadyCloned).toBe(false);
  });

  it('sets a damaged clone aside and clones again', async () => {
    const ref = await rig.repository();
    const { path } = await bares.ensureCloned(ref, rig.signal);
    await rm(join(path, 'HEAD'));
    expect((await bares.ensureCloned(ref, rig.signal)).alreadyCloned).toBe(false);
    expect((await readdir(join(rig.reposDir, 'acme'))).filter((name) => name.includes('.broken-'))).toHaveLength(1);
  });

  it('removes what killed clones left', async () => {
    const ref = await rig.repository();
    await mkdir(join(rig.reposDir, 'acme', 'shop.git.cloning-1', 'objects'), { recursive: true });
    await bares.ensureCloned(ref, rig.signal);
    expect(await readdir(join(rig.reposDir, 'acme'))).toEqual(['shop.git']);
  });

  it('gets past lock files that a killed git left', async () => {
    const ref = await rig.repository();
    const { path } = await bares.ensureCloned(ref, rig.signal);
    await rig.forge.repository('acme/shop').commit('main', { 'a.txt': 'a' }, 'More');
    const lock = join(path, 'refs/remotes/origin/main.lock');
    await mkdir(join(lock, '..'), { recursive: true });
    await writeFile(lock, '');
    await bares.fetch(ref, rig.signal);
    await expect(stat(lock)).rejects.toThrow('ENOENT');
  }, 15_000);

  it('takes turns with another server on the same folder', async () => {
    const ref = await rig.repository();
    await bares.ensureCloned(ref, rig.signal);
    const other = (await rig.connect()).get(BareClones, { strict: false });
    const order: string[] = [];
    const one = bares.exclusively(ref, rig.signal, async () => {
      order.push('one in');
      await new Promise((resolve) => setTimeout(resolve, 150));
      order.push('one out');
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const two = other.exclusively(ref, rig.signal, async () => void order.push('two'));
    await Promise.all([one, two]);
    expect(order).toEqual(['one in', 'one out', 'two']);
  });

  it('takes over the lock of a dead process at once', async () => {
    const ref = await rig.repository();
    const { path } = await bares.ensureCloned(ref, rig.signal);
    const lock = JSON.parse(
      await bares.exclusively(ref, rig.signal, async () => readFile(`${path}.lock`, 'utf8')),
    ) as object;
    await writeFile(`${path}.lock`, JSON.stringify({ ...lock, token: 'dead', startedAt: '1' }));
    await expect(bares.fetch(ref, AbortSignal.timeout(5_000))).resolves.toBeUndefined();
  });

  it('repeats what failed for the moment', async () => {
    const ref = await rig.repository();
    rig.forge.fail(/info\/refs/, 502, 2);
    expect((await bares.ensureCloned(ref, rig.signal)).alreadyCloned).toBe(false);
  });

  it('survives the killing of its git halfway through a clone', async () => {
    const ref = await rig.repository();
    const hold = rig.forge.hold('fetch');
    const cloning = bares.ensureCloned(ref, rig.signal);
    await hold.reached;
    for (const { pid, line } of await allProcesses()) {
      if (line.includes('fetch') && line.includes(rig.forge.serverUrl)) process.kill(pid, 'SIGKILL');
    }
    hold.release();
    expect((await cloning).alreadyCloned).toBe(false);
    expect(await readdir(join(rig.reposDir, 'acme'))).toEqual(['shop.git']);
  });

  it('gives up on a forge that falls silent', async () => {
    const ref = await rig.repository();
    const limits = { silenceMs: 500, retryDelaysMs: [] };
    const other = (await rig.connect({ limits })).get(BareClones, { strict: false });
    const hold = rig.forge.hold('fetch');
    await expect(other.ensureCloned(ref, rig.signal)).rejects.toThrow('the other side stopped responding');
    hold.release();
  });

  it('packs a clone', async () => {
    const ref = await rig.repository();
    await bares.ensureCloned(ref, rig.signal);
    await expect(bares.maintain(ref, rig.signal)).resolves.toBeUndefined();
  });

  it.each([
    ['a wrong owner', { owner: '../evil', name: 'shop', defaultBranch: 'main' }],
    ['a wrong name', { owner: 'acme', name: '..', defaultBranch: 'main' }],
    ['an ending that is not part of names', { owner: 'acme', name: 'shop.git', defaultBranch: 'main' }],
  ])('refuses %s', async (_case, ref) => {
    await expect(bares.ensureCloned(ref, rig.signal)).rejects.toThrow(JobFailure);
  });
});
