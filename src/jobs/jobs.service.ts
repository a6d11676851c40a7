import { Injectable } from '@nestjs/common';
import { CodeRepositoryRepository } from '../clients/code-repository.repository.js';
import { MessageRepository } from '../messages/message.repository.js';
import type { StoredMessage } from '../messages/message.js';
import type { ListJobsQuery } from './dto/list-jobs.query.js';
import type { ListMessagesQuery } from './dto/list-messages.query.js';
import { type JobDetailResponse, type JobReferences, type JobResponse, toJobResponse } from './dto/job.response.js';
import type { Job } from './job.js';
import { JobRepository } from './job.repository.js';
import { QueuePlaces } from './queue-places.js';
import { ReferenceRepository } from './reference.repository.js';

/** Messages shown with a job; the rest is paged through. */
const SHOWN_MESSAGES = 1_000;

/** Reads jobs for callers. */
@Injectable()
export class JobsService {
  constructor(
    private readonly jobs: JobRepository,
    private readonly places: QueuePlaces,
    private readonly references: ReferenceRepository,
    private readonly repositories: CodeRepositoryRepository,
    private readonly messages: MessageRepository,
  ) {}

  /** Newest first; `total` counts the filter without paging. */
  async list(query: ListJobsQuery): Promise<{ jobs: JobResponse[]; total: number }> {
    const filter = {
      statuses: query.status,
      clientId: query.clientId ?? null,
      featureId: query.featureId ?? null,
    };
    const [jobs, total] = await Promise.all([
      this.jobs.list(filter, query.limit, query.offset),
      this.jobs.count(filter),
    ]);
    const references = await this.referencesOf(jobs);
    return { jobs: jobs.map((job) => toJobResponse(job, references)), total };
  }

  /** @throws DomainError `not_found`. */
  async get(id: string, includeMessages: boolean): Promise<JobDetailResponse> {
    const job = await this.jobs.get(id);
    const response = toJobResponse(job, await this.referencesOf([job]));
    if (!includeMessages) return response;
    // PostgREST answers at most 1,000 rows, so the one that would tell of more is asked for by a second page.
    const newest = await this.messages.newest(id, SHOWN_MESSAGES);
    const truncated = newest.length === SHOWN_MESSAGES && (await this.hasOlder(id, newest[0]?.seq ?? 0));
    return { ...response, messages: newest, messages_truncated: truncated };
  }

  /** @throws DomainError `not_found`. */
  async listMessages(
    id: string,
    query: ListMessagesQuery,
  ): Promise<{ messages: StoredMessage[]; next_after: number | null }> {
    await this.jobs.get(id);
    const messages = await this.messages.page(id, query.after, query.limit, query.type);
    return { messages, next_after: messages.length === query.limit ? (messages.at(-1)?.seq ?? null) : null };
  }

  private async hasOlder(id: string, seq: number): Promise<boolean> {
    const [oldest] = await this.messages.page(id, 0, 1, []);
    return oldest !== undefined && oldest.seq < seq;
  }

  private async referencesOf(jobs: readonly Job[]): Promise<JobReferences> {
    const queued = jobs.filter((job) => job.status === 'queued').map((job) => job.id);
    const [clients, features, repositories, places] = await Promise.all([
      this.references.clients(distinct(jobs.map((job) => job.client_id))),
      this.references.features(distinct(jobs.map((job) => job.feature_id))),
      this.repositories.listByIds(distinct(jobs.map((job) => job.repository_id))),
      this.places.ofJobs(queued),
    ]);
    return { clients: byId(clients), features: byId(features), repositories: byId(repositories), places };
  }
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
