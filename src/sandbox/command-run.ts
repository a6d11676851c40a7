import { OutputTail } from './output-tail.js';
import { hasExited, signalGroup, within } from './process-group.js';
import type { RunLimits, SandboxOutput, SandboxProcess } from './sandbox.js';

/** How long output may still come after the end of a command, in milliseconds: a child of its own may hold the pipe for ever. */
const LAST_OUTPUT_MS = 1_000;
const DEFAULT_OUTPUT_BYTES = 1_048_576;

/** One command whose output is collected. */
export class CommandRun {
  private readonly stdout: OutputTail;
  private readonly stderr: OutputTail;
  private readonly closed: Promise<void>;
  private readonly exited: Promise<void>;

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
    this.closed = new Promise((resolve) => child.once('close', () => resolve()));
    this.exited = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => resolve());
    });
    child.stdin.end(stdin);
  }

  /** Resolves when the command has ended and its output was read. @throws Error when it could not be started. */
  async finish(): Promise<SandboxOutput> {
    await this.exited;
    if (this.child.pid !== undefined) signalGroup(this.child.pid, 'SIGKILL');
    if (!(await within(LAST_OUTPUT_MS, this.closed))) this.release();
    return this.output;
  }

  /** Stops listening, so that no handle keeps the server awake. */
  release(): void {
    this.child.stdout.destroy();
    this.child.stderr.destroy();
  }

  get output(): SandboxOutput {
    const exitCode = hasExited(this.child) ? this.child.exitCode : null;
    return { exitCode, stdout: this.stdout.toString(), stderr: this.stderr.toString() };
  }
}
