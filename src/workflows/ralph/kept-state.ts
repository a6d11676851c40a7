import { Injectable } from '@nestjs/common';
import { WorkCollector } from '../../git/collecting/work-collector.js';
import type { RepositoryRef } from '../../git/repository-ref.js';
import type { JobRun } from '../run/job-run.js';
import type { Iteration } from './iterations/iteration.js';
import { IterationSharing } from './sharing/iteration-sharing.js';

/** What a loop can continue from. */
export interface KeptIterations {
  readonly baseSha: string;
  readonly headSha: string;
  /** How many iterations are in it. */
  readonly iterations: number;
}

/** The work of finished iterations, wherever it is. */
@Injectable()
export class KeptState {
  constructor(
    private readonly collector: WorkCollector,
    private readonly sharing: IterationSharing,
  ) {}

  /** The newest state that this node has, or another has shared; null: there is none. */
  async find(run: JobRun, repository: RepositoryRef, finished: readonly Iteration[]): Promise<KeptIterations | null> {
    const { job, signal } = run;
    const last = finished.at(-1)?.headSha ?? null;
    if (last === null || job.base_sha === null) return null;
    const origin = { jobId: job.id, repository, branchName: job.branch_name ?? '', baseSha: job.base_sha };
    await this.sharing.bring(run, origin, last);
    for (const { headSha, number } of finished.toReversed()) {
      const isHere = headSha !== null && (await this.collector.has(origin, headSha, signal));
      if (isHere) return { baseSha: job.base_sha, headSha, iterations: number };
    }
    return null;
  }
}
