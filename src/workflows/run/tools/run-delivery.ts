import { Injectable } from '@nestjs/common';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import type { RepositoryRef } from '../../../git/repository-ref.js';
import { type CollectedWork, WorkCollector } from '../../../git/collecting/work-collector.js';
import { COMPLETION_REASONS } from '../../../jobs/records/completion-reason.js';
import { FurtherSections } from '../publishing/further-sections.js';
import type { JobRun } from '../job-run.js';
import { Publication } from '../publishing/publication.js';
import { planSection, pullRequestBody } from '../publishing/pull-request-text.js';
import { quotedBlock } from '../publishing/quoted-block.js';
import { RunJournal } from '../run-journal.js';
import type { ClaudeAnswer } from './run-session.js';

/** What Claude did, on its way from the clone to a pull request. */
@Injectable()
export class RunDelivery {
  constructor(
    private readonly collector: WorkCollector,
    private readonly publication: Publication,
    private readonly sections: FurtherSections,
    private readonly journal: RunJournal,
    private readonly redactors: JobRedactors,
  ) {}

  /** @throws JobFailure when the forge refuses, RunStopped when the run had to end. */
  async deliver(run: JobRun, work: CollectedWork, answer: ClaudeAnswer): Promise<void> {
    if (!work.changed) return this.leaveUnchanged(run, work);
    const draft = answer.overBudget;
    const more = [...planSection(run.job), ...(await this.sections.of(run))];
    const body = pullRequestBody(this.redactors.clean(run.job), shownSummary(run, answer), answer, more);
    const warning = draft ? `> **Not finished:** ${COMPLETION_REASONS.budget_exceeded}\n\n` : '';
    await this.publication.publish(run, work, {
      body: `${warning}${body}`,
      draft,
      entry: { summary: answer.summary, numbers: answer },
    });
  }

  /** The pull request is open: nothing of the work is needed here any more. */
  async forget({ job, signal }: JobRun, repository: RepositoryRef): Promise<void> {
    await this.collector.forget({ jobId: job.id, repository }, signal);
  }

  private async leaveUnchanged(run: JobRun, work: CollectedWork): Promise<void> {
    await this.journal.note(
      run.claim,
      'Claude changed nothing: there is no branch to push and no pull request to open',
    );
    if (work.notCollected.length === 0) await this.collector.forget(work, run.signal);
  }
}

/** Data is no markdown. */
function shownSummary({ job }: JobRun, { summary }: ClaudeAnswer): string | null {
  return summary !== null && job.output_schema !== null ? quotedBlock(summary) : summary;
}
