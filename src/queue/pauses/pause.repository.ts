import { Inject, Injectable } from '@nestjs/common';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import type { JobClaim } from '../../platform/events/job-events.js';
import type { PostponeReason } from '../../workflows/run/job-postponed.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';

/** How a job returns to the queue because of the model or of the forge. */
export interface Postponement {
  readonly waitsFor: 'model' | 'forge';
  readonly reason: PostponeReason;
  /** For readers of the job; the store appends the time at which it continues. */
  readonly note: string;
  /** null: not known; the store doubles `backoffMs` each time in a row. */
  readonly until: Date | null;
  readonly backoffMs: number;
  /** Most postponements in a row; null: no limit. */
  readonly limit: number | null;
  /** The credential or forge to pause as long as the job; null: none. */
  readonly resource: string | null;
  /** Longest pause of that where the end is not known, in milliseconds; null: as long as the job's. */
  readonly longestPauseMs: number | null;
}

export interface PostponeOutcome {
  /** `lost`: the claim no longer held; `exhausted`: the limit was reached. In both cases nothing was changed. */
  readonly outcome: 'postponed' | 'exhausted' | 'lost';
  readonly resumesAt: string | null;
  readonly times: number;
}

/** A pause that must end before jobs can run again. */
export interface Pause {
  readonly reason: string;
  readonly until: string;
  /** The nodes with this credential or forge wait; null: only single jobs wait, and the first is tried again at `until`. */
  readonly resource: string | null;
  readonly jobs: number;
}

/** Jobs that wait for the model or the forge, and what is paused meanwhile. Every call is one atomic statement in the store. */
@Injectable()
export class PauseRepository {
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly bus: JobEventBus,
  ) {}

  async postpone({ jobId, leaseToken }: JobClaim, how: Postponement): Promise<PostponeOutcome> {
    const why = { p_waits_for: how.waitsFor, p_reason: how.reason, p_note: how.note };
    const who = { p_id: jobId, p_lease_token: leaseToken };
    const rows = unwrap(await this.db.rpc('postpone_job', { ...who, ...why, ...termsOf(how) }));
    const [row = { outcome: 'lost', resumes_at: null, times: 0 }] = rows;
    if (row.outcome === 'postponed') {
      this.bus.emit('job.messages_stored', { jobId });
      this.bus.emit('job.changed', { jobId });
    }
    const outcome = row.outcome as PostponeOutcome['outcome'];
    return { outcome, resumesAt: row.resumes_at, times: row.times };
  }

  /** In order of their end. */
  async list(): Promise<Pause[]> {
    return unwrap(await this.db.rpc('list_pauses'));
  }
}

/** Null values are left out: there is no limit then. */
function termsOf({ until, backoffMs, limit, resource, longestPauseMs }: Postponement) {
  return {
    p_backoff_seconds: backoffMs / 1_000,
    ...(until === null ? {} : { p_until: until.toISOString() }),
    ...(limit === null ? {} : { p_limit: limit }),
    ...(resource === null ? {} : { p_resource: resource }),
    ...(longestPauseMs === null ? {} : { p_pause_seconds: longestPauseMs / 1_000 }),
  };
}
