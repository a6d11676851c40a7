import { Injectable } from '@nestjs/common';
import { JobRedactors } from '../../platform/redaction/job-redactors.js';
import type { CompletionReason } from '../../jobs/records/completion-reason.js';
import type { JobRun } from '../run/job-run.js';
import { FurtherSections } from '../run/publishing/further-sections.js';
import type { Iteration } from './iterations/iteration.js';
import type { HistoryEntry } from '../run/follow-ups/pull-request-history.js';
import { loopEntry, loopReport } from './loop-report.js';

/** What a loop says in its pull request. */
export interface LoopText {
  /** In markdown. */
  readonly body: string;
  readonly entry: HistoryEntry;
}

/** Writes the pull request of a loop, without secrets. */
@Injectable()
export class LoopReports {
  constructor(
    private readonly sections: FurtherSections,
    private readonly redactors: JobRedactors,
  ) {}

  /** @throws RunStopped when the run had to end. */
  async of(run: JobRun, reason: CompletionReason, iterations: readonly Iteration[]): Promise<LoopText> {
    const more = await this.sections.of(run);
    const job = this.redactors.clean(run.job);
    return { body: loopReport(job, reason, iterations, more), entry: loopEntry(job, iterations) };
  }
}
