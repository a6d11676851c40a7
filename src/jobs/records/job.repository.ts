import { RateLimited } from '../../platform/errors/rate-limited.js';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Json } from '../../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import {
  type CutTexts,
  type Job,
  type JobDraft,
  type JobMetadata,
  type JobRow,
  type NewJob,
  NOTHING_SEALED,
  type SealedParts,
  type ShownJob,
  toJob,
} from './job.js';
import type { JobStatus } from './job-status.js';

/** What narrows a list, as `listed_jobs` in supabase/schemas/jobs.sql says; what is undefined does not. */
export interface JobFilter {
  /** Empty: any status. */
  readonly statuses?: readonly JobStatus[] | undefined;
  /** At most 50; null: of any client, or of none. */
  readonly client_ids?: readonly string[] | null;
  readonly client_id?: string | undefined;
  readonly feature_id?: string | undefined;
  readonly repository_id?: string | undefined;
  readonly job_type?: string | undefined;
  readonly branch?: string | undefined;
  readonly external_id?: string | undefined;
  readonly team_member_id?: string | undefined;
  readonly created_after?: string | undefined;
  readonly created_before?: string | undefined;
  readonly words?: string | undefined;
  readonly metadata?: JobMetadata | undefined;
  readonly awaiting_input?: boolean;
  /** Whether archived jobs are in the list, too. */
  readonly archived?: boolean;
}

/** What callers may change of a job; what is undefined stays as it is. */
export type JobChange = Partial<Pick<JobDraft, 'title' | 'metadata' | 'external_id' | 'priority' | 'not_before'>> & {
  readonly archived?: boolean | undefined;
};

/** A job's place in a list, whatever comes or goes meanwhile. */
export type JobPlace = Pick<JobRow, 'created_at' | 'id'>;

export interface JobPage {
  readonly limit: number;
  readonly offset: number;
  /** The last job of the page before; null: from the newest. */
  readonly after: JobPlace | null;
}

/** How many jobs a filter finds, on all pages. */
export interface JobTotal {
  readonly total: number;
  /** Whether that is only about right: more than 10,000 are not counted. */
  readonly isEstimate: boolean;
}

/** Up to here jobs are counted one by one. */
const EXACT_TOTAL = 10_000;

/** What a cancel found. */
export interface CancelOutcome {
  readonly previousStatus: JobStatus;
  readonly phase: string | null;
  readonly client_id: string | null;
  readonly request_id: string | null;
}

/** Reads and creates rows of `agent_jobs`. Their life as queue entries is `queue/dispatching/job-queue.repository.ts`. */
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

  /** @throws DomainError `not_found` when no job has this id. */
  async assertExists(id: string): Promise<void> {
    const row = unwrap(await this.db.from('agent_jobs').select('id').eq('id', id).maybeSingle());
    if (!row) throw DomainError.notFound('Job', id);
  }

  /** Newest first. A page beyond the end is empty. */
  async list(filter: JobFilter, { limit, offset, after }: JobPage): Promise<{ jobs: ShownJob[]; total: JobTotal }> {
    const page = {
      p_filter: toStored(filter),
      p_limit: limit,
      p_offset: offset,
      // The generated types cannot say that a parameter of a function may be null.
      p_after_at: (after?.created_at ?? null) as string,
      p_after_id: (after?.id ?? null) as string,
    };
    const ids = unwrap(await this.db.rpc('list_jobs', page)).map(({ id }) => id);
    // The last page tells how many there are.
    const isLast = after === null && ids.length < limit && (ids.length > 0 || offset === 0);
    const counted = isLast ? { total: offset + ids.length, isEstimate: false } : this.count(filter);
    const [jobs, total] = await Promise.all([this.summaries(ids), counted]);
    return { jobs, total };
  }

  private async count(filter: JobFilter): Promise<JobTotal> {
    const rows = unwrap(await this.db.rpc('count_jobs', { p_filter: toStored(filter), p_exact: EXACT_TOTAL }));
    return { total: rows[0]?.total ?? 0, isEstimate: rows[0]?.is_estimate ?? false };
  }

  /** Jobs as lists show them, in the order of at most 1,000 ids; those that are gone are left out. */
  async summaries(ids: readonly string[]): Promise<ShownJob[]> {
    if (ids.length === 0) return [];
    const rows = unwrap(await this.db.rpc('job_summaries', { p_ids: [...ids] }));
    return rows.map(({ summary }) => {
      const row = summary as unknown as JobRow & CutTexts;
      return { ...row, ...toJob(row) };
    });
  }

  /**
   * Stores a job as `queued`, once: a repeated call with the same id answers the row that is there.
   * @param perHour how many its key may create in an hour; null: any number. @throws RateLimited when it has created them.
   */
  async insert(
    job: NewJob,
    { env, attachments }: SealedParts = NOTHING_SEALED,
    perHour: number | null = null,
  ): Promise<Job> {
    // The generated types cannot say that a parameter of a function may be null.
    const sealed = { p_env: env as string, p_attachments: attachments as unknown as Json };
    const args = { p_job: job as unknown as Json, ...sealed, p_per_hour: perHour as number };
    const inserted = unwrap(await this.db.rpc('create_job', args));
    const stored = inserted[0] ? toJob(inserted[0]) : await this.find(job.id);
    return stored ?? this.refuse(job, perHour);
  }

  /** null: no job has this id, or, where `isQueued`, it is no longer queued. */
  async change(id: string, change: JobChange, isQueued: boolean): Promise<Job | null> {
    let query = this.db.from('agent_jobs').update(change).eq('id', id);
    if (isQueued) query = query.eq('status', 'queued');
    const row = unwrap(await query.select('*').maybeSingle());
    return row && toJob(row);
  }

  /** Cancels a queued or running job; a finished one is left alone. null: no job has this id. */
  async cancel(id: string): Promise<CancelOutcome | null> {
    const row = unwrap(await this.db.rpc('cancel_job', { p_id: id }))[0];
    if (!row) return null;
    const { client_id, request_id, phase } = row;
    return { previousStatus: row.previous_status as JobStatus, phase, client_id, request_id };
  }

  private async refuse({ id, created_by_key: key }: NewJob, perHour: number | null): Promise<never> {
    if (perHour === null) throw DomainError.notFound('Job', id);
    const seconds = unwrap(await this.db.rpc('next_job_in', { p_key: key as string, p_per_hour: perHour }));
    const subject = key === null ? 'AGENT_API_SECRET' : 'This key';
    throw new RateLimited('jobs', `${subject} may create ${perHour} jobs in an hour`, Math.max(1, seconds));
  }
}

/** The lists as Postgres writes an array. */
function toStored({ statuses = [], client_ids: clients = null, ...filter }: JobFilter): Json {
  const client_ids = clients === null ? null : `{${clients.join(',')}}`;
  return { ...filter, client_ids, statuses: statuses.length > 0 ? `{${statuses.join(',')}}` : null };
}
