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
    return this.of(jobId).redact(text);
  }

  /** The job as it may be shown outside. To be asked before its words are cut: half a secret is not known again. */
  clean<T extends { readonly id: string; readonly title: string | null; readonly prompt: string }>(job: T): T {
    const title = job.title && this.redact(job.id, job.title);
    return { ...job, title, prompt: this.redact(job.id, job.prompt) };
  }

  /** What a job says is cleaned by this one, until it learns more. */
  of(jobId: string): Redactor {
    return this.redactors.get(jobId) ?? this.general;
  }
}
