import { Inject, Injectable } from '@nestjs/common';
import { JobEventBus } from '../events/job-event-bus.js';
import type { JobClaim } from '../events/job-events.js';
import type { PostponeReason } from '../runs/job-postponed.js';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';

/** How a job is given back because of the model. */
export interface Postponement {
  readonly reason: PostponeReason;
  /** For the reader of the job; the time at which it goes on is put behind it. */
  readonly note: string;
  /** null: not known, the store doubles `backoffMs` with each time in a row. */
  readonly until: Date | null;
  readonly backoffMs: number;
  /** How often in a row at most; null: without end. */
  readonly limit: number | null;
  /** Is paused as long as the job; null: nobody else waits. */
  readonly credential: string | null;
}

export interface PostponeOutcome {
  /** `lost`: the claim held no more; `exhausted`: the limit was reached. Nothing was changed then. */
  readonly outcome: 'postponed' | 'exhausted' | 'lost';
  readonly resumesAt: string | null;
  readonly times: number;
}

/** What is waited for before jobs can be run again. */
export interface ModelPause {
  readonly reason: string;
  readonly until: string;
  /** Of which nodes; null: single jobs are tried again, the first of them at `until`. */
  readonly credential: string | null;
  readonly jobs: number;
}

/** Jobs and credentials that wait for the model. Every call is one atomic statement in the store. */
@Injectable()
export class ModelPauseRepository {
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly bus: JobEventBus,
  ) {}

  async postpone({ jobId, leaseToken }: JobClaim, how: Postponement): Promise<PostponeOutcome> {
    const who = { p_id: jobId, p_lease_token: leaseToken, p_reason: how.reason, p_note: how.note };
    const rows = unwrap(await this.db.rpc('postpone_job', { ...who, ...termsOf(how) }));
    const [row = { outcome: 'lost', resumes_at: null, times: 0 }] = rows;
    if (row.outcome === 'postponed') {
      this.bus.emit('job.messages_stored', { jobId });
      this.bus.emit('job.changed', { jobId });
    }
    const outcome = row.outcome as PostponeOutcome['outcome'];
    return { outcome, resumesAt: row.resumes_at, times: row.times };
  }

  /** In order of their end. */
  async list(): Promise<ModelPause[]> {
    return unwrap(await this.db.rpc('list_model_pauses'));
  }
}

/** What is not given has no bound. */
function termsOf({ until, backoffMs, limit, credential }: Postponement) {
  return {
    p_backoff_seconds: backoffMs / 1_000,
    ...(until === null ? {} : { p_until: until.toISOString() }),
    ...(limit === null ? {} : { p_limit: limit }),
    ...(credential === null ? {} : { p_credential: credential }),
  };
}
