import { Injectable } from '@nestjs/common';
import { GitLimits } from '../../platform/config/git-limits.js';
import { BareClones } from '../clones/bare-clones.js';
import { RefFetcher } from '../clones/ref-fetcher.js';
import { isTransient } from '../commands/git-failure.js';
import { retry } from '../commands/retry.js';
import { baseRef } from '../repository-ref.js';
import type { JobTree } from './job-tree.js';
import { JobTrees, type TreeRequest } from './job-trees.js';

export interface RefTreeRequest extends Omit<TreeRequest, 'from'> {
  /** Full name of a ref at the forge that names a commit, such as `refs/pull/7/head`. */
  readonly ref: string;
}

/** Working trees at any ref of the forge, also at those that are not branches. */
@Injectable()
export class RefTrees {
  constructor(
    private readonly bares: BareClones,
    private readonly refs: RefFetcher,
    private readonly trees: JobTrees,
    private readonly limits: GitLimits,
  ) {}

  /**
   * The tree of a job at what the forge has under a ref; whatever the job had before is replaced. Transient faults are retried.
   * null: the forge has no such ref. @throws JobFailure as {@link JobTrees.create} does.
   */
  async create({ ref, ...request }: RefTreeRequest, signal: AbortSignal): Promise<JobTree | null> {
    const { jobId, repository } = request;
    const { path } = await this.bares.ensureCloned(repository, signal);
    const fetched = await retry(() => this.refs.fetch({ repository, from: ref, to: baseRef(jobId) }, signal), {
      delaysMs: this.limits.retryDelaysMs,
      isTransient,
      signal,
    });
    const sha = fetched ? await this.bares.findRef(path, baseRef(jobId), signal) : null;
    return sha === null ? null : this.trees.create({ ...request, from: { baseSha: sha, headSha: sha } }, signal);
  }
}
