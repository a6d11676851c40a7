import { Injectable } from '@nestjs/common';
import { Env } from '../../../platform/config/env.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import { howItEnded, inSeconds } from '../../run/commands/command-result.js';
import { TreeCommands } from '../../run/commands/tree-commands.js';
import type { JobRun } from '../../run/job-run.js';
import { RunJournal } from '../../run/run-journal.js';
import type { FeedbackResult } from './feedback-result.js';

/** Runs a job's feedback commands in its tree. */
@Injectable()
export class FeedbackRunner {
  constructor(
    private readonly env: Env,
    private readonly commands: TreeCommands,
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
    const limits = { timeoutMs: this.env.FEEDBACK_TIMEOUT, signal: run.signal };
    const result = await this.commands.run(tree, { command, ...limits, tell });
    const how = result.passed ? 'passed' : `failed: ${howItEnded(result)}`;
    await tell(`Feedback ${how} (${inSeconds(result.durationMs)})`);
    return result;
  }
}
