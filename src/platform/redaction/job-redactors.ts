import { Injectable } from '@nestjs/common';
import { Redactor } from './redactor.js';

/** Keeps the jobs that got secrets most recently, far more than can run at once. An ended job stays: it may come back. */
const MAX_JOBS = 1_000;

/** Where a job has its secrets from. */
export type SecretSource = 'env' | 'mcp';

interface JobSecrets {
  readonly bySource: ReadonlyMap<SecretSource, readonly string[]>;
  readonly redactor: Redactor;
}

/** Knows the server's own secrets and those that single jobs were given. */
@Injectable()
export class JobRedactors {
  private readonly jobs = new Map<string, JobSecrets>();

  constructor(private readonly general: Redactor) {}

  /** Redacts these secrets from the job's messages from now on, instead of those it had from the same source before. */
  learn(jobId: string, source: SecretSource, secrets: readonly string[]): void {
    const bySource = new Map(this.jobs.get(jobId)?.bySource);
    bySource.set(source, secrets);
    this.jobs.delete(jobId);
    this.jobs.set(jobId, { bySource, redactor: this.general.with([...bySource.values()].flat()) });
    const [oldest] = this.jobs.keys();
    if (this.jobs.size > MAX_JOBS && oldest !== undefined) this.jobs.delete(oldest);
  }

  /** Whether it was told of secrets of the job from this source. */
  knows(jobId: string, source: SecretSource): boolean {
    return this.jobs.get(jobId)?.bySource.has(source) ?? false;
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
    return this.jobs.get(jobId)?.redactor ?? this.general;
  }
}
