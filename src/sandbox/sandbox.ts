import type { ChildProcessWithoutNullStreams } from 'node:child_process';

/** Environment variable that marks every process of a job, so that a sweep of /proc finds those that escaped. */
export const JOB_MARKER = 'ORCH_JOB_ID';

export interface SandboxCommand {
  readonly jobId: string;
  /** Program, absolute or found on the PATH of `env`. */
  readonly file: string;
  readonly args: readonly string[];
  /** Absolute path inside the job's tree. */
  readonly cwd: string;
  /** The whole environment of the process: nothing of the server's own is added but the job's marker. */
  readonly env: Readonly<Record<string, string>>;
}

export interface SandboxOutput {
  /** null: a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunLimits {
  /** Longest run, in milliseconds; the job's processes are ended when it is over. */
  readonly timeoutMs: number;
  /** Ends the command when aborted. */
  readonly signal?: AbortSignal;
  /** Bytes kept of each stream, the last ones; default 1 MiB. */
  readonly maxOutputBytes?: number;
}

/**
 * The one place from which processes of a job start: Claude, feedback commands, git inside the job's tree.
 * Drivers differ in how much of the machine such a process can see.
 */
export abstract class Sandbox {
  /** Shown in /health. */
  abstract readonly driver: 'none';

  /** Starts a process at the head of its own session. Errors of starting arrive as the child's `error` event. */
  abstract spawn(command: SandboxCommand): ChildProcessWithoutNullStreams;

  /**
   * Runs a command to its end and collects its output. Resolves also for an exit code ≠ 0.
   * @throws Error when it cannot be started, is aborted, or exceeds `timeoutMs`; its processes are gone by then.
   */
  abstract run(command: SandboxCommand, limits: RunLimits): Promise<SandboxOutput>;

  /**
   * Ends one process with its group: SIGTERM, then SIGKILL after `graceMs`. Resolves when it is gone.
   * Children that left the group are {@link sweep}'s business.
   */
  abstract stop(child: ChildProcessWithoutNullStreams, graceMs: number): Promise<void>;

  /** Kills every process that carries the job's marker, repeating until none is left. Returns how many were killed. */
  abstract sweep(jobId: string): Promise<number>;
}
