import { Injectable } from '@nestjs/common';
import type { RepositoryRef } from '../../../git/repository-ref.js';
import { type CollectedWork, WorkCollector } from '../../../git/collecting/work-collector.js';
import { budgetSentence } from '../budget.js';
import { RunEvidence } from '../evidence/run-evidence.js';
import type { Job } from '../../../jobs/records/job.js';
import type { JobRun } from '../job-run.js';
import { Publication } from '../publishing/publication.js';
import { RunJournal } from '../run-journal.js';
import type { ClaudeAnswer } from './run-session.js';

/** What Claude did, on its way from the clone to a pull request. */
@Injectable()
export class RunDelivery {
  constructor(
    private readonly collector: WorkCollector,
    private readonly publication: Publication,
    private readonly evidence: RunEvidence,
    private readonly journal: RunJournal,
  ) {}

  /** @param doneBy the job whose work this is. @throws JobFailure when the forge refuses, RunStopped when the run had to end. */
  async deliver(run: JobRun, work: CollectedWork, answer: ClaudeAnswer, doneBy: Job = run.job): Promise<void> {
    if (!work.changed) return this.leaveUnchanged(run, work);
    const draft = answer.overBudget;
    const { body, entry } = await this.evidence.of(run, { doneBy, summary: answer.summary, numbers: answer });
    const warning = draft ? `> **Not finished:** ${budgetSentence({ job: doneBy, spent: run.spent }, answer)}\n\n` : '';
    await this.publication.publish(run, work, { body: `${warning}${body}`, draft, entry });
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
