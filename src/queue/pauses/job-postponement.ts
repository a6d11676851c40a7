import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { forgeIdOf, hasOwnersCredentials } from '../../platform/config/forge-identity.js';
import { credentialIdOf } from '../../platform/config/model-credential.js';
import { ModelEnvironment } from '../../platform/config/model-environment.js';
import type { JobClaim } from '../../platform/events/job-events.js';
import type { JobPostponed } from '../../workflows/run/job-postponed.js';
import { type Pause, PauseRepository, type Postponement, type PostponeOutcome } from './pause.repository.js';

/** Margin in case the clock of whoever names a time is a little behind ours, in milliseconds. */
const RESET_MARGIN_MS = 1_000;
/** Usage limits reset at least weekly, so a later reset is not trusted; in milliseconds. */
const FARTHEST_RESET_MS = 8 * 86_400_000;
/** GitHub's limits are by the hour, so a forge that names a time further away is not trusted; in milliseconds. */
const FARTHEST_FORGE_LIMIT_MS = 7_200_000;

type Terms = Omit<Postponement, 'reason' | 'note'>;

/**
 * What happens to jobs, and to claims by all nodes with the same credential or forge, while the model or the forge cannot be
 * used. A usage limit pauses the credential, and a forge that is away or limits us pauses the forge: the next job would only get
 * the same answer. Overload of the model delays only the job itself.
 */
@Injectable()
export class JobPostponement {
  /** Identifies this node's credential for the model; see `credentialIdOf`. */
  readonly credential: string;
  /** Identifies this node's forge; see `forgeIdOf`. */
  readonly forge: string;

  constructor(
    private readonly env: Env,
    private readonly pauses: PauseRepository,
    model: ModelEnvironment,
  ) {
    this.credential = credentialIdOf(model);
    this.forge = forgeIdOf(env);
  }

  postpone(claim: JobClaim, postponed: JobPostponed): Promise<PostponeOutcome> {
    const { reason, message } = postponed;
    const note = `${message} The job continues by itself`;
    return this.pauses.postpone(claim, { reason, note, ...this.termsOf(postponed) });
  }

  /** The pauses of all nodes, in order of their end. */
  list(): Promise<Pause[]> {
    return this.pauses.list();
  }

  private termsOf({ reason, resetsAt }: JobPostponed): Terms {
    const { OVERLOAD_BACKOFF, MAX_OVERLOAD_REQUEUES, FORGE_BACKOFF, MAX_FORGE_REQUEUES } = this.env;
    const forModel: Terms = {
      waitsFor: 'model',
      until: null,
      backoffMs: OVERLOAD_BACKOFF,
      limit: MAX_OVERLOAD_REQUEUES,
      resource: null,
      longestPauseMs: null,
    };
    if (reason === 'overloaded' || reason === 'unreachable') return forModel;
    if (reason === 'usage_limit') {
      const until = believable(resetsAt, FARTHEST_RESET_MS);
      return { ...forModel, until, limit: null, resource: this.credential };
    }
    return {
      waitsFor: 'forge',
      until: believable(resetsAt, FARTHEST_FORGE_LIMIT_MS),
      backoffMs: FORGE_BACKOFF,
      limit: MAX_FORGE_REQUEUES,
      // A limit belongs to a credential. Where owners have their own, it says nothing about the jobs of others.
      resource: reason === 'forge_limit' && hasOwnersCredentials(this.env) ? null : this.forge,
      // A fault that only one repository meets must not hold back all others for as long as its own job waits.
      longestPauseMs: FORGE_BACKOFF,
    };
  }
}

function believable(resetsAt: Date | null, farthestMs: number): Date | null {
  const ahead = resetsAt === null ? Number.NaN : resetsAt.getTime() - Date.now();
  return ahead > 0 && ahead < farthestMs ? new Date(Date.now() + ahead + RESET_MARGIN_MS) : null;
}
