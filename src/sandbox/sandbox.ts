import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { LimitName } from './job-cgroups.js';

/** Environment variable that marks every process of a job, so that a sweep finds those that left their group. */
export const JOB_MARKER = 'ORCH_JOB_ID';
/** Environment variable that says whose job it is: a server never ends the processes of another on the same machine. */
export const NODE_MARKER = 'ORCH_NODE_ID';

/** From the strongest to none: see the classes of the same names. */
export type SandboxDriver = 'bubblewrap' | 'user' | 'none';

/** `model-only`: nothing but the server's proxy, which leads to the model and to the job's own MCP servers. */
export type SandboxNetwork = 'open' | 'model-only';

/** A process of a job, with pipes for all three streams. */
export type SandboxProcess = ChildProcessWithoutNullStreams;

export interface SandboxCommand {
  readonly jobId: string;
  /** Program, absolute or found on the PATH of `env`. */
  readonly file: string;
  readonly args: readonly string[];
  /** Absolute path of an existing folder, inside the job's tree or its own folders. */
  readonly cwd: string;
  /** The whole environment of the process: nothing of the server's own is added but the two markers. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the network policy is `model-only`: whether the command reaches the server's proxy; default: it has no network at all. */
  readonly network?: 'model';
  /** What {@link Sandbox.run} writes to its stdin, which is closed then; default: nothing. */
  readonly stdin?: string;
}

export interface SandboxOutput {
  /** null: a signal ended it; with the driver `bubblewrap` that is 128 + the signal's number, as in a shell. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunLimits {
  /** Longest run, in milliseconds; the job's processes are ended when it is over. */
  readonly timeoutMs: number;
  /** Ends the command, and the job's other processes, when aborted. */
  readonly signal?: AbortSignal;
  /** Bytes kept of each stream, the last ones; default 1 MiB. */
  readonly maxOutputBytes?: number;
  /** Gets all that stdout and stderr say, piece by piece in order of arrival. The command is not held back by it. */
  readonly onOutput?: (chunk: Buffer) => void;
}

/** A command that did not come to its own end. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';

  constructor(
    readonly reason: 'not_started' | 'aborted' | 'timeout',
    message: string,
    /** What it had said until then. */
    readonly output: SandboxOutput,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * The one place from which processes of a job start: Claude, feedback commands, git inside the job's tree.
 * Drivers differ in how much of the machine such a process can see.
 */
export abstract class Sandbox {
  /** Shown in /health and on each job. */
  abstract readonly driver: SandboxDriver;

  /** What job processes reach over the network; shown in /health. */
  readonly network: SandboxNetwork = 'open';

  /** What of one job is limited; shown in /health. */
  get inForce(): readonly LimitName[] {
    return [];
  }

  /**
   * Starts a process at the head of its own session. Errors of starting arrive as the child's `error` event;
   * a program that closes its stdin early causes none.
   * @throws Error when an argument holds a NUL byte.
   */
  abstract spawn(command: SandboxCommand): SandboxProcess;

  /**
   * Runs a command to its end and collects its output. Resolves also for an exit code ≠ 0. What it left behind
   * in its process group is killed; what left the group stays for {@link sweep}.
   * @throws SandboxError when it cannot be started, is aborted, or exceeds `timeoutMs`; the job's processes are gone by then.
   */
  abstract run(command: SandboxCommand, limits: RunLimits): Promise<SandboxOutput>;

  /**
   * Ends one process with its group: SIGTERM, then SIGKILL after `graceMs`. Resolves when it is gone.
   * Children that left the group are {@link sweep}'s business.
   */
  abstract stop(child: SandboxProcess, graceMs: number): Promise<void>;

  /**
   * Variables by which {@link sweep} and {@link sweepOrphans} know a process of the server's own, and what it starts, as
   * those of `id`.
   */
  abstract marksOf(id: string): Readonly<Record<string, string>>;

  /**
   * Kills every process of the job, repeating until none is left, for at most 4 seconds.
   * Returns how many were killed.
   */
  abstract sweep(jobId: string): Promise<number>;

  /** Like {@link sweep}, for every process of this server whose job is not among `liveJobIds`: the orphans of an earlier life. */
  abstract sweepOrphans(liveJobIds: ReadonlySet<string>): Promise<number>;
}
