import { Injectable } from '@nestjs/common';
import { JobRedactors } from '../../platform/redaction/job-redactors.js';
import type { CompletionReason } from '../../jobs/records/completion-reason.js';
import type { JobRun } from '../run/job-run.js';
import { FurtherSections } from '../run/publishing/further-sections.js';
import type { Iteration } from './iterations/iteration.js';
import { loopReport } from './loop-report.js';

/** Writes the pull request of a loop, without secrets. */
@Injectable()
export class LoopReports {
  constructor(
    private readonly sections: FurtherSections,
    private readonly redactors: JobRedactors,
  ) {}

  /** In markdown. @throws RunStopped when the run had to end. */
  async of(run: JobRun, reason: CompletionReason, iterations: readonly Iteration[]): Promise<string> {
    const more = await this.sections.of(run);
    return loopReport(this.redactors.clean(run.job), reason, iterations, more);
  }
}
