import { Injectable } from '@nestjs/common';
import { Env } from '../config/env.js';
import { credentialIdOf } from '../config/model-credential.js';
import { ModelEnvironment } from '../config/model-environment.js';
import type { JobClaim } from '../events/job-events.js';
import type { JobPostponed } from '../runs/job-postponed.js';
import { type ModelPause, ModelPauseRepository, type PostponeOutcome } from './model-pause.repository.js';

/** The provider's own clock may be a little behind ours, in milliseconds. */
const RESET_MARGIN_MS = 1_000;
/** Allowances are given by the week: what lies farther ahead is not believed, in milliseconds. */
const FARTHEST_RESET_MS = 8 * 86_400_000;

/**
 * What happens to jobs, and to the claims of all nodes with the same credential, while the model cannot be used. A used-up
 * allowance pauses the credential: the next job would only meet the same answer. Overload is each job's own matter.
 */
@Injectable()
export class JobPostponement {
  /** Which credential this node has; see `credentialIdOf`. */
  readonly credential: string;

  constructor(
    private readonly env: Env,
    private readonly pauses: ModelPauseRepository,
    model: ModelEnvironment,
  ) {
    this.credential = credentialIdOf(model);
  }

  postpone(claim: JobClaim, { reason, resetsAt, message }: JobPostponed): Promise<PostponeOutcome> {
    const limited = reason === 'usage_limit';
    return this.pauses.postpone(claim, {
      reason,
      note: `${message} The job goes on by itself`,
      until: limited ? believable(resetsAt) : null,
      backoffMs: this.env.OVERLOAD_BACKOFF,
      limit: limited ? null : this.env.MAX_OVERLOAD_REQUEUES,
      credential: limited ? this.credential : null,
    });
  }

  /** Those of all nodes, in order of their end. */
  list(): Promise<ModelPause[]> {
    return this.pauses.list();
  }
}

function believable(resetsAt: Date | null): Date | null {
  const ahead = resetsAt === null ? Number.NaN : resetsAt.getTime() - Date.now();
  return ahead > 0 && ahead < FARTHEST_RESET_MS ? new Date(Date.now() + ahead + RESET_MARGIN_MS) : null;
}
