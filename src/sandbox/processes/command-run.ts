import { OutputTail } from './output-tail.js';
import { endOf } from './process-end.js';
import { hasExited } from './process-group.js';
import type { RunLimits, SandboxOutput, SandboxProcess } from '../sandbox.js';

const DEFAULT_OUTPUT_BYTES = 1_048_576;

/** One command whose output is collected. */
export class CommandRun {
  private readonly stdout: OutputTail;
  private readonly stderr: OutputTail;
  private readonly ended: Promise<void>;

  constructor(
    private readonly child: SandboxProcess,
    { maxOutputBytes = DEFAULT_OUTPUT_BYTES, onOutput }: Pick<RunLimits, 'maxOutputBytes' | 'onOutput'>,
    stdin = '',
  ) {
    this.stdout = new OutputTail(maxOutputBytes);
    this.stderr = new OutputTail(maxOutputBytes);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        this[name].push(chunk);
        onOutput?.(chunk);
      });
    }
    this.ended = endOf(child, () => this.release());
    child.stdin.end(stdin);
  }

  /** Resolves when the command has ended and its output was read. @throws Error when it could not be started. */
  async finish(): Promise<SandboxOutput> {
    await this.ended;
    return this.output;
  }

  /** Stops reading, so that no handle keeps the server alive. */
  release(): void {
    this.child.stdout.destroy();
    this.child.stderr.destroy();
  }

  get output(): SandboxOutput {
    const exitCode = hasExited(this.child) ? this.child.exitCode : null;
    return { exitCode, stdout: this.stdout.toString(), stderr: this.stderr.toString() };
  }
}
