import { Injectable } from '@nestjs/common';
import type { JobTree } from '../../git/trees/job-tree.js';
import { Env } from '../../platform/config/env.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { howItEnded } from '../run/commands/command-result.js';
import { TreeCommands } from '../run/commands/tree-commands.js';
import type { JobRun } from '../run/job-run.js';
import { RepositoryOfJob } from '../run/repository-of-job.js';
import { RunJournal } from '../run/run-journal.js';
import { SetupCommand } from '../run/setup/setup-command.js';
import type { Check } from './check-report.js';
import { Examination, type Finding } from './examination.js';

/** Characters of the end of a command's output in its message. */
const MAX_SHOWN = 2_000;

/** Tries the commands that a repository has for its jobs, in a tree of its default branch. */
@Injectable()
export class CheckedCommands {
  constructor(
    private readonly env: Env,
    private readonly repositories: RepositoryOfJob,
    private readonly setup: SetupCommand,
    private readonly commands: TreeCommands,
    private readonly journal: RunJournal,
    private readonly examination: Examination,
  ) {}

  /** The setup command, and then each feedback command. @throws RunStopped when the run had to end. */
  async of(run: JobRun, tree: JobTree): Promise<Check[]> {
    const setup = await this.examination.of(run, 'setup_command', async () => {
      // What is kept of earlier runs says nothing of whether it works now.
      const done = await this.setup.prepare(run, tree, { anew: true });
      return { message: done === null ? 'The repository has none.' : `It passed: ${done.command}` };
    });
    const { feedback_commands: feedback } = await this.repositories.settingsOf(run.job);
    if (feedback === null || feedback.length === 0) {
      const none = async (): Promise<Finding> => ({ message: 'The repository has none.' });
      return [setup, await this.examination.of(run, 'feedback_commands', none)];
    }
    await this.journal.enter(run.claim, 'feedback');
    const checks = [setup];
    for (const [index, command] of feedback.entries()) {
      const look = (): Promise<Finding> =>
        setup.status === 'fail' ? Promise.resolve(notTried(command)) : this.try(run, tree, command);
      checks.push(await this.examination.of(run, `feedback_commands[${index}]`, look));
    }
    return checks;
  }

  private async try(run: JobRun, tree: JobTree, command: string): Promise<Finding> {
    const tell = (text: string): Promise<void> => this.journal.note(run.claim, text);
    await tell(`Feedback: $ ${command}`);
    const limits = { timeoutMs: this.env.FEEDBACK_TIMEOUT, signal: run.signal };
    const result = await this.commands.run(tree, { command, ...limits, tell });
    if (result.passed) return { message: `It passed: ${command}` };
    const said = result.output.trim().slice(-MAX_SHOWN) || '(it printed nothing)';
    throw new JobFailure(`It failed (${howItEnded(result)}): ${command}\nThe end of its output:\n${said}`);
  }
}

function notTried(command: string): Finding {
  return { status: 'warn', message: `Not tried, because the setup command failed: ${command}` };
}
