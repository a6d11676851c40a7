import type { CodeRepository } from '../../../clients/client.js';
import type { StoredMessage } from '../../messages/message.js';
import { type CutTexts, type Job, lastAnswerOf, type ShownJob } from '../../records/job.js';
import { type JobOutcome, outcomeOf } from '../../records/job-outcome.js';
import type { CreatedJob } from '../../creation/job-creation.service.js';
import type { BudgetWait, QueuePlace } from '../../records/queue-place.repository.js';
import type { Feature, NamedRow } from '../../records/reference.repository.js';
import { type JobField, publicFieldsOf } from './job-fields.js';

/** The public form of a job: its public fields, and the rows it refers to; a row that is gone is null. */
export interface JobResponse extends Pick<Job, JobField>, CutTexts {
  readonly client: { readonly id: string; readonly name: string } | null;
  readonly feature: { readonly id: string; readonly title: string } | null;
  readonly repository: {
    readonly id: string;
    readonly owner_name: string;
    readonly repo_name: string;
    readonly default_branch: string;
  } | null;
  /** null: it has not ended. */
  readonly outcome: JobOutcome | null;
  readonly last_answer: string | null;
  /** Why a budget holds it back and until when, in a sentence; null: none does. */
  readonly wait_message: string | null;
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
  readonly waits: ReadonlyMap<string, BudgetWait>;
}

/** @param report what the job's type adds. */
export function toJobResponse(job: ShownJob, references: JobReferences, report: object): JobResponse {
  return {
    ...report,
    ...publicFieldsOf(job),
    ...waitingOf(job, references),
    ...referredBy(job, references),
    outcome: outcomeOf(job),
    last_answer: lastAnswerOf(job),
    prompt_truncated: job.prompt_truncated,
    result_summary_truncated: job.result_summary_truncated,
    output_truncated: job.output_truncated,
    plan_truncated: job.plan_truncated,
  };
}

/** Where a queued job stands, and what it waits for. */
function waitingOf(job: ShownJob, { places, waits }: JobReferences) {
  const place = places.get(job.id);
  const wait = waits.get(job.id);
  return {
    wait_reason: place ? place.waitReason : (wait?.reason ?? job.wait_reason),
    wait_message: wait && (!place || place.waitReason === wait.reason) ? wait.sentence : null,
    position: place?.position ?? null,
  };
}

function referredBy(job: ShownJob, { clients, features, repositories }: JobReferences) {
  const feature = features.get(job.feature_id ?? '');
  const repository = repositories.get(job.repository_id ?? '');
  return {
    client: clients.get(job.client_id ?? '') ?? null,
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

/** Answer of POST /jobs. @param receipt what its type adds. */
export function toCreatedJobResponse({ job, position }: CreatedJob, receipt: object) {
  return {
    ...receipt,
    id: job.id,
    status: job.status,
    position,
    branchName: job.branch_name,
    createdAt: job.created_at,
    jobType: job.job_type,
  };
}

/** Answer of POST /jobs/:id/follow-up. @param receipt what its type adds. */
export function toFollowUpResponse(created: CreatedJob, receipt: object) {
  const { follow_up_of: followUpOf, root_job_id: rootJobId } = created.job;
  return { ...toCreatedJobResponse(created, receipt), followUpOf, rootJobId };
}

/** Answer of POST /jobs/:id/retry. @param receipt what its type adds. */
export function toRetriedJobResponse({ job, position }: CreatedJob, receipt: object) {
  return {
    ...receipt,
    id: job.id,
    originalJobId: job.original_job_id,
    status: job.status,
    branchName: job.branch_name,
    position,
    createdAt: job.created_at,
    jobType: job.job_type,
  };
}
