import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { JobRedactors } from '../../platform/redaction/job-redactors.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import type { JobClaim, JobMessageType } from '../../platform/events/job-events.js';
import { observed, type Step } from '../../platform/telemetry/steps.js';
import { Sandbox, type SandboxProcess } from '../../sandbox/sandbox.js';
import { ClaudeProcess, type ProcessLimits } from './claude-process.js';
import { ClaudeProgram } from './claude-program.js';
import type { ClaudeFailure } from '../runs/claude-run.js';
import type { Line } from '../output/line-splitter.js';
import { describeRefusals } from '../output/refusals.js';
import { RunRecord } from '../output/run-record.js';
import { withoutSentImages } from '../output/sent-images.js';
import type { StreamFact } from '../output/stream-json.js';

/** Stands before the list of what was refused. */
const REFUSED = 'Claude Code did not let Claude do this:';

export interface ClaudeLaunch {
  readonly claim: JobClaim;
  /** Ralph iteration that the messages belong to, 1-based; null outside a loop. */
  readonly iterationNumber: number | null;
  /** Absolute path of the job's working tree. */
  readonly cwd: string;
  readonly args: readonly string[];
  /** See `ClaudeCall`. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** A running process, and the record of its output. */
export interface LaunchedClaude {
  readonly process: ClaudeProcess;
  readonly record: RunRecord;
}

/** Is told what a line means once the listeners of `job.message` have taken it; the next line waits for the promise. */
export type FactListener = (fact: StreamFact, launched: LaunchedClaude) => void | Promise<void>;

/** Starts the CLI for a job and emits every line of its output, per stream each after the previous one was taken. */
@Injectable()
export class ClaudeLauncher {
  constructor(
    private readonly env: Env,
    private readonly program: ClaudeProgram,
    private readonly sandbox: Sandbox,
    private readonly bus: JobEventBus,
    private readonly redactors: JobRedactors,
  ) {}

  get limits(): ProcessLimits {
    return { idleMs: this.env.JOB_IDLE_TIMEOUT, totalMs: this.env.JOB_TIMEOUT };
  }

  /** A process that ends with `signal`, or the reason why there is none. A program that cannot be started shows in its end. */
  async launch(
    launch: ClaudeLaunch,
    signal: AbortSignal,
    onFact: FactListener,
  ): Promise<LaunchedClaude | ClaudeFailure> {
    const { claim, ...call } = launch;
    const { jobId } = claim;
    const child = await this.program.start({ jobId, ...call }, signal);
    if ('failure' in child) return child;
    void measure(child);
    const record = new RunRecord((text) => this.redactors.redact(jobId, text));
    const process = new ClaudeProcess(this.sandbox, jobId, child, this.limits, async (type, line, isLastWord) => {
      const content = this.contentOf(jobId, line);
      // Last words have no consequences: the run is over.
      const fact = isLastWord ? null : type === 'stdout' ? record.noteStdout(content) : record.noteStderr(content);
      await this.say(launch, type, type === 'stdout' ? withoutSentImages(content) : content);
      const refused = record.takeRefusals();
      if (refused.length > 0) await this.say(launch, 'system', `${REFUSED}\n${describeRefusals(refused, jobId)}`);
      if (fact) await onFact(fact, { process, record });
    });
    return { process: process.follow(signal), record };
  }

  private async say({ claim, iterationNumber }: ClaudeLaunch, type: JobMessageType, content: string): Promise<void> {
    await this.bus.emitAndWait('job.message', { claim, type, content, iterationNumber });
  }

  /** A cut line must not end with half of a secret, which no redactor would recognise. */
  private contentOf(jobId: string, { text, lostBytes }: Line): string {
    if (lostBytes === 0) return text;
    const beginning = this.redactors.of(jobId).redactBeginning(text);
    return `${beginning}… [more than ${lostBytes} bytes of this line were left out]`;
  }
}

/** From the start of a process to its end. */
function measure(child: SandboxProcess): Promise<void> {
  const step: Step = { kind: 'claude', name: 'process' };
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return observed(step, async () => {
    if ((await ended) !== 0) step.outcome = 'failed';
  });
}
