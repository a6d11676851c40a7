import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import {
  JOB_MARKER,
  Sandbox,
  type RunLimits,
  type SandboxCommand,
  type SandboxOutput,
} from '../../src/sandbox/sandbox.js';

/** Starts a job's processes with exactly the given environment and no other protection. */
export class PlainSandbox extends Sandbox {
  override readonly driver = 'none';
  readonly commands: SandboxCommand[] = [];

  override spawn(command: SandboxCommand): ChildProcessWithoutNullStreams {
    this.commands.push(command);
    const env = { ...command.env, [JOB_MARKER]: command.jobId };
    return spawn(command.file, command.args, { cwd: command.cwd, env, detached: true });
  }

  override async run(command: SandboxCommand, { timeoutMs, signal }: RunLimits): Promise<SandboxOutput> {
    const child = this.spawn(command);
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
    child.stdin.end();
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const abort = signal ? AbortSignal.any([signal, timeout]) : timeout;
      const [exitCode] = (await once(child, 'close', { signal: abort })) as [number | null];
      return { exitCode, ...output };
    } catch (error) {
      await this.stop(child);
      throw error;
    }
  }

  override async stop(child: ChildProcessWithoutNullStreams): Promise<void> {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    process.kill(-child.pid, 'SIGKILL');
    await closed;
  }

  override async sweep(): Promise<number> {
    return 0;
  }
}
