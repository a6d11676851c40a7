import { Injectable } from '@nestjs/common';
import { Redactor } from './redactor.js';

/** The jobs that were given secrets last are known; far more than can be at work. No end is awaited: a job may come back. */
const MAX_JOBS = 1_000;

/** Knows, beside the server's own secrets, those that single jobs were given. */
@Injectable()
export class JobRedactors {
  private readonly redactors = new Map<string, Redactor>();

  constructor(private readonly general: Redactor) {}

  /** From now on these are removed from what the job says, in the place of those it was given before. */
  learn(jobId: string, secrets: readonly string[]): void {
    this.redactors.delete(jobId);
    this.redactors.set(jobId, this.general.with(secrets));
    const [oldest] = this.redactors.keys();
    if (this.redactors.size > MAX_JOBS && oldest !== undefined) this.redactors.delete(oldest);
  }

  redact(jobId: string, text: string): string {
    return (this.redactors.get(jobId) ?? this.general).redact(text);
  }
}
