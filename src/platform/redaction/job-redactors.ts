import { Injectable } from '@nestjs/common';
import { Redactor } from './redactor.js';

/** Keeps the jobs that got secrets most recently, far more than can run at once. An ended job stays: it may come back. */
const MAX_JOBS = 1_000;

/** Knows the server's own secrets and those that single jobs were given. */
@Injectable()
export class JobRedactors {
  private readonly redactors = new Map<string, Redactor>();

  constructor(private readonly general: Redactor) {}

  /** Redacts these secrets from the job's messages from now on, instead of those it was given before. */
  learn(jobId: string, secrets: readonly string[]): void {
    this.redactors.delete(jobId);
    this.redactors.set(jobId, this.general.with(secrets));
    const [oldest] = this.redactors.keys();
    if (this.redactors.size > MAX_JOBS && oldest !== undefined) this.redactors.delete(oldest);
  }

  redact(jobId: string, text: string): string {
    return this.of(jobId).redact(text);
  }

  /** The job as it may be shown outside. Call it before texts are cut: half a secret would not be recognised. */
  clean<T extends { readonly id: string; readonly title: string | null; readonly prompt: string }>(job: T): T {
    const title = job.title && this.redact(job.id, job.title);
    return { ...job, title, prompt: this.redact(job.id, job.prompt) };
  }

  /** The redactor of a job, until the job gets other secrets. */
  of(jobId: string): Redactor {
    return this.redactors.get(jobId) ?? this.general;
  }
}
