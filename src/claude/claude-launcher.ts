import { Injectable } from '@nestjs/common';
import { Env } from '../config/env.js';
import { JobRedactors } from '../common/job-redactors.js';
import { JobEventBus } from '../events/job-event-bus.js';
import type { JobClaim } from '../events/job-events.js';
import { ModelDoor } from '../proxy/model-door.js';
import { JobFolders } from '../sandbox/job-folders.js';
import { Sandbox, type SandboxProcess } from '../sandbox/sandbox.js';
import { ClaudeBinary } from './claude-binary.js';
import { ClaudeEnvironment } from './claude-environment.js';
import { ClaudeProcess, type ProcessLimits } from './claude-process.js';
import type { ClaudeFailure } from './claude-run.js';
import type { Line } from './line-splitter.js';
import { RunRecord } from './run-record.js';
import type { StreamFact } from './stream-json.js';

export interface ClaudeLaunch {
  readonly claim: JobClaim;
  /** Ralph iteration that the messages belong to, 1-based; null outside a loop. */
  readonly iterationNumber: number | null;
  /** Absolute path of the job's working tree. */
  readonly cwd: string;
  readonly args: readonly string[];
}

/** A process that runs, and the record of what it says. */
export interface LaunchedClaude {
  readonly process: ClaudeProcess;
  readonly record: RunRecord;
}

/** Hears what a line says once the listeners of `job.message` have taken it; the next line waits for the promise. */
export type FactListener = (fact: StreamFact, launched: LaunchedClaude) => void | Promise<void>;

/** Starts the CLI for a job and tells the bus every line it says, each after the one before it was taken, per stream. */
@Injectable()
export class ClaudeLauncher {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly folders: JobFolders,
    private readonly bus: JobEventBus,
    private readonly env: Env,
    private readonly binary: ClaudeBinary,
    private readonly environment: ClaudeEnvironment,
    private readonly door: ModelDoor,
    private readonly redactors: JobRedactors,
  ) {}

  get limits(): ProcessLimits {
    return { idleMs: this.env.JOB_IDLE_TIMEOUT, totalMs: this.env.JOB_TIMEOUT };
  }

  /** A process that ends with `signal`, or why there is none. A program that cannot be started is told by its end. */
  async launch(launch: ClaudeLaunch, signal: AbortSignal, hear: FactListener): Promise<LaunchedClaude | ClaudeFailure> {
    const location = await this.binary.locate();
    if (location.problem !== null) return { reason: 'not_installed', failure: location.problem };
    const { jobId } = launch.claim;
    await this.folders.create(jobId);
    if (signal.aborted) return { reason: 'aborted', failure: 'The run was ended before Claude had started.' };
    const child = this.spawn(launch, [location.file, ...location.leadingArgs, ...launch.args]);
    const record = new RunRecord((text) => this.redactors.redact(jobId, text));
    const process = new ClaudeProcess(this.sandbox, jobId, child, this.limits, async (type, line, isLastWord) => {
      const content = this.contentOf(jobId, line);
      // Nothing follows from last words: the run is over.
      const fact = isLastWord ? null : type === 'stdout' ? record.noteStdout(content) : record.noteStderr(content);
      const { claim, iterationNumber } = launch;
      await this.bus.emitAndWait('job.message', { claim, type, content, iterationNumber });
      if (fact) await hear(fact, { process, record });
    });
    return { process: process.follow(signal), record };
  }

  /** What opens the model to it is taken back when it has ended. */
  private spawn({ claim: { jobId }, cwd }: ClaudeLaunch, [file = '', ...args]: readonly string[]): SandboxProcess {
    const access = this.door.admit(jobId);
    try {
      const env = this.environment.variablesFor(jobId, access);
      const child = this.sandbox.spawn({ jobId, file, args, cwd, env, network: 'model' });
      for (const end of ['error', 'exit'] as const) child.once(end, access.revoke);
      return child;
    } catch (error) {
      access.revoke();
      throw error;
    }
  }

  /** Where a line was cut no half of a secret stays behind, which nobody would know again. */
  private contentOf(jobId: string, { text, lostBytes }: Line): string {
    if (lostBytes === 0) return text;
    const beginning = this.redactors.of(jobId).redactBeginning(text);
    return `${beginning}… [more than ${lostBytes} bytes of this line were left out]`;
  }
}
