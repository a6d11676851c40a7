import { Injectable } from '@nestjs/common';
import { BareClones } from '../../../git/clones/bare-clones.js';
import type { CollectedWork } from '../../../git/collecting/work-collector.js';
import { BranchPublisher } from '../../../git/publishing/branch-publisher.js';
import { fullName } from '../../../git/repository-ref.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import { CurrentRepositories } from '../identity/current-repositories.js';
import type { JobRun } from '../job-run.js';
import { WorkGuard } from './work-guard.js';

/** Pushes work to the repository, which may have got another name while the job ran. */
@Injectable()
export class WorkPush {
  constructor(
    private readonly guard: WorkGuard,
    private readonly publisher: BranchPublisher,
    private readonly current: CurrentRepositories,
    private readonly clones: BareClones,
  ) {}

  /** @throws JobFailure for work that must not be published. */
  async assertPublishable(run: JobRun, work: CollectedWork): Promise<void> {
    await this.guard.assertPublishable(run, work);
  }

  /** The work, as it is known from now on. @throws JobFailure when the forge refuses, RunStopped when the run had to end. */
  async push(run: JobRun, work: CollectedWork): Promise<CollectedWork> {
    try {
      await this.pushTo(run, work);
      return work;
    } catch (error) {
      if (!(error instanceof JobFailure) || error.code !== 'repository_missing') throw error;
      const moved = await this.follow(run, work);
      if (moved === null) throw error;
      await this.pushTo(run, moved);
      return moved;
    }
  }

  private async pushTo(run: JobRun, work: CollectedWork): Promise<void> {
    await this.publisher.push(work, run.signal, () => this.guard.assertMayPush(run, work));
  }

  /** null: the repository has the name that it had. */
  private async follow(run: JobRun, work: CollectedWork): Promise<CollectedWork | null> {
    const { owner, name } = await this.current.settle(run);
    const repository = { ...work.repository, owner, name };
    if (fullName(repository) === fullName(work.repository)) return null;
    await this.clones.ensureCloned(repository, run.signal);
    return { ...work, repository };
  }
}
