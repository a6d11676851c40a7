import { readlinkSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NoSandbox } from './no-sandbox.js';
import { listProcessIds, readMarks } from '../processes/process-table.js';
import { type SandboxCommand, SandboxError } from '../sandbox.js';

const PATH = '/usr/local/bin:/usr/bin:/bin';

describe('NoSandbox', () => {
  const nodeId = `node-${randomUUID()}`;
  const sandbox = new NoSandbox(nodeId);
  let cwd: string;
  let jobId: string;

  beforeAll(async () => {
    cwd = await realpath(await mkdtemp(join(tmpdir(), 'sandbox-')));
  });
  afterAll(() => rm(cwd, { recursive: true }));
  beforeEach(() => {
    jobId = randomUUID();
  });
  afterEach(async () => {
    await sandbox.sweepOrphans(new Set());
    if (processesOf(jobId).length > 0) throw new Error('processes are left');
  });

  function sh(script: string): SandboxCommand {
    return { jobId, file: '/bin/sh', args: ['-c', script], cwd, env: { PATH } };
  }

  describe('run', () => {
    it('answers output and exit code of a command in its folder', async () => {
      const output = await sandbox.run(sh('pwd; echo oops >&2; exit 3'), { timeoutMs: 10_000 });
      expect(output).toEqual({ exitCode: 3, stdout: `${cwd}\n`, stderr: 'oops\n' });
    });

    it('gives a command no variable of the server but the two marks', async () => {
      const output = await sandbox.run({ ...sh('env'), file: '/usr/bin/env', args: [] }, { timeoutMs: 10_000 });
      const names = output.stdout
        .trim()
        .split('\n')
        .map((line) => line.split('=')[0]);
      expect(new Set(names)).toEqual(new Set(['ORCH_JOB_ID', 'ORCH_NODE_ID', 'PATH']));
    });

    it('says null when a signal ended the command', async () => {
      expect((await sandbox.run(sh('kill -9 $$'), { timeoutMs: 10_000 })).exitCode).toBeNull();
    });

    it('keeps the end of endless output, cut between characters', async () => {
      const script = 'i=0; while [ $i -lt 20000 ]; do echo "äöü"; i=$((i+1)); done';
      const { stdout } = await sandbox.run(sh(script), { timeoutMs: 20_000, maxOutputBytes: 1_000 });
      expect(Buffer.byteLength(stdout)).toBeGreaterThan(990);
      expect(Buffer.byteLength(stdout)).toBeLessThanOrEqual(1_000);
      expect(stdout).not.toContain('\uFFFD');
      expect(stdout.endsWith('äöü\n')).toBe(true);
    });

    it('ends a command at its time limit, with what it started and what it said', async () => {
      const command = sh('echo begun; setsid sleep 1000 & sleep 1000');
      const error = await sandbox.run(command, { timeoutMs: 300 }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SandboxError);
      expect(error).toMatchObject({ reason: 'timeout', output: { stdout: 'begun\n' } });
      expect(processesOf(jobId)).toEqual([]);
    });

    it('ends a command that is aborted, and starts none with an aborted signal', async () => {
      const abort = new AbortController();
      const running = sandbox.run(sh('exec sleep 1000'), { timeoutMs: 60_000, signal: abort.signal });
      abort.abort();
      await expect(running).rejects.toMatchObject({ reason: 'aborted' });
      await expect(sandbox.run(sh('true'), { timeoutMs: 1_000, signal: abort.signal })).rejects.toMatchObject({
        reason: 'aborted',
      });
    });

    it('does not wait for a child that holds the output open', async () => {
      const output = await sandbox.run(sh('sleep 1000 & echo done'), { timeoutMs: 30_000 });
      expect(output.stdout).toBe('done\n');
      expect(processesOf(jobId)).toEqual([]);
    });

    it.each([
      ['a missing program', { file: '/nonexistent/program' }],
      ['a missing folder', { cwd: '/nonexistent' }],
      ['an argument with NUL', { args: ['a\0b'] }],
    ])('refuses %s', async (_name, part) => {
      await expect(sandbox.run({ ...sh('true'), ...part }, { timeoutMs: 5_000 })).rejects.toMatchObject({
        reason: 'not_started',
      });
    });
  });

  describe('spawn', () => {
    it('survives a program that does not read its stdin', async () => {
      const child = sandbox.spawn(sh('exec 0<&-; exit 0'));
      child.stdin.write('x'.repeat(1_000_000));
      expect(await once(child, 'exit')).toEqual([0, null]);
    });
  });

  describe('stop', () => {
    it('asks first', async () => {
      const child = sandbox.spawn(sh('trap "exit 7" TERM; echo ready; while :; do sleep 0.05; done'));
      await once(child.stdout, 'data');
      await sandbox.stop(child, 10_000);
      expect(child.exitCode).toBe(7);
    });

    it('kills what does not listen, and does nothing to what has ended', async () => {
      const child = sandbox.spawn(sh('trap "" TERM; echo ready; sleep 1000'));
      await once(child.stdout, 'data');
      await sandbox.stop(child, 100);
      expect(child.signalCode).toBe('SIGKILL');
      await sandbox.stop(child, 100);
    });
  });

  describe('sweep', () => {
    it('finds processes in sessions of their own, and their children without a mark', async () => {
      const folder = basename(cwd);
      const script =
        'setsid nohup sleep 1000 & setsid sh -c "env -i sleep 1000 & env -i sleep 1000 & wait" & echo; wait';
      const child = sandbox.spawn(sh(script));
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      expect(await sandbox.sweep(jobId)).toBeGreaterThanOrEqual(2);
      expect(await sandbox.sweep(jobId)).toBe(0);
      expect(listProcessIds().filter((pid) => folderOf(pid).includes(folder))).toEqual([]);
    });

    it('outruns a tree that keeps forking', async () => {
      // Each process starts the next one in its own session and ends 20 ms later; at most 400 generations.
      const breeder = '[ "$1" -gt 0 ] || exit; setsid sh -c "$0" "$0" $(($1 - 1)) & sleep 0.02';
      const child = sandbox.spawn({ ...sh(''), args: ['-c', 'sh -c "$0" "$0" 400 &', breeder] });
      await once(child, 'exit');
      expect(await sandbox.sweep(jobId)).toBeGreaterThan(0);
      expect(processesOf(jobId)).toEqual([]);
    });

    it('leaves other jobs, and other servers’ jobs of the same id, alone', async () => {
      const other = new NoSandbox('another-node');
      const otherJob = sandbox.spawn({ ...sh('exec sleep 1000'), jobId: randomUUID() });
      const otherNode = other.spawn(sh('exec sleep 1000'));
      sandbox.spawn(sh('exec sleep 1000'));
      expect(await sandbox.sweep(jobId)).toBe(1);
      expect([otherJob.exitCode, otherNode.exitCode]).toEqual([null, null]);
      await other.stop(otherNode, 1_000);
    });

    it('ends the orphans of an earlier life, but no live job', async () => {
      const liveJobId = randomUUID();
      const live = sandbox.spawn({ ...sh('exec sleep 1000'), jobId: liveJobId });
      const orphan = sandbox.spawn(sh('exec sleep 1000'));
      const exited = once(orphan, 'exit');
      expect(await new NoSandbox(nodeId).sweepOrphans(new Set([liveJobId]))).toBe(1);
      expect(await exited).toEqual([null, 'SIGKILL']);
      expect(live.exitCode).toBeNull();
    });
  });
});

function processesOf(jobId: string): number[] {
  return listProcessIds().filter((pid) => readMarks(pid)?.jobId === jobId);
}

/** Finds processes without marks, too. */
function folderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
