import { Injectable } from '@nestjs/common';
import type { Json } from '../../platform/store/database.types.js';
import type { JobRun, RunOutcome } from '../run/job-run.js';
import { JobWorkflow } from '../run/job-workflow.js';
import { RunJournal } from '../run/run-journal.js';
import { reportOf, summaryOf } from './check-report.js';
import { RepositoryChecks } from './repository-checks.js';

/** A check of a repository: whether jobs could work there, as a report. It changes nothing, and asks no model. */
@Injectable()
export class CheckJobWorkflow extends JobWorkflow {
  readonly name = 'check';
  readonly changesTree = false;
  override readonly asksModel = false;
  override readonly hasOwnRoute = true;

  constructor(
    private readonly checks: RepositoryChecks,
    private readonly journal: RunJournal,
  ) {
    super();
  }

  async run(run: JobRun): Promise<RunOutcome> {
    const report = reportOf(await this.checks.of(run));
    const output = report as unknown as Json;
    await this.journal.save(run.claim, { output, output_valid: true, result_summary: summaryOf(report) });
    return 'completed';
  }
}
