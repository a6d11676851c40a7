import { Injectable } from '@nestjs/common';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import { Env } from '../../../platform/config/env.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import type { JobRun } from '../../run/job-run.js';
import { RunJournal } from '../../run/run-journal.js';
import { JobEnvironment } from '../../../sandbox/job-environment.js';
import { Sandbox, SandboxError } from '../../../sandbox/sandbox.js';
import { FeedbackOutput } from './feedback-output.js';
import type { FeedbackResult } from './feedback-result.js';
import { howItEnded } from '../iterations/progress.js';

/**
 * A shell between the server and the shell of the command: a command that kills its parent kills that one. Without the
 * `exit` it would become the command's shell itself.
 */
const WRAPPER = 'sh -c "$1"; exit $?';

type Ended = Pick<FeedbackResult, 'exitCode' | 'timedOut'>;

/** Runs a job's feedback commands in its tree, as the job's processes run: without the server's rights or secrets. */
@Injectable()
export class FeedbackRunner {
  constructor(
    private readonly env: Env,
    private readonly sandbox: Sandbox,
    private readonly environment: JobEnvironment,
    private readonly redactors: JobRedactors,
    private readonly journal: RunJournal,
  ) {}

  /**
   * Runs all commands in order, even after one has failed. What they print becomes system messages of the iteration. No
   * process of a command is left when the next one starts.
   * @throws the signal's reason when the run has to end; the commands' processes are gone by then.
   */
  async run(run: JobRun, tree: JobTree, iteration: number): Promise<FeedbackResult[]> {
    const results: FeedbackResult[] = [];
    for (const command of run.job.feedback_commands ?? []) results.push(await this.one(run, tree, iteration, command));
    return results;
  }

  private async one(run: JobRun, tree: JobTree, iteration: number, command: string): Promise<FeedbackResult> {
    const tell = (text: string): Promise<void> => this.journal.note(run.claim, text, iteration);
    await tell(`Feedback: $ ${command}`);
    let told = Promise.resolve();
    const output = new FeedbackOutput(
      (text) => void (told = told.then(() => tell(text))),
      (text) => this.redactors.redact(run.job.id, text),
    );
    const begun = performance.now();
    const ended = await this.execute(run, tree, command, output);
    const durationMs = Math.round(performance.now() - begun);
    const result = { command, ...ended, passed: ended.exitCode === 0, durationMs, output: output.end() };
    await told;
    await tell(`Feedback ${result.passed ? 'passed' : `failed: ${howItEnded(result)}`} (${seconds(durationMs)})`);
    return result;
  }

  private async execute(run: JobRun, tree: JobTree, command: string, output: FeedbackOutput): Promise<Ended> {
    const { jobId, path: cwd } = tree;
    const env = this.environment.toolVariablesFor(jobId);
    const limits = {
      timeoutMs: this.env.FEEDBACK_TIMEOUT,
      signal: run.signal,
      maxOutputBytes: 0,
      onOutput: output.push,
    };
    try {
      const args = ['-c', WRAPPER, 'feedback', command];
      const { exitCode } = await this.sandbox.run({ jobId, file: 'sh', args, cwd, env }, limits);
      return { exitCode, timedOut: false };
    } catch (error) {
      run.signal.throwIfAborted();
      if (!(error instanceof SandboxError)) throw error;
      if (error.reason === 'not_started') output.push(Buffer.from(`${error.message}\n`));
      return { exitCode: null, timedOut: error.reason === 'timeout' };
    } finally {
      await this.sandbox.sweep(jobId);
    }
  }
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
