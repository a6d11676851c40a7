import { Injectable, Logger } from '@nestjs/common';
import { StateKeeper } from '../../../git/collecting/state-keeper.js';
import type { WorkOrigin } from '../../../git/collecting/work-collector.js';
import type { WorkDiff } from '../../../git/diffs/work-diff.js';
import { type Compared, WorkDiffs } from '../../../git/diffs/work-diffs.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import { JobDiffRepository } from '../../../jobs/diffs/job-diff.repository.js';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import { JobEnvironment } from '../../../sandbox/job-environment.js';
import type { JobRun } from '../job-run.js';
import { assertHeld } from '../run-stopped.js';
import { untilStored } from '../until-stored.js';

/** How long a difference may take to read, in milliseconds; a job that has a larger one goes on without. */
const READ_MS = 30_000;

/**
 * Keeps what a job has changed by now in the store, without secrets: there it can be read from any server, and when the tree and
 * the clone are gone. A difference that cannot be read or kept is told in the log; the job goes on.
 */
@Injectable()
export class RunDiffs {
  private readonly logger = new Logger(RunDiffs.name);

  constructor(
    private readonly work: WorkDiffs,
    private readonly states: StateKeeper,
    private readonly environment: JobEnvironment,
    private readonly redactors: JobRedactors,
    private readonly diffs: JobDiffRepository,
  ) {}

  /** What a commit of the job's work changed. @throws RunStopped when the job is not this run's any more. */
  async record(run: JobRun, { repository, baseSha }: Origin, headSha: string): Promise<void> {
    const compared = { repository, baseSha, to: headSha, headSha };
    await this.keep(run, (signal) => this.read(run, compared, signal));
  }

  /** What a run that has failed left in its tree. Nothing else is kept of that. @throws as {@link record} does. */
  async recordTree(run: JobRun, tree: JobTree): Promise<void> {
    const options = { env: this.environment.variablesFor(run.job.id), withoutFiles: [] };
    await this.keep(run, async (signal) => {
      const before = await this.states.stateOf(tree, tree.baseSha, signal);
      const { work } = await this.states.afterAgent(tree, options, before, signal);
      return this.read(run, { ...tree, to: work, headSha: null }, signal);
    });
  }

  private read({ job }: JobRun, compared: Compared, signal: AbortSignal): Promise<WorkDiff> {
    return this.work.read(compared, this.redactors.of(job.id), signal);
  }

  private async keep({ claim, signal }: JobRun, read: (signal: AbortSignal) => Promise<WorkDiff>): Promise<void> {
    let held: boolean;
    try {
      const diff = await read(AbortSignal.any([signal, AbortSignal.timeout(READ_MS)]));
      held = await untilStored(() => this.diffs.save(claim, diff));
    } catch (error) {
      signal.throwIfAborted();
      this.logger.warn(`job ${claim.jobId}: what it changed cannot be shown: ${String(error)}`);
      return;
    }
    assertHeld(held);
  }
}

type Origin = Pick<WorkOrigin, 'repository' | 'baseSha'>;
