import type { CodeRepository } from '../../clients/client.js';
import type { StoredMessage } from '../../messages/message.js';
import type { Job } from '../job.js';
import type { CreatedJob } from '../job-creation.service.js';
import type { QueuePlace } from '../queue-place.repository.js';
import type { Feature, NamedRow } from '../reference.repository.js';

/** A job with the rows it refers to; a row that is gone is null. */
export interface JobResponse extends Omit<Job, 'branch_lock' | 'message_aliases' | 'postponed_tokens'> {
  readonly client: { readonly id: string; readonly name: string } | null;
  readonly feature: { readonly id: string; readonly title: string } | null;
  readonly repository: {
    readonly id: string;
    readonly owner_name: string;
    readonly repo_name: string;
    readonly default_branch: string;
  } | null;
  /** 1-based place among the queued jobs; null when it is not queued. */
  readonly position: number | null;
}

export interface JobDetailResponse extends JobResponse {
  readonly messages?: readonly StoredMessage[];
  /** Whether older messages than those shown exist. */
  readonly messages_truncated?: boolean;
}

/** What is known of the rows that jobs refer to, by id. */
export interface JobReferences {
  readonly clients: ReadonlyMap<string, NamedRow>;
  readonly features: ReadonlyMap<string, Feature>;
  readonly repositories: ReadonlyMap<string, CodeRepository>;
  readonly places: ReadonlyMap<string, QueuePlace>;
}

export function toJobResponse(row: Job, references: JobReferences): JobResponse {
  const { branch_lock: _lock, message_aliases: _aliases, postponed_tokens: _tokens, ...job } = row;
  const feature = references.features.get(job.feature_id ?? '');
  const repository = references.repositories.get(job.repository_id ?? '');
  const place = references.places.get(job.id);
  return {
    ...job,
    wait_reason: place ? place.waitReason : job.wait_reason,
    position: place?.position ?? null,
    client: references.clients.get(job.client_id ?? '') ?? null,
    feature: feature ? { id: feature.id, title: feature.title } : null,
    repository: repository
      ? {
          id: repository.id,
          owner_name: repository.owner_name,
          repo_name: repository.repo_name,
          default_branch: repository.default_branch,
        }
      : null,
  };
}

/** Answer of POST /jobs. */
export function toCreatedJobResponse({ job, position }: CreatedJob) {
  const created = {
    id: job.id,
    status: job.status,
    position,
    branchName: job.branch_name,
    createdAt: job.created_at,
    jobType: job.job_type,
  };
  if (job.job_type !== 'ralph') return created;
  return {
    ...created,
    maxIterations: job.max_iterations,
    completionPromise: job.completion_promise,
    feedbackCommands: job.feedback_commands,
  };
}

/** Answer of POST /jobs/:id/retry. */
export function toRetriedJobResponse({ job, position }: CreatedJob) {
  return {
    id: job.id,
    originalJobId: job.original_job_id,
    status: job.status,
    branchName: job.branch_name,
    position,
    createdAt: job.created_at,
  };
}
