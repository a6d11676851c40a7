import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { LimitName } from './limits/job-cgroups.js';

/** Environment variable that marks every process of a job, so a sweep finds those that left their group. */
export const JOB_MARKER = 'ORCH_JOB_ID';
/** Environment variable with the name of the server: a server never ends processes of another one on the same machine. */
export const NODE_MARKER = 'ORCH_NODE_ID';

/** From the strongest to none: see the classes of these names. */
export type SandboxDriver = 'bubblewrap' | 'user' | 'none';

/** `model-only`: only the server's proxy, which leads to the model and to the job's own MCP servers. */
export type SandboxNetwork = 'open' | 'model-only';

/** A process of a job, with pipes for all three streams. */
export type SandboxProcess = ChildProcessWithoutNullStreams;

export interface SandboxCommand {
  readonly jobId: string;
  /** Program, absolute or found on the PATH of `env`. */
  readonly file: string;
  readonly args: readonly string[];
  /** Absolute path of an existing directory, in the job's working tree or its own directories. */
  readonly cwd: string;
  /** The whole environment of the process: the server adds only the two markers. */
  readonly env: Readonly<Record<string, string>>;
  /** With the network policy `model-only`: lets the command reach the server's proxy; default: no network at all. */
  readonly network?: 'model';
  /** What {@link Sandbox.run} writes to stdin before closing it; default: nothing. */
  readonly stdin?: string;
}

export interface SandboxOutput {
  /** null: a signal ended the process. The driver `bubblewrap` reports 128 + the signal's number instead, as a shell does. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunLimits {
  /** Longest run, in milliseconds; the job's processes are ended after that. */
  readonly timeoutMs: number;
  /** Ends the command, and the job's other processes, when aborted. */
  readonly signal?: AbortSignal;
  /** Bytes kept from the end of each stream; default 1 MiB. */
  readonly maxOutputBytes?: number;
  /** Gets all chunks of stdout and stderr in order of arrival. It does not slow the command down. */
  readonly onOutput?: (chunk: Buffer) => void;
}

/** A command that did not end by itself. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';

  constructor(
    readonly reason: 'not_started' | 'aborted' | 'timeout',
    message: string,
    /** The output so far. */
    readonly output: SandboxOutput,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * The only place that starts processes of a job: Claude, feedback commands, git inside the job's working tree.
 * Drivers differ in how much of the machine such a process can see.
 */
export abstract class Sandbox {
  /** Shown in /health and on each job. */
  abstract readonly driver: SandboxDriver;

  /** What job processes reach over the network; shown in /health. */
  readonly network: SandboxNetwork = 'open';

  /** Which limits apply to each job; shown in /health. */
  get inForce(): readonly LimitName[] {
    return [];
  }

  /** How many programs of jobs this server has started that have not ended. */
  get running(): number {
    return 0;
  }

  /**
   * Starts a process that leads its own session. A failed start arrives as the child's `error` event; a program that closes its
   * stdin early causes no error.
   * @throws Error when an argument contains a NUL byte.
   */
  abstract spawn(command: SandboxCommand): SandboxProcess;

  /**
   * Runs a command to its end and collects its output. Resolves for an exit code ≠ 0, too. Kills what the command left behind
   * in its process group; processes that left the group remain for {@link sweep}.
   * @throws SandboxError when it cannot be started, is aborted, or exceeds `timeoutMs`; the job's processes are gone by then.
   */
  abstract run(command: SandboxCommand, limits: RunLimits): Promise<SandboxOutput>;

  /**
   * Ends one process and its group: SIGTERM, then SIGKILL after `graceMs`. Resolves when it is gone.
   * Children that left the group remain for {@link sweep}.
   */
  abstract stop(child: SandboxProcess, graceMs: number): Promise<void>;

  /**
   * Variables that make {@link sweep} and {@link sweepOrphans} treat a process of the server itself, and its children, as
   * belonging to `id`.
   */
  abstract marksOf(id: string): Readonly<Record<string, string>>;

  /**
   * Kills every process of the job, repeating until none is left, for at most 4 seconds. Returns how many were killed.
   */
  abstract sweep(jobId: string): Promise<number>;

  /** Like {@link sweep}, for every process of this server whose job is not in `liveJobIds`: orphans of an earlier run. */
  abstract sweepOrphans(liveJobIds: ReadonlySet<string>): Promise<number>;
}
