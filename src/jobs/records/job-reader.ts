import { Injectable } from '@nestjs/common';
import type { Job } from './job.js';
import { JobRepository } from './job.repository.js';

/** Looks jobs up for listeners that know only an id. */
@Injectable()
export class JobReader {
  /** @internal */
  constructor(private readonly jobs: JobRepository) {}

  /** null: no job has this id. */
  async find(id: string): Promise<Job | null> {
    return this.jobs.find(id);
  }
}
