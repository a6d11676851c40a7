import { Injectable } from '@nestjs/common';
import { JobAttachments } from '../attachments/job-attachments.js';
import { type JobEnv, JobEnvs } from '../env/job-envs.js';
import type { Job, SealedParts } from '../records/job.js';
import type { JobRequest } from './job-request.js';

/** What of a new job the store must not be able to read. */
@Injectable()
export class JobSealing {
  constructor(
    private readonly envs: JobEnvs,
    private readonly attachments: JobAttachments,
  ) {}

  /** @throws DomainError `conflict` when there is something and this server has no key. */
  seal(id: string, { env, attachments }: Pick<JobRequest['common'], 'env' | 'attachments'>): SealedParts {
    return { env: this.envs.accept(id, env), attachments: this.attachments.accept(id, attachments ?? []) };
  }

  /**
   * Of a retry, which has what its original had.
   * @param env instead of the variables of the original; absent or null: those. @throws DomainError `conflict` when they are gone.
   */
  async sealAgain(id: string, original: Job, env: JobEnv | null | undefined): Promise<SealedParts> {
    return {
      env: env ? this.envs.accept(id, env) : await this.envs.inherit(id, original),
      attachments: await this.attachments.inherit(id, original),
    };
  }
}
