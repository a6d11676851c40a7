import type { Reach } from '../../http/reach/reach.js';
import { Injectable } from '@nestjs/common';
import { CodeRepositoryRepository } from '../../clients/repositories/code-repository.repository.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { jobCursor, toJobPlace } from './job-cursor.js';
import type { PageQuery } from '../../http/paging/page.query.js';
import { MessagePages } from '../messages/message-pages.js';
import type { ListJobsQuery } from './dto/list-jobs.query.js';
import { type JobDetailResponse, type JobReferences, type JobResponse, toJobResponse } from './dto/job.response.js';
import { JobChainRepository } from '../follow-ups/job-chain.repository.js';
import { type Job, type ShownJob, uncut } from '../records/job.js';
import { type JobFilter, JobRepository } from '../records/job.repository.js';
import { BUDGET_REASONS, type QueuePlace } from '../records/queue-place.repository.js';
import { QueuePlaces } from '../records/queue-places.js';
import { ReferenceRepository } from '../records/reference.repository.js';
import { JobTypes } from '../types/job-types.js';

/** What a list of jobs rarely exceeds, in bytes: their texts are cut. */
export const LIST_BYTES = 2_000_000;
/** Messages shown with a job; the rest is paged through. */
const SHOWN_MESSAGES = 1_000;

export interface JobListResponse {
  readonly jobs: JobResponse[];
  readonly total: number;
  readonly total_is_estimate: boolean;
  /** null: this page is the last. */
  readonly next_cursor: string | null;
}

/** Reads jobs for callers. */
@Injectable()
export class JobsService {
  constructor(
    private readonly jobs: JobRepository,
    private readonly places: QueuePlaces,
    private readonly references: ReferenceRepository,
    private readonly repositories: CodeRepositoryRepository,
    private readonly messages: MessagePages,
    private readonly types: JobTypes,
    private readonly chain: JobChainRepository,
  ) {}

  /** Newest first; `total` counts the filter without paging, above 10,000 by an estimate. */
  async list(query: ListJobsQuery, reach: Reach | null): Promise<JobListResponse> {
    const { limit, offset, cursor } = query;
    if (cursor !== undefined && offset > 0) throw DomainError.invalid('cursor', 'Send cursor or offset, not both');
    const after = cursor === undefined ? null : toJobPlace(cursor);
    const { jobs, total } = await this.jobs.list(
      { ...filterOf(query), client_ids: reach?.clientIds ?? null },
      { limit, offset, after },
    );
    const last = jobs.length === limit ? jobs.at(-1) : undefined;
    return {
      jobs: await this.shown(jobs, reach),
      total: total.total,
      total_is_estimate: total.isEstimate,
      next_cursor: last ? jobCursor(last) : null,
    };
  }

  /** The follow-ups of the chain that a job belongs to, in order of creation. @throws DomainError `not_found`. */
  async followUps(id: string, { limit, cursor }: PageQuery, reach: Reach | null) {
    const after = cursor === undefined ? null : toJobPlace(cursor);
    const found = await this.chain.followUps(await this.jobs.get(id), after, limit + 1);
    const jobs = await this.jobs.summaries(found.slice(0, limit));
    const last = found.length > limit ? jobs.at(-1) : undefined;
    return { jobs: await this.shown(jobs, reach), next_cursor: last ? jobCursor(last) : null };
  }

  /** @throws DomainError `not_found`. */
  async get(id: string, includeMessages: boolean, reach: Reach | null): Promise<JobDetailResponse> {
    const job = await this.jobs.get(id);
    const response = await this.show(job, reach);
    if (!includeMessages) return response;
    const { messages, more } = await this.messages.newest(id, SHOWN_MESSAGES);
    return { ...response, messages, messages_truncated: more };
  }

  /** A job as `get` answers it, without messages. */
  async show(job: Job, reach: Reach | null): Promise<JobResponse> {
    return toJobResponse(uncut(job), await this.referencesOf([job], reach), this.reportOf(job));
  }

  private async shown(jobs: readonly ShownJob[], reach: Reach | null): Promise<JobResponse[]> {
    const references = await this.referencesOf(jobs, reach);
    return jobs.map((job) => toJobResponse(job, references, this.reportOf(job)));
  }

  /** What the type of a job adds when it is created; of a type that only other servers know, nothing. */
  receiptOf(job: Job): object {
    return this.types.find(job.job_type)?.receiptOf(job) ?? {};
  }

  /** Of a type that only other servers know, nothing is added. */
  private reportOf(job: Job): object {
    return this.types.find(job.job_type)?.reportOf(job) ?? {};
  }

  private async referencesOf(jobs: readonly Job[], reach: Reach | null): Promise<JobReferences> {
    const queued = jobs.filter((job) => job.status === 'queued').map((job) => job.id);
    const queuedPlaces = this.places.ofJobs(queued, reach);
    const [clients, features, repositories, places, waits] = await Promise.all([
      this.references.clients(distinct(jobs.map((job) => job.client_id))),
      this.references.features(distinct(jobs.map((job) => job.feature_id))),
      this.repositories.listByIds(distinct(jobs.map((job) => job.repository_id))),
      queuedPlaces,
      queuedPlaces.then((known) => this.places.budgetWaits(heldByBudgets(jobs, known), reach)),
    ]);
    return { clients: byId(clients), features: byId(features), repositories: byId(repositories), places, waits };
  }
}

function filterOf(query: ListJobsQuery): JobFilter {
  return {
    statuses: query.status,
    client_id: query.clientId,
    feature_id: query.featureId,
    repository_id: query.repositoryId,
    job_type: query.jobType,
    branch: query.branch,
    external_id: query.externalId,
    team_member_id: query.createdByTeamMemberId,
    created_after: query.createdAfter,
    created_before: query.createdBefore,
    words: query.q,
    metadata: query.metadata,
    awaiting_input: query.awaitingInput === 'true',
    archived: query.archived === 'true',
  };
}

/** Which a budget holds back: queued ones, and perhaps conversations that would resume. */
function heldByBudgets(jobs: readonly Job[], places: ReadonlyMap<string, QueuePlace>): Job[] {
  const isHeld = ({ id }: Job): boolean => BUDGET_REASONS.some((reason) => reason === places.get(id)?.waitReason);
  return jobs.filter((job) => isHeld(job) || (job.phase === 'parked' && job.wake_at !== null));
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
