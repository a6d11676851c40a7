import { Injectable } from '@nestjs/common';
import type { CompletionReason } from '../../jobs/records/completion-reason.js';
import type { Job } from '../../jobs/records/job.js';
import { type EvidenceText, RunEvidence } from '../run/evidence/run-evidence.js';
import type { JobRun } from '../run/job-run.js';
import type { Iteration } from './iterations/iteration.js';
import { endNote, loopAccount } from './loop-report.js';

/** Writes the pull request of a loop, without secrets. */
@Injectable()
export class LoopReports {
  constructor(private readonly evidence: RunEvidence) {}

  /** @param doneBy the job whose iterations these are. @throws RunStopped when the run had to end. */
  async of(
    run: JobRun,
    reason: CompletionReason,
    iterations: readonly Iteration[],
    doneBy: Job = run.job,
  ): Promise<EvidenceText> {
    const { body, entry } = await this.evidence.of(run, { ...loopAccount(run.job, iterations), doneBy });
    return { body: `${endNote({ job: doneBy, spent: run.spent, reason, iterations })}${body}`, entry };
  }
}
