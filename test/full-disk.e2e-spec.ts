import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rig } from './support/rig.js';
import { says, uses } from './support/scripted-model.turns.js';
import { serverEnvironment, serverFolders } from './support/server.js';
import { brokenGit, onDisks, remount, sabotage } from './support/small-disk.js';

const run = promisify(execFile);

const SMALL = 'size=2000000';
const LARGE_ENOUGH = 'size=50000000';
/** Does not compress, so that it needs its room on every way. */
const LARGE = randomBytes(3_000_000).toString('base64');
const FOLDERS = ['repos', 'worktrees', 'jobs'] as const;
type Disk = (typeof FOLDERS)[number];

/** Where nothing can be mounted, git says what it says there: at which subcommand for which folder. */
const GIT_AT: Record<Disk, string> = { repos: 'fetch', worktrees: 'checkout', jobs: 'checkout' };
const WORDS = {
  full: 'fatal: write error: No space left on device\n',
  'read-only': 'fatal: could not open it: Read-only file system\n',
};

describe('a disk in trouble', () => {
  let rig: Rig;
  let hasDisks = true;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({
      through: async (folder) => {
        const disks = FOLDERS.map((name) => pathOf(folder, name));
        for (const disk of disks) await mkdir(disk, { recursive: true });
        const prefix = await onDisks(disks, LARGE_ENOUGH);
        hasDisks = prefix !== null;
        return prefix ?? brokenGit(folder);
      },
    });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  /** Puts the disk of a folder into a state, as an operator or a dying disk would while the server runs. */
  async function make(name: Disk, state: 'full' | 'read-only' | 'sound'): Promise<void> {
    if (!hasDisks) return sabotage(rig.folder, GIT_AT[name], state === 'sound' ? null : WORDS[state]);
    const options = { full: `rw,${SMALL}`, 'read-only': `ro,${LARGE_ENOUGH}`, sound: `rw,${LARGE_ENOUGH}` }[state];
    await remount(rig.server.child.pid ?? 0, pathOf(rig.folder, name), options);
  }

  async function job(owner: string) {
    const name = `job-${randomUUID()}`;
    rig.model.script(name, [uses('Write', { file_path: 'x.txt', content: name }), says('Done.')]);
    return rig.run({ clientId: owner, prompt: name, branchName: `feature/${name}` });
  }

  async function expectRecovery(owner: string, name: Disk): Promise<void> {
    expect((await rig.api.get('/health/ready')).status).toBe(200);
    await make(name, 'sound');
    expect(await job(owner)).toMatchObject({ status: 'completed', error: null, pr_url: expect.any(String) });
  }

  it.each(['repos', 'worktrees'] as const)(
    'that is full (%s) fails a job in a sentence, until it has room',
    async (name) => {
      const repository = `acme/large-${name}`;
      const large = await rig.addRepository(repository, { files: { 'large.txt': LARGE } });
      await make(name, 'full');
      const failed = await job(large.clientId);
      expect(failed).toMatchObject({ status: 'failed', pr_url: null });
      expect(failed.error).toMatch(/the server's disk is full/i);
      await expectRecovery(large.clientId, name);
    },
  );

  it.each([
    ['repos', 'REPOS_DIR'],
    ['worktrees', 'WORKTREES_DIR'],
    ['jobs', 'DATA_DIR'],
  ] as const)('that is read-only (%s) fails a job in a sentence, until it can be written', async (name, variable) => {
    await make(name, 'read-only');
    const failed = await job(clientId);
    expect(failed).toMatchObject({ status: 'failed', pr_url: null });
    expect(failed.error).toMatch(hasDisks ? new RegExp(`cannot write to its .*${variable}`) : /cannot write to its/);
    await expectRecovery(clientId, name);
  });

  it('that is read-only at the start is named with its variable, and nothing is started', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'orch-'));
    const { data, repos, worktrees } = serverFolders(folder);
    const folders = [data, repos, worktrees];
    // Where nothing can be mounted a file stands in their way.
    for (const each of folders) await (hasDisks ? mkdir(each) : writeFile(each, ''));
    const [file = '', ...args] = (hasDisks ? await onDisks(folders, 'ro') : null) ?? ['env'];
    const main = join(process.cwd(), 'dist', 'main.js');
    const options = { cwd: folder, env: serverEnvironment(folder, {}) };
    const failure = run(file, [...args, process.execPath, main], options);
    await expect(failure).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^(.*\n){3}$/) });
    const { stderr } = await failure.catch((error: { stderr: string }) => error);
    for (const [index, each] of folders.entries()) {
      expect(stderr).toContain(
        `${VARIABLES[index]} ${each} cannot be written: ${hasDisks ? 'its disk is read-only' : 'it is not a directory'}`,
      );
    }
    await rm(folder, { recursive: true });
  });
});

const VARIABLES = ['DATA_DIR', 'REPOS_DIR', 'WORKTREES_DIR'];

function pathOf(folder: string, name: Disk): string {
  const { repos, worktrees, data } = serverFolders(folder);
  return { repos, worktrees, jobs: join(data, 'jobs') }[name];
}
