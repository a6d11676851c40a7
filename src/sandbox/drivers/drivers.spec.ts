import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { link, lstat, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SandboxRig } from '../../../test/support/sandbox-rig.js';
import { until } from '../../../test/support/until.js';
import { NoSandbox } from './no-sandbox.js';

const isRoot = process.getuid?.() === 0;
const hasBubblewrap = ['/usr/bin/bwrap', '/usr/local/bin/bwrap'].some((path) => existsSync(path));

/** Where a driver does not work, its error message is tested instead. */
const REFUSALS = {
  bubblewrap: hasBubblewrap ? /does not work here/ : /bwrap is not installed \(package bubblewrap\)/,
  user: isRoot ? /does not work here/ : /only a server that runs as root/,
};

describe.each(['bubblewrap', 'user'] as const)('the driver %s', (driver) => {
  let rig: SandboxRig;

  beforeAll(async () => {
    rig = await SandboxRig.start(driver);
  });
  afterAll(() => rig.close());
  afterEach(() => {
    if (rig.processes().length > 0) throw new Error('processes are left');
  });

  /** Runs the test where the driver works; elsewhere the driver must have been refused with its message. */
  const where = (test: () => Promise<void>): Promise<void> => rig.prove(REFUSALS[driver], test);

  it('answers output and exit code of a command in its folder', async () =>
    where(async () => {
      const job = await rig.job();
      expect(await job.sh('pwd; cat file.txt; echo oops >&2; exit 3')).toEqual({
        exitCode: 3,
        stdout: `${job.tree}\nin the tree\n`,
        stderr: 'oops\n',
      });
    }));

  it('gives a command its environment and the two marks, and nothing of the server’s', async () =>
    where(async () => {
      const job = await rig.job();
      const { stdout } = await rig.sandbox.run(
        { ...job.command(''), file: '/usr/bin/env', args: [] },
        { timeoutMs: 10_000 },
      );
      const names = stdout
        .trim()
        .split('\n')
        .map((line) => line.split('=')[0] ?? '');
      expect(names.filter((name) => name !== 'PWD').toSorted()).toEqual([
        'HOME',
        'ORCH_JOB_ID',
        'ORCH_NODE_ID',
        'PATH',
        'TMPDIR',
      ]);
    }));

  it('starts the real CLI, wherever it is installed', async () =>
    where(async () => {
      const job = await rig.job();
      const file = join(process.cwd(), 'node_modules', '@anthropic-ai', 'claude-code', 'bin', 'claude.exe');
      const command = { ...job.command(''), file, args: ['--version'] };
      const { stdout } = await rig.sandbox.run(command, { timeoutMs: 20_000 });
      expect(stdout).toMatch(/^\d+\.\d+\.\d+ \(Claude Code\)/);
    }));

  it('hands on what is written to its stdin', async () =>
    where(async () => {
      const job = await rig.job();
      const output = await rig.sandbox.run({ ...job.command('cat'), stdin: 'said' }, { timeoutMs: 10_000 });
      expect(output.stdout).toBe('said');
    }));

  it('says of a missing program or folder that nothing was started', async () =>
    where(async () => {
      const job = await rig.job();
      for (const part of [
        { file: '/nonexistent/program' },
        { file: 'no-such-program' },
        { cwd: '/nonexistent/folder' },
      ]) {
        const run = rig.sandbox.run({ ...job.command('true'), ...part }, { timeoutMs: 5_000 });
        await expect(run).rejects.toMatchObject({ reason: 'not_started' });
      }
    }));

  it('lets a job write in its tree and its own folders, and read its clone', async () =>
    where(async () => {
      const job = await rig.job('acme/own');
      const { home, tmp } = rig.directories.pathsOf(job.id);
      const script =
        'echo 1 > new && echo 2 >> file.txt && echo 3 > "$HOME/a" && echo 4 > "$TMPDIR/b" && cat "$1"; echo x > "$1"';
      const { stdout, stderr } = await job.sh(script, join(rig.root, 'repos', 'acme', 'own.git', 'HEAD'));
      expect(stdout).toBe('clone of acme/own\n');
      expect(stderr).toMatch(/Read-only|denied|cannot create/);
      expect([existsSync(join(home, 'a')), existsSync(join(tmp, 'b'))]).toEqual([true, true]);
      expect(await readFile(join(job.tree, 'file.txt'), 'utf8')).toBe('in the tree\n2\n');
    }));

  it('hides the server’s files and those of other jobs', async () =>
    where(async () => {
      const [job, other] = [await rig.job('acme/mine'), await rig.job('rival/secret')];
      const secret = rig.directories.pathsOf(other.id);
      await other.sh('echo canary > secret.txt; echo canary > "$HOME/secret"');
      const config = await rig.directories.writeFile(other.id, 'mcp.json', 'canary');
      await writeFile(join(rig.root, 'data', 'key'), 'canary', { mode: 0o600 });
      const targets = [
        join(other.tree, 'secret.txt'),
        join(secret.home, 'secret'),
        config,
        join(rig.root, 'data', 'key'),
        join(rig.root, 'repos', 'rival', 'secret.git', 'HEAD'),
        `/proc/${process.pid}/environ`,
      ];
      for (const target of targets) {
        const { stdout } = await job.sh('cat "$1"; ls -R "$(dirname "$1")"; echo x >> "$1"', target);
        expect([target, stdout.replace(/^\S+:\n|^\n/gm, '').includes('canary')]).toEqual([target, false]);
      }
      expect(await readFile(join(other.tree, 'secret.txt'), 'utf8')).toBe('canary\n');
      // The job can read files that the server put there, but not change them.
      const own = await rig.directories.writeFile(job.id, 'mcp.json', 'for me');
      const { stdout } = await job.sh('cat "$1"; echo x > "$1"; rm -f "$1"', own);
      expect([stdout, readFileSync(own, 'utf8')]).toEqual(['for me', 'for me']);
    }));

  it('leads no link of a job to the server’s files', async () =>
    where(async () => {
      const job = await rig.job();
      const victim = await rig.write('data/victim', 'untouched');
      await mkdir(join(rig.root, 'data', 'folder'), { recursive: true });
      await job.sh(
        'ln -s "$1" victim; ln -s "$2" folder; rm -rf "$TMPDIR"/*; ln -s "$2" "$TMPDIR/f"',
        victim,
        join(rig.root, 'data', 'folder'),
      );
      // As after a restart with another driver: the tree belongs to the server again.
      const before = await lstat(victim);
      if (isRoot) execFileSync('/bin/chown', ['-hR', '0:0', job.tree]);
      await rig.directories.handOverTree(job.id);
      await rig.directories.create(job.id);
      const after = await lstat(victim);
      expect([after.uid, after.gid, after.mode]).toEqual([before.uid, before.gid, before.mode]);
      const { stdout } = await job.sh('echo again > file.txt && cat file.txt');
      expect(stdout).toBe('again\n');
    }));

  it('gives no file away that has a name elsewhere', async () =>
    where(async () => {
      const job = await rig.job();
      const victim = await rig.write('data/linked', 'untouched');
      const { uid } = await lstat(victim);
      await link(victim, join(job.tree, 'linked'));
      await symlink('/etc/passwd', join(job.tree, 'link'));
      if (isRoot) execFileSync('/bin/chown', ['-h', '0:0', job.tree]);
      await rig.directories.handOverTree(job.id);
      expect((await lstat(victim)).uid).toBe(uid);
    }));

  it('ends a command at its time limit, with what it started and what it said', async () =>
    where(async () => {
      const job = await rig.job();
      const command = job.command('echo begun; setsid sleep 1000 & sleep 1000');
      const error = await rig.sandbox.run(command, { timeoutMs: 500 }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ reason: 'timeout', output: { stdout: 'begun\n' } });
    }));

  it('asks before it kills', async () =>
    where(async () => {
      const job = await rig.job();
      const child = rig.sandbox.spawn(
        job.command('trap "echo bye; exit 7" TERM; echo ready; while :; do sleep 0.05; done'),
      );
      await once(child.stdout, 'data');
      const said: string[] = [];
      child.stdout.on('data', (chunk: Buffer) => said.push(String(chunk)));
      const closed = once(child, 'close');
      await rig.sandbox.stop(child, 10_000);
      await closed;
      expect([child.exitCode, said.join('')]).toEqual([7, 'bye\n']);
      const deaf = rig.sandbox.spawn(job.command('trap "" TERM; echo ready; sleep 1000'));
      await once(deaf.stdout, 'data');
      await rig.sandbox.stop(deaf, 100);
      expect(deaf.exitCode ?? deaf.signalCode).not.toBeNull();
      await rig.sandbox.sweep(job.id);
    }));

  it('finds by its marks what left its session, also after the server was killed', async () =>
    where(async () => {
      const job = await rig.job();
      const child = rig.sandbox.spawn(
        job.command('setsid nohup sleep 1000 & setsid sh -c "env -i sleep 1000 & wait" & echo; wait'),
      );
      await once(child.stdout, 'data');
      await until(() => rig.processes(job.id).length >= 3, 10_000);
      const exited = once(child, 'exit');
      expect(await new NoSandbox(rig.nodeId).sweepOrphans(new Set())).toBeGreaterThan(0);
      await exited;
      await until(() => rig.processes(job.id).length === 0, 5_000);
    }));

  it('makes a job no user that could come back', async () =>
    where(async () => {
      const job = await rig.job();
      const { stdout } = await job.sh('id -u; id -G; grep -E "^(CapPrm|CapBnd|NoNewPrivs)" /proc/self/status; whoami');
      const [uid, groups, ...rest] = stdout.trim().split('\n');
      expect(rest.slice(0, 3).map((line) => line.replace(/\s+/, ' '))).toEqual([
        'CapPrm: 0000000000000000',
        expect.stringMatching(/^CapBnd: /),
        'NoNewPrivs: 1',
      ]);
      expect(isRoot ? rest[1] : 'CapBnd: 0').toMatch(/\s0+$/);
      expect(groups?.split(' ')).not.toContain('0');
      expect(isRoot && driver === 'bubblewrap' ? rest[3] : 'job').toBe('job');
      expect(uid).not.toBe('0');
    }));
});
