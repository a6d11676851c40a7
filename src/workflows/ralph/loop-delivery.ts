import { Injectable } from '@nestjs/common';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { type CollectedWork, WorkCollector, type WorkOrigin } from '../../git/collecting/work-collector.js';
import type { RepositoryRef } from '../../git/repository-ref.js';
import type { CompletionReason } from '../../jobs/records/completion-reason.js';
import type { JobRun } from '../run/job-run.js';
import type { EvidenceText } from '../run/evidence/run-evidence.js';
import { Publication } from '../run/publishing/publication.js';
import { InheritedWork } from '../run/tools/inherited-work.js';
import { untilStored } from '../run/until-stored.js';
import { RunJournal } from '../run/run-journal.js';
import { type Iteration, isFinished } from './iterations/iteration.js';
import { IterationRepository } from './iterations/iteration.repository.js';
import { LoopReports } from './loop-reports.js';
import { IterationSharing } from './sharing/iteration-sharing.js';

const LOST = 'The loop had ended, but its work is in the clone of a server that is gone: nothing could be published.';

/** What a loop that has ended leaves: the state of its last iteration as a pull request. */
@Injectable()
export class LoopDelivery {
  constructor(
    private readonly inherited: InheritedWork,
    private readonly iterations: IterationRepository,
    private readonly sharing: IterationSharing,
    private readonly collector: WorkCollector,
    private readonly publication: Publication,
    private readonly journal: RunJournal,
    private readonly reports: LoopReports,
  ) {}

  /**
   * @param origin null: the loop has not begun to work, there is nothing to publish.
   * @throws JobFailure when the work is neither here nor at the forge, or the forge refuses; RunStopped when the run had to end.
   */
  async deliver(
    run: JobRun,
    origin: WorkOrigin | null,
    reason: CompletionReason,
    iterations: readonly Iteration[],
  ): Promise<void> {
    const work = origin === null ? null : await this.workOf(run, origin, iterations);
    const text = await this.reports.of(run, reason, iterations);
    await this.publish(run, work, text, reason !== 'promise_detected');
  }

  /**
   * A retry of a loop that had ended, whose work could not be published: publishes that instead of beginning anew.
   * @returns whether that was all there is to do. @throws as {@link deliver} does.
   */
  async deliverInherited(run: JobRun, repository: RepositoryRef): Promise<boolean> {
    const inherited = run.job.current_iteration === null ? await this.inherited.find(run, repository) : null;
    if (!inherited) return false;
    const { work, from } = inherited;
    const reason = from.completion_reason as CompletionReason;
    const iterations = (await untilStored(() => this.iterations.list(from.id))).filter(isFinished);
    const text = await this.reports.of(run, reason, iterations, from);
    await this.publish(run, work, text, reason !== 'promise_detected');
    await this.journal.save(run.claim, { completion_reason: reason });
    return true;
  }

  /**
   * The state that the last iteration left, if it can be published.
   * @throws JobFailure when there was one, and it is neither here nor at the forge.
   */
  private async workOf(
    run: JobRun,
    origin: WorkOrigin,
    iterations: readonly Iteration[],
  ): Promise<CollectedWork | null> {
    const headSha = iterations.findLast((iteration) => iteration.headSha !== null)?.headSha ?? null;
    if (headSha === null) return null;
    await this.sharing.bring(run, origin, headSha);
    const work = await this.collector.restoreAt(origin, headSha, run.signal);
    if (!work && run.job.pr_url === null && iterations.some(({ treeChanged }) => treeChanged))
      throw new JobFailure(LOST, { code: 'interrupted' });
    return work;
  }

  /** Ready for review only when the promise was kept; whatever else there is, is a draft. */
  private async publish(run: JobRun, work: CollectedWork | null, text: EvidenceText, draft: boolean): Promise<void> {
    // An earlier attempt opened the pull request, but did not record its end.
    if (run.job.pr_url !== null) return work ? this.collector.forget(work, run.signal) : undefined;
    if (work?.changed) return this.publication.publish(run, work, { ...text, draft });
    const nothing = 'Nothing changed: there is no branch to push and no pull request to open';
    await this.journal.note(run.claim, nothing);
    if (work) await this.collector.forget(work, run.signal);
  }
}
