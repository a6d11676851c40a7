import { Injectable, Logger } from '@nestjs/common';
import type { JobTree } from '../../../git/trees/job-tree.js';
import type { Job } from '../../../jobs/records/job.js';
import { JobEnvironment } from '../../../sandbox/job-environment.js';
import { formsOf } from '../../../platform/redaction/secret-forms.js';
import { Sandbox } from '../../../sandbox/sandbox.js';
import { inSeconds } from '../commands/command-result.js';
import type { JobRun } from '../job-run.js';
import { RunJournal } from '../run-journal.js';
import { SetupCache } from './setup-cache.js';
import { keyOf, type SetupKey } from './setup-key.js';
import { SetupTree, type TreeStart } from './setup-tree.js';

/** Hands results of setup commands from one job to the next. A job that cannot have one, or cannot leave one, works all the same. */
@Injectable()
export class SetupResults {
  private readonly logger = new Logger(SetupResults.name);

  constructor(
    private readonly cache: SetupCache,
    private readonly tree: SetupTree,
    private readonly journal: RunJournal,
    private readonly environment: JobEnvironment,
    private readonly sandbox: Sandbox,
  ) {}

  /** null: the result is not kept. */
  keyOf(job: Job, command: string, { files }: TreeStart): SetupKey | null {
    // Without a namespace of its own, a process can hide from those that end it, and change files while they are copied.
    if (this.sandbox.driver === 'user') return null;
    const env = this.variablesOf(job);
    const platform = [this.sandbox.driver, process.platform, process.arch, process.version].join(' ');
    return keyOf(job, { command, files, env, platform });
  }

  /** @returns whether the tree has the result. */
  async take({ job, claim }: JobRun, tree: JobTree, key: SetupKey, signal: AbortSignal): Promise<boolean> {
    const begun = performance.now();
    try {
      if (!(await this.cache.take(key, job.id))) return false;
    } catch (error) {
      this.logger.warn(`job ${job.id}: the kept result of the setup command is of no use: ${String(error)}`);
      await this.cache.drop(key);
      await this.tree.empty(tree, signal);
      return false;
    }
    signal.throwIfAborted();
    const took = inSeconds(performance.now() - begun);
    await this.journal.note(claim, `Setup: the result of an earlier run was copied (${took})`);
    return true;
  }

  async keep({ job, claim }: JobRun, tree: JobTree, key: SetupKey, signal: AbortSignal): Promise<void> {
    try {
      const why = await this.whyNotKept(job, tree, key, signal);
      if (why !== null)
        await this.journal.note(claim, `The result of the setup command is not kept for other jobs: ${why}`);
    } catch (error) {
      signal.throwIfAborted();
      this.logger.warn(`job ${job.id}: the result of the setup command cannot be kept: ${String(error)}`);
    }
  }

  /** null: it is kept now. */
  private async whyNotKept(job: Job, tree: JobTree, key: SetupKey, signal: AbortSignal): Promise<string | null> {
    const parts = await this.tree.ignored(tree, signal);
    if (parts === null) return 'it has too many parts';
    // Values of variables are dropped with their job. One of several lines is found by its lines.
    const values = formsOf(Object.values(this.variablesOf(job))).filter((form) => !form.includes('\n'));
    if (await this.tree.mayHold(tree, parts, values, signal)) return 'a value of the job’s variables is in it';
    await this.sandbox.sweep(job.id);
    return (await this.cache.keep(key, job.id, parts)) ? null : 'it is larger than SETUP_CACHE_MAX';
  }

  /** Those that its caller gave it. */
  private variablesOf({ id }: Job): Readonly<Record<string, string>> {
    const all = this.environment.toolVariablesFor(id);
    return Object.fromEntries(this.environment.namesGivenTo(id).map((name) => [name, all[name] ?? '']));
  }
}
