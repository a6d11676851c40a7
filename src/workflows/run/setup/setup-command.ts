import { Injectable } from '@nestjs/common';
import type { RepositorySettings } from '../../../clients/repositories/repository-settings.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import { type CommandResult, howItEnded, inSeconds } from '../commands/command-result.js';
import { TreeCommands } from '../commands/tree-commands.js';
import { handBackIfStopping, type JobRun } from '../job-run.js';
import { RepositoryOfJob } from '../repository-of-job.js';
import { RunJournal } from '../run-journal.js';
import { SetupResults } from './setup-results.js';
import { patternsOf } from './setup-key.js';
import { SetupTree } from './setup-tree.js';

const USUAL_MINUTES = 15;
const MS_PER_MINUTE = 60_000;
/** Characters of the end of its output in the job's error. */
const MAX_SHOWN = 2_000;

/** How a tree was prepared. */
export interface SetupDone {
  readonly command: string;
  /** The result of an earlier run was used. */
  readonly isFromCache: boolean;
  readonly durationMs: number;
}

/** Prepares a tree with the command that the repository has for that, before Claude works there. */
@Injectable()
export class SetupCommand {
  constructor(
    private readonly repositories: RepositoryOfJob,
    private readonly journal: RunJournal,
    private readonly commands: TreeCommands,
    private readonly tree: SetupTree,
    private readonly results: SetupResults,
  ) {}

  /**
   * To be called right after a tree was made, before anything of the job has run in it. What the command changes beside the files that git
   * ignores is undone.
   * @param anew the command runs whatever is kept of earlier runs. @returns null: the repository has no such command.
   * @throws JobFailure when the command fails, RunStopped when the run had to end.
   */
  async prepare(run: JobRun, tree: JobTree, { anew = false } = {}): Promise<SetupDone | null> {
    const settings = await this.repositories.settingsOf(run.job);
    const { setup_command: command } = settings;
    if (command === null) return null;
    await this.journal.enter(run.claim, 'setup');
    const begun = performance.now();
    const signal = AbortSignal.any([run.signal, run.stopping]);
    try {
      const isFromCache = await this.bring(run, tree, { ...settings, setup_command: command }, anew, signal);
      return { command, isFromCache, durationMs: Math.round(performance.now() - begun) };
    } catch (error) {
      // A run that is ended here has nothing that it would lose.
      if (signal.aborted) {
        run.signal.throwIfAborted();
        handBackIfStopping(run);
      }
      throw error;
    }
  }

  private async bring(run: JobRun, tree: JobTree, settings: Commanded, anew: boolean, signal: AbortSignal) {
    const start = await this.tree.startOf(tree, patternsOf(settings), signal);
    const key = this.results.keyOf(run.job, settings.setup_command, start);
    if (key && !anew && (await this.results.take(run, tree, key, signal))) return true;
    const result = await this.execute(run, tree, settings, signal);
    const changed = await this.tree.undo(tree, start.headSha, signal);
    if (changed.length > 0) await this.journal.note(run.claim, undoneNote(changed));
    if (!result.passed) throw failureOf(result);
    // What a branch of a job has changed would reach other jobs.
    if (key && start.headSha === tree.defaultSha) await this.results.keep(run, tree, key, signal);
    return false;
  }

  private async execute(run: JobRun, tree: JobTree, settings: Commanded, signal: AbortSignal): Promise<CommandResult> {
    const { setup_command: command, setup_timeout_minutes: minutes } = settings;
    const tell = (text: string): Promise<void> => this.journal.note(run.claim, text);
    await tell(`Setup: $ ${command}`);
    const timeoutMs = (minutes ?? USUAL_MINUTES) * MS_PER_MINUTE;
    const result = await this.commands.run(tree, { command, timeoutMs, signal, tell });
    await tell(`Setup ${result.passed ? 'done' : `failed: ${howItEnded(result)}`} (${inSeconds(result.durationMs)})`);
    return result;
  }
}

type Commanded = RepositorySettings & { readonly setup_command: string };

function failureOf(result: CommandResult): JobFailure {
  const said = result.output.trim().slice(-MAX_SHOWN) || '(it printed nothing)';
  const sentence = `The setup command of the repository failed: ${howItEnded(result)}. The end of its output:\n${said}`;
  return new JobFailure(sentence, { code: 'setup_failed' });
}

function undoneNote(names: readonly string[]): string {
  const what = 'The setup command changed files that git does not ignore; this was undone, so that no job publishes it';
  return `${what}:\n${names.join('\n')}`;
}
