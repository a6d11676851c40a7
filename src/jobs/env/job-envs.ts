import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { isRedactable } from '../../platform/redaction/redactable.js';
import { JobRedactors } from '../../platform/redaction/job-redactors.js';
import { Vault, VaultError } from '../../platform/vault/vault.js';
import { JobEnvironment } from '../../sandbox/job-environment.js';
import type { Job } from '../records/job.js';
import { JobEnvRepository } from './job-env.repository.js';

/** Variables that a caller gives a job, by name. */
export type JobEnv = Readonly<Record<string, string>>;

type OfJob = Pick<Job, 'id' | 'env_names'>;

/** Their names in order; null: there are none. */
export function envNamesOf(env: JobEnv | null | undefined): string[] | null {
  const names = Object.keys(env ?? {});
  return names.length > 0 ? names.toSorted() : null;
}

/** The variables that callers gave jobs: sealed in the store, in clear text only where a job runs. */
@Injectable()
export class JobEnvs {
  constructor(
    private readonly vault: Vault,
    private readonly rows: JobEnvRepository,
    private readonly redactors: JobRedactors,
    private readonly environment: JobEnvironment,
  ) {}

  /**
   * The variables as the store keeps them; null: there are none. From now on this server redacts them from what the job says.
   * @throws DomainError `conflict` when this server has no key.
   */
  accept(jobId: string, env: JobEnv | null | undefined): string | null {
    if (!env || Object.keys(env).length === 0) return null;
    this.vault.assertCanSeal('env');
    this.learn(jobId, env);
    return this.vault.seal(JSON.stringify(env), labelOf(jobId));
  }

  /** The same for a retry, which has those of its original. @throws DomainError `conflict` when they cannot be had any more. */
  async inherit(jobId: string, original: OfJob): Promise<string | null> {
    if (original.env_names === null) return null;
    const env = await this.find(original).catch((error: unknown) => {
      if (error instanceof VaultError) return null;
      throw error;
    });
    if (env !== null) return this.accept(jobId, env);
    throw new DomainError(
      'wrong_state',
      'env_dropped',
      'The values of the variables that the job had were dropped after its end: send env again, {} for none',
    );
  }

  /** Hands a job its variables before it runs here. @throws JobFailure when they cannot be had. */
  async prepare(job: OfJob): Promise<void> {
    if (job.env_names === null) return;
    const env = await this.find(job).catch((error: unknown) => {
      if (!(error instanceof VaultError)) throw error;
      throw new JobFailure(`The variables of the job cannot be read on this server: ${error.message}.`, {
        cause: error,
      });
    });
    if (env === null) throw new JobFailure('The variables of the job are gone: retry it, and send env again.');
    this.learn(job.id, env);
    this.environment.give(job.id, env);
  }

  /** Has this server redact them from what is told of the job, if it does not yet and they can still be had. */
  async recall(job: OfJob): Promise<void> {
    if (job.env_names === null || this.redactors.knows(job.id, 'env')) return;
    const env = await this.find(job).catch((error: unknown) => {
      if (error instanceof VaultError) return null;
      throw error;
    });
    if (env !== null) this.learn(job.id, env);
  }

  /** To be called when a run has ended: its variables stay nowhere in clear text. */
  forget(jobId: string): void {
    this.environment.take(jobId);
  }

  /** null: they were dropped. @throws VaultError */
  private async find({ id }: OfJob): Promise<JobEnv | null> {
    const sealed = await this.rows.find(id);
    return sealed === null ? null : (JSON.parse(this.vault.open(sealed, labelOf(id)).toString()) as JobEnv);
  }

  private learn(jobId: string, env: JobEnv): void {
    this.redactors.learn(jobId, 'env', Object.values(env).filter(isRedactable));
  }
}

function labelOf(jobId: string): string {
  return `env of job ${jobId}`;
}
