import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Logger } from '@nestjs/common';
import { CommandRun } from '../processes/command-run.js';
import type { LimitName } from '../limits/job-cgroups.js';
import type { JobLimits } from '../limits/job-limits.js';
import { stopGroup } from '../processes/process-group.js';
import { sweepProcesses } from '../processes/process-sweep.js';
import { hasProcessTable, type ProcessMarks } from '../processes/process-table.js';
import {
  JOB_MARKER,
  NODE_MARKER,
  type RunLimits,
  Sandbox,
  type SandboxCommand,
  SandboxError,
  type SandboxOutput,
  type SandboxProcess,
} from '../sandbox.js';
import { SpawnedGroups } from '../processes/spawned-groups.js';

const STOP_GRACE_MS = 2_000;
/** A child with a missing working directory does not start, and reports that in its `error` event. */
const NOWHERE = '/nonexistent';

/** The command line that is really started for a command. */
export type CommandLine = Pick<SandboxCommand, 'file' | 'args' | 'cwd'>;

/**
 * What all drivers share: starting processes, collecting output, ending processes. All of a job's processes can be found where
 * /proc shows their environment (Linux); elsewhere only the process groups that this server process started can be ended.
 */
export abstract class ProcessSandbox extends Sandbox {
  private readonly logger = new Logger('Sandbox');
  private started = 0;
  private readonly groups = hasProcessTable() ? null : new SpawnedGroups();

  /**
   * @param nodeId name of this server, unique on the machine.
   * @param limits null: jobs are not limited.
   */
  constructor(
    private readonly nodeId: string,
    protected readonly limits: JobLimits | null = null,
  ) {
    super();
  }

  override get inForce(): readonly LimitName[] {
    return this.limits?.inForce ?? [];
  }

  override get running(): number {
    return this.started;
  }

  /** The command as the driver isolates it. @throws Error when the job's view cannot be read. */
  protected abstract confine(command: SandboxCommand): CommandLine;

  spawn(command: SandboxCommand): SandboxProcess {
    const { jobId } = command;
    const { file, args, cwd } = isStartable(command) ? this.confine(command) : { ...command, cwd: NOWHERE };
    const env = { ...command.env, ...this.marksOf(jobId) };
    const child = spawn(file, args, { cwd, env, stdio: 'pipe', detached: true });
    // EPIPE: the program ended, or closed its stdin, before it had read everything. Its exit says why.
    child.stdin.on('error', () => undefined);
    if (child.pid !== undefined) this.groups?.add(jobId, child.pid);
    this.started += 1;
    child.once('close', () => {
      this.started -= 1;
      this.limits?.release(jobId);
    });
    return child;
  }

  async run(command: SandboxCommand, limits: RunLimits): Promise<SandboxOutput> {
    if (limits.signal?.aborted)
      throw new SandboxError('aborted', `${command.file} was not started: aborted`, nothingSaid());
    const child = this.start(command);
    const run = new CommandRun(child, limits, command.stdin);
    const deadline = AbortSignal.timeout(limits.timeoutMs);
    const ended = AbortSignal.any([deadline, ...(limits.signal ? [limits.signal] : [])]);
    try {
      return await Promise.race([run.finish(), whenAborted(ended)]);
    } catch (error) {
      await this.stop(child, STOP_GRACE_MS);
      await this.sweep(command.jobId);
      run.release();
      throw failureOf(command, run.output, error, limits, deadline);
    }
  }

  marksOf(id: string): Readonly<Record<string, string>> {
    return { [JOB_MARKER]: id, [NODE_MARKER]: this.nodeId };
  }

  stop(child: SandboxProcess, graceMs: number): Promise<void> {
    return stopGroup(child, graceMs);
  }

  async sweep(jobId: string): Promise<number> {
    if (this.groups) return this.groups.sweep(jobId);
    const killed = await this.sweepMarked((marks) => marks.jobId === jobId);
    this.limits?.release(jobId);
    return killed;
  }

  async sweepOrphans(liveJobIds: ReadonlySet<string>): Promise<number> {
    if (this.groups) return this.groups.sweepAllBut(liveJobIds);
    const killed = await this.sweepMarked((marks) => !liveJobIds.has(marks.jobId));
    this.limits?.releaseAllBut(liveJobIds);
    return killed;
  }

  private start(command: SandboxCommand): SandboxProcess {
    try {
      return this.spawn(command);
    } catch (cause) {
      throw new SandboxError('not_started', `${command.file} could not be started`, nothingSaid(), { cause });
    }
  }

  private async sweepMarked(isDoomed: (marks: ProcessMarks) => boolean): Promise<number> {
    const { killed, left } = await sweepProcesses((marks) => marks.nodeId === this.nodeId && isDoomed(marks));
    if (left > 0) this.logger.error(`sweep: ${left} processes of jobs have not ended although they were killed`);
    return killed;
  }
}

/** Checked outside the sandbox: inside it a missing program is just another exit code. */
function isStartable({ file, cwd, env }: SandboxCommand): boolean {
  const directories = file.includes('/') ? [''] : (env['PATH'] ?? '').split(delimiter);
  return existsSync(cwd) && directories.some((directory) => existsSync(join(directory, file)));
}

function nothingSaid(): SandboxOutput {
  return { exitCode: null, stdout: '', stderr: '' };
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

function failureOf(
  { file }: SandboxCommand,
  output: SandboxOutput,
  cause: unknown,
  { timeoutMs, signal }: RunLimits,
  deadline: AbortSignal,
): SandboxError {
  if (signal?.aborted) return new SandboxError('aborted', `${file} was aborted`, output, { cause });
  if (deadline.aborted)
    return new SandboxError('timeout', `${file} took longer than ${timeoutMs} ms`, output, { cause });
  return new SandboxError('not_started', `${file} could not be started`, output, { cause });
}
