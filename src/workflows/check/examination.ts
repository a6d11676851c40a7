import { Injectable } from '@nestjs/common';
import { JobRedactors } from '../../platform/redaction/job-redactors.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import type { JobRun } from '../run/job-run.js';
import { RunJournal } from '../run/run-journal.js';
import type { Check } from './check-report.js';

export interface Finding {
  /** Default: `ok`. */
  readonly status?: Check['status'];
  readonly message: string;
}

/** Tries one thing, and tells the readers of the job what came of it. */
@Injectable()
export class Examination {
  constructor(
    private readonly journal: RunJournal,
    private readonly redactors: JobRedactors,
  ) {}

  /** A JobFailure is a finding. @throws whatever else `look` throws. */
  async of(run: JobRun, name: string, look: () => Promise<Finding>): Promise<Check> {
    const begun = performance.now();
    const { status = 'ok', message } = await look().catch((error: unknown): Finding => {
      run.signal.throwIfAborted();
      if (error instanceof JobFailure) return { status: 'fail', message: error.message };
      throw error;
    });
    const clean = this.redactors.redact(run.job.id, message);
    await this.journal.note(run.claim, `Check ${name}: ${status}. ${clean}`);
    return { name, status, message: clean, duration_ms: Math.round(performance.now() - begun) };
  }
}
