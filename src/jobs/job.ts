import type { Database } from '../store/database.types.js';
import type { JobStatus } from './job-status.js';

export const JOB_TYPES = ['code', 'task', 'ralph'] as const;
export type JobType = (typeof JOB_TYPES)[number];

export type JobRow = Database['public']['Tables']['agent_jobs']['Row'];

/**
 * A job is its row: the published contract names the columns, so they keep their names everywhere
 * (docs/adr/0004). Only what Postgres cannot tell TypeScript is narrowed here.
 */
export interface Job extends Omit<JobRow, 'status' | 'job_type' | 'feedback_commands'> {
  readonly status: JobStatus;
  readonly job_type: JobType;
  readonly feedback_commands: string[] | null;
}

export function toJob(row: JobRow): Job {
  return {
    ...row,
    status: row.status as JobStatus,
    job_type: row.job_type as JobType,
    feedback_commands: row.feedback_commands as string[] | null,
  };
}

/** A new job; everything else is decided while it runs. */
export interface NewJob extends JobDraft {
  /** Name of the key that created it; null: AGENT_API_SECRET. */
  readonly created_by_key: string | null;
}

/** What a caller decides about a new job. */
export interface JobDraft {
  readonly id: string;
  readonly client_id: string | null;
  readonly feature_id: string | null;
  readonly repository_id: string | null;
  readonly created_by_team_member_id: string | null;
  readonly original_job_id: string | null;
  readonly job_type: JobType;
  readonly title: string | null;
  readonly prompt: string;
  readonly branch_name: string | null;
  readonly max_cost_usd: number | null;
  readonly max_duration_minutes: number | null;
  readonly max_iterations: number | null;
  readonly completion_promise: string | null;
  readonly feedback_commands: string[] | null;
}
