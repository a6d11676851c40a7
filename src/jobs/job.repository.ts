import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../common/domain-error.js';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap, unwrapCount } from '../store/unwrap.js';
import { type Job, type NewJob, toJob } from './job.js';
import type { JobStatus } from './job-status.js';

export interface JobFilter {
  /** Empty: any status. */
  readonly statuses: readonly JobStatus[];
  readonly clientId: string | null;
  readonly featureId: string | null;
}

/** What a cancel found. */
export interface CancelOutcome {
  readonly previousStatus: JobStatus;
  readonly phase: string | null;
}

/** Reads and creates rows of `agent_jobs`. Their life as queue entries is `queue/job-queue.repository.ts`. */
@Injectable()
export class JobRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** null: no job has this id. */
  async find(id: string): Promise<Job | null> {
    const row = unwrap(await this.db.from('agent_jobs').select('*').eq('id', id).maybeSingle());
    return row && toJob(row);
  }

  /** @throws DomainError `not_found` when no job has this id. */
  async get(id: string): Promise<Job> {
    const job = await this.find(id);
    if (!job) throw DomainError.notFound('Job', id);
    return job;
  }

  /** Newest first. A page beyond the end is empty. */
  async list(filter: JobFilter, limit: number, offset: number): Promise<Job[]> {
    const rows = unwrap(
      await this.filtered('*', filter)
        .order('created_at', { ascending: false })
        .order('id', { ascending: false })
        .range(offset, offset + limit - 1),
    );
    return rows.map((row) => toJob(row));
  }

  async count(filter: JobFilter): Promise<number> {
    let query = this.db.from('agent_jobs').select('id', { count: 'exact' });
    if (filter.statuses.length > 0) query = query.in('status', [...filter.statuses]);
    if (filter.clientId) query = query.eq('client_id', filter.clientId);
    if (filter.featureId) query = query.eq('feature_id', filter.featureId);
    return unwrapCount(await query.limit(1));
  }

  /** Stores a job as `queued`, once: a repeated call with the same id answers the row that is there. */
  async insert(job: NewJob): Promise<Job> {
    const inserted = unwrap(
      await this.db.from('agent_jobs').upsert(job, { onConflict: 'id', ignoreDuplicates: true }).select('*'),
    );
    return inserted[0] ? toJob(inserted[0]) : this.get(job.id);
  }

  /** Cancels a queued or running job; a finished one is left alone. null: no job has this id. */
  async cancel(id: string): Promise<CancelOutcome | null> {
    const row = unwrap(await this.db.rpc('cancel_job', { p_id: id }))[0];
    return row ? { previousStatus: row.previous_status as JobStatus, phase: row.phase } : null;
  }

  private filtered(columns: '*', filter: JobFilter) {
    let query = this.db.from('agent_jobs').select(columns);
    if (filter.statuses.length > 0) query = query.in('status', [...filter.statuses]);
    if (filter.clientId) query = query.eq('client_id', filter.clientId);
    if (filter.featureId) query = query.eq('feature_id', filter.featureId);
    return query;
  }
}
