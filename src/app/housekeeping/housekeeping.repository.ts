import { Inject, Injectable } from '@nestjs/common';
import type { JobStatus } from '../../jobs/records/job-status.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';

const ASKED_AT_ONCE = 500;
const REMOVED_AT_ONCE = 2_000;

/** The state of a job, as far as its remains are concerned. */
export interface JobFate {
  readonly status: JobStatus;
  /** The node that runs it; null: none. */
  readonly owner: string | null;
  /** null: the job has not ended. */
  readonly endedAt: Date | null;
}

/** Reads and removes rows for housekeeping. */
@Injectable()
export class HousekeepingRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** The fates of jobs by id. Leaves out jobs that the store does not know. */
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

  /** `owner/name`, in lower case, of repositories that were removed or renamed, and that no client has any more. */
  async goneRepositories(): Promise<ReadonlyMap<string, string | null>> {
    return new Map(unwrap(await this.db.rpc('gone_repositories')).map(({ name, moved_to }) => [name, moved_to]));
  }

  /** Returns how many messages. */
  async removeMessagesOlderThan(days: number): Promise<number> {
    return inBatches(async (limit) =>
      unwrap(await this.db.rpc('remove_old_messages', { p_days: days, p_limit: limit })),
    );
  }

  /** Returns of how many jobs. */
  async removeEnvOlderThan(ms: number): Promise<number> {
    const p_seconds = Math.ceil(ms / 1_000);
    return inBatches(async (limit) => unwrap(await this.db.rpc('remove_old_job_env', { p_seconds, p_limit: limit })));
  }

  /** Returns how many. */
  async removeDiffsOlderThan(days: number): Promise<number> {
    return inBatches(async (limit) => unwrap(await this.db.rpc('remove_old_diffs', { p_days: days, p_limit: limit })));
  }

  /** Returns how many. */
  async removeArtifactsOlderThan(days: number): Promise<number> {
    return inBatches(async (limit) =>
      unwrap(await this.db.rpc('remove_old_artifacts', { p_days: days, p_limit: limit })),
    );
  }

  /** Also those to endpoints that are gone. Returns how many deliveries of webhooks. */
  async removeDeliveriesOlderThan(days: number): Promise<number> {
    return inBatches(async (limit) =>
      unwrap(await this.db.rpc('remove_old_deliveries', { p_days: days, p_limit: limit })),
    );
  }

  /** Returns how many deliveries of GitHub. */
  async removeGithubDeliveriesOlderThan(days: number): Promise<number> {
    return inBatches(async (limit) =>
      unwrap(await this.db.rpc('remove_old_github_deliveries', { p_days: days, p_limit: limit })),
    );
  }

  async databaseBytes(): Promise<number> {
    return unwrap(await this.db.rpc('store_bytes'));
  }
}

/** Removes in batches, so that no other statement waits long. Returns how many. */
async function inBatches(remove: (limit: number) => Promise<number>): Promise<number> {
  for (let removed = 0; ;) {
    const batch = await remove(REMOVED_AT_ONCE);
    removed += batch;
    if (batch < REMOVED_AT_ONCE) return removed;
  }
}
