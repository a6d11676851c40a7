import type { Database, Json } from '../../platform/store/database.types.js';
import type { AttachmentInfo } from '../attachments/attachment.js';
import type { JobStatus } from './job-status.js';

export type JobRow = Database['public']['Tables']['agent_jobs']['Row'];

/** What the caller's own system says of a job: at most 50 texts, by name. */
export type JobMetadata = Readonly<Record<string, string>>;

type NarrowedColumn = 'feedback_commands' | 'env_names' | 'attachments' | 'metadata' | 'github_request';

/**
 * A job is its row: the published contract names the columns, so they keep their names everywhere
 * (docs/adr/0004). Only what Postgres cannot tell TypeScript is narrowed here.
 */
export interface Job extends Omit<JobRow, 'status' | NarrowedColumn> {
  readonly status: JobStatus;
  readonly metadata: JobMetadata;
  readonly feedback_commands: string[] | null;
  readonly env_names: string[] | null;
  readonly attachments: AttachmentInfo[];
  readonly github_request: GithubRequest | null;
}

/** Which texts of a job are only their beginning. */
export interface CutTexts {
  readonly prompt_truncated: boolean;
  readonly result_summary_truncated: boolean;
  readonly plan_truncated: boolean;
  /** Whether `output` and `output_schema` are left out, which are long together. */
  readonly output_truncated: boolean;
}

/** A job as it is shown: in lists, long texts are cut. */
export type ShownJob = Job & CutTexts;

export function uncut(job: Job): ShownJob {
  return {
    ...job,
    prompt_truncated: false,
    result_summary_truncated: false,
    plan_truncated: false,
    output_truncated: false,
  };
}

/** Characters of an answer that are shown beside the job. */
const MAX_ANSWER = 10_000;

/** Claude's text of the last turn, its beginning; null: there is none. */
export function lastAnswerOf({ result_summary: text }: Pick<Job, 'result_summary'>): string | null {
  // Most are short enough to need no look at their characters.
  return text !== null && text.length > MAX_ANSWER ? Array.from(text).slice(0, MAX_ANSWER).join('') : text;
}

export function toJob(row: JobRow): Job {
  return {
    ...row,
    status: row.status as JobStatus,
    metadata: row.metadata as Record<string, string>,
    feedback_commands: row.feedback_commands as string[] | null,
    env_names: row.env_names as string[] | null,
    attachments: row.attachments as unknown as AttachmentInfo[],
    github_request: row.github_request as unknown as GithubRequest | null,
  };
}

/** What at GitHub a job answers. */
export interface GithubRequest {
  readonly kind: 'review' | 'checks' | 'mention';
  /** Who asked; null: checks failed. */
  readonly login: string | null;
  readonly url: string;
}

/** A new job; everything else is decided while it runs. */
export interface JobOrigin {
  /** Name of the key that created it; null: AGENT_API_SECRET. */
  readonly created_by_key: string | null;
  /** The `X-Request-Id` of the request that created it. */
  readonly request_id: string;
  /** Absent: as the draft has it. */
  readonly github_request?: GithubRequest | null;
  /** The trace of that request, and the span in it under which runs hang; null: nobody traces it. */
  readonly trace_id: string | null;
  readonly traceparent: string | null;
}

export type NewJob = JobDraft & JobOrigin;

/** What a caller decides about a new job. */
export interface JobDraft extends JobSettings {
  readonly id: string;
  readonly client_id: string | null;
  readonly feature_id: string | null;
  readonly repository_id: string | null;
  readonly created_by_team_member_id: string | null;
  readonly original_job_id: string | null;
  /** The job whose work this one goes on from, and the first of that chain; null: it is no follow-up. */
  readonly follow_up_of: string | null;
  readonly root_job_id: string | null;
  /** That of the job that this one retries; null: there is none. */
  readonly github_request: GithubRequest | null;
  readonly job_type: string;
  /** What the type says of its jobs, for a store that asks for no type by name; see `JobType`. */
  readonly converses: boolean;
  readonly changes_tree: boolean;
  readonly iterates: boolean;
  readonly asks_model: boolean;
  readonly title: string | null;
  readonly prompt: string;
  readonly branch_name: string | null;
  /** Where the work starts and the pull request goes; null: the repository's default branch. */
  readonly base_branch: string | null;
  /** Whether the pull request is to be a draft, whatever the work is like. */
  readonly draft: boolean;
  /** The approved plan of the job that this one retries; null: it has none. */
  readonly plan: string | null;
  readonly plan_approved_at: string | null;
  /** null: CLAUDE_MODEL, else the CLI's own default. */
  readonly wanted_model: string | null;
  readonly model: string | null;
  /** The node that has work which this job inherits; null: it inherits none. */
  readonly work_kept_on: string | null;
  readonly max_cost_usd: number | null;
  readonly max_duration_minutes: number | null;
  readonly priority: number;
  /** The store derives `run_after` from it. */
  readonly not_before: string | null;
  readonly metadata: JobMetadata;
  readonly external_id: string | null;
  /** Names of the variables that its tools and commands get; null: none. */
  readonly env_names: string[] | null;
  /** The files that came with it, in order. */
  readonly attachments: readonly AttachmentInfo[];
}

/** What the store keeps for a job without being able to read it. */
export interface SealedParts {
  /** null: it has no variables. */
  readonly env: string | null;
  /** The contents of its attachments, in order. */
  readonly attachments: readonly SealedAttachment[];
}

export interface SealedAttachment {
  readonly name: string;
  readonly content_type: string;
  readonly sealed: string;
}

export const NOTHING_SEALED: SealedParts = { env: null, attachments: [] };

/** What only some types of jobs have. */
export interface JobSettings {
  /** The fields that a type adds; null: none. */
  readonly options: Json | null;
  /** A person approves a plan before the work begins. */
  readonly plan_approval: boolean;
  /** What the last answer must fit as data; null: it is text alone. */
  readonly output_schema: Json | null;
  // Of loops; columns of their own because they are published.
  readonly max_iterations: number | null;
  readonly completion_promise: string | null;
  readonly feedback_commands: string[] | null;
}
