import { Inject, Injectable } from '@nestjs/common';
import type { JobStatus } from '../jobs/job-status.js';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';

const ASKED_AT_ONCE = 500;
const REMOVED_AT_ONCE = 2_000;

/** What has become of a job, as far as its remains are concerned. */
export interface JobFate {
  readonly status: JobStatus;
  /** Which node runs it; null: none. */
  readonly owner: string | null;
  /** null: it has not ended. */
  readonly endedAt: Date | null;
}

/** What housekeeping asks and removes in the store. */
@Injectable()
export class HousekeepingRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** Of those of the jobs that the store knows. */
  async fatesOf(ids: readonly string[]): Promise<Map<string, JobFate>> {
    const fates = new Map<string, JobFate>();
    for (let from = 0; from < ids.length; from += ASKED_AT_ONCE) {
      const p_ids = ids.slice(from, from + ASKED_AT_ONCE);
      for (const row of unwrap(await this.db.rpc('job_fates', { p_ids }))) {
        const endedAt = row.ended_at === null ? null : new Date(row.ended_at);
        fates.set(row.id, { status: row.status as JobStatus, owner: row.lease_owner, endedAt });
      }
    }
    return fates;
  }

  /** In batches, so that nobody waits long for one. Answers how many. */
  async removeMessagesOlderThan(days: number): Promise<number> {
    for (let removed = 0; ;) {
      const batch = unwrap(await this.db.rpc('remove_old_messages', { p_days: days, p_limit: REMOVED_AT_ONCE }));
      removed += batch;
      if (batch < REMOVED_AT_ONCE) return removed;
    }
  }

  async databaseBytes(): Promise<number> {
    return unwrap(await this.db.rpc('store_bytes'));
  }
}
