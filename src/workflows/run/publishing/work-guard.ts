import { Injectable } from '@nestjs/common';
import type { CollectedWork } from '../../../git/collecting/work-collector.js';
import type { JobRun } from '../job-run.js';
import { RunJournal } from '../run-journal.js';
import { BranchGuard } from './branch-guard.js';
import { ProtectedPaths } from './protected-paths.js';

/** What must be true of work before it is pushed. */
@Injectable()
export class WorkGuard {
  constructor(
    private readonly branches: BranchGuard,
    private readonly paths: ProtectedPaths,
    private readonly journal: RunJournal,
  ) {}

  /** @throws JobFailure for work that changes what the repository protects. */
  async assertPublishable(run: JobRun, work: CollectedWork): Promise<void> {
    await this.paths.assertUntouched(run, work);
  }

  /**
   * To be asked anew before every attempt: the forge may have changed its mind, and a server that was frozen meanwhile may find
   * its job in other hands. @throws as `BranchGuard.assertMayPush` does; RunStopped when the job is not this run's any more.
   */
  async assertMayPush(run: JobRun, { headSha }: CollectedWork): Promise<void> {
    await this.branches.assertMayPush(run, headSha);
    await this.journal.assertHeld(run.claim);
  }
}
