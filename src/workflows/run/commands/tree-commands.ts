import { Injectable } from '@nestjs/common';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import { JobEnvironment } from '../../../sandbox/job-environment.js';
import { Sandbox, SandboxError } from '../../../sandbox/sandbox.js';
import { CommandOutput } from './command-output.js';
import type { CommandResult } from './command-result.js';

/**
 * A shell between the server and the shell of the command: a command that kills its parent kills that one. Without the
 * `exit` it would become the command's shell itself.
 */
const WRAPPER = 'sh -c "$1"; exit $?';

export interface TreeCommand {
  readonly command: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Gets what it prints, in pieces that end with a line; the recorder of messages redacts them. */
  readonly tell: (text: string) => Promise<void>;
}

type Ended = Pick<CommandResult, 'exitCode' | 'timedOut'>;

/** Runs commands that people have set in a job's tree, as the job's processes run: without the server's rights or secrets. */
@Injectable()
export class TreeCommands {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly environment: JobEnvironment,
    private readonly redactors: JobRedactors,
  ) {}

  /**
   * Resolves when the command has ended, what it printed is told, and no process of the job is left.
   * @throws the signal's reason when it was aborted; the processes are gone by then.
   */
  async run(tree: JobTree, { command, timeoutMs, signal, tell }: TreeCommand): Promise<CommandResult> {
    let told = Promise.resolve();
    const output = new CommandOutput(
      (text) => void (told = told.then(() => tell(text))),
      (text) => this.redactors.redact(tree.jobId, text),
    );
    const begun = performance.now();
    const ended = await this.execute(tree, { command, timeoutMs, signal }, output);
    const durationMs = Math.round(performance.now() - begun);
    const result = { command, ...ended, passed: ended.exitCode === 0, durationMs, output: output.end() };
    await told;
    return result;
  }

  private async execute(
    { jobId, path: cwd }: JobTree,
    { command, timeoutMs, signal }: Omit<TreeCommand, 'tell'>,
    output: CommandOutput,
  ): Promise<Ended> {
    const env = this.environment.toolVariablesFor(jobId);
    try {
      const args = ['-c', WRAPPER, 'command', command];
      const limits = { timeoutMs, signal, maxOutputBytes: 0, onOutput: output.push };
      const { exitCode } = await this.sandbox.run({ jobId, file: 'sh', args, cwd, env }, limits);
      return { exitCode, timedOut: false };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SandboxError)) throw error;
      if (error.reason === 'not_started') output.push(Buffer.from(`${error.message}\n`));
      return { exitCode: null, timedOut: error.reason === 'timeout' };
    } finally {
      await this.sandbox.sweep(jobId);
    }
  }
}
