import type { Schema } from '../../../http/description/fields.js';
import { FAILURE_CODES } from '../../../platform/errors/failure-codes.js';
import { JOB_OUTCOMES } from '../../records/job-outcome.js';
import { COMPLETION_REASONS } from '../../records/completion-reason.js';
import { JOB_PHASES, JOB_STATUSES } from '../../records/job-status.js';
import type { DERIVED_FIELDS, JobField } from './job-fields.js';

export type PublicField = JobField | keyof typeof DERIVED_FIELDS;

const TEXT = { type: 'string' };
const ID = { type: 'string', format: 'uuid' };
const TIME = { type: 'string', format: 'date-time' };
const COUNT = { type: 'integer' };
const AMOUNT = { type: 'number' };
const FLAG = { type: 'boolean' };
/** Any JSON. */
const ANY = {
  anyOf: [
    { type: 'object', additionalProperties: true },
    { type: 'array', items: {} },
    ...['string', 'number', 'boolean', 'null'].map((type) => ({ type })),
  ],
};

const ATTACHMENT = {
  type: 'object',
  required: ['name', 'content_type', 'bytes'],
  properties: { name: TEXT, content_type: TEXT, bytes: COUNT },
};

const INTERRUPTION = {
  type: 'object',
  required: ['attempt', 'node', 'phase', 'noticed_at'],
  properties: {
    attempt: COUNT,
    node: { type: ['string', 'null'] },
    phase: { type: ['string', 'null'] },
    noticed_at: TIME,
  },
};

/** Fields that are never null, but for `output`, of which nothing can be said. */
export const JOB_SCHEMAS = {
  id: ID,
  metadata: { type: 'object', additionalProperties: TEXT },
  archived: FLAG,
  draft: FLAG,
  job_type: TEXT,
  prompt: TEXT,
  priority: COUNT,
  status: { type: 'string', enum: JOB_STATUSES },
  created_at: TIME,
  updated_at: TIME,
  attempt: COUNT,
  interruptions: { type: 'array', items: INTERRUPTION },
  attachments: { type: 'array', items: ATTACHMENT },
  postponements: COUNT,
  lease_token: COUNT,
  plan_approval: FLAG,
  prompt_truncated: FLAG,
  plan_truncated: FLAG,
  result_summary_truncated: FLAG,
  output_truncated: FLAG,
  output: ANY,
} as const satisfies Partial<Record<PublicField, Schema>>;

/** Fields that may be null. */
export const NULLABLE_JOB_SCHEMAS = {
  title: TEXT,
  branch_name: TEXT,
  client_id: ID,
  feature_id: ID,
  repository_id: ID,
  created_by_team_member_id: ID,
  created_by_key: TEXT,
  request_id: TEXT,
  trace_id: TEXT,
  external_id: TEXT,
  env_names: { type: 'array', items: TEXT },
  base_branch: TEXT,
  error_code: { type: 'string', enum: Object.keys(FAILURE_CODES) },
  original_job_id: ID,
  follow_up_of: ID,
  root_job_id: ID,
  max_cost_usd: AMOUNT,
  max_duration_minutes: COUNT,
  not_before: TIME,
  phase: { type: 'string', enum: JOB_PHASES },
  wait_reason: TEXT,
  run_after: TIME,
  started_at: TIME,
  completed_at: TIME,
  cancel_requested_at: TIME,
  lease_owner: TEXT,
  lease_expires_at: TIME,
  sandbox: TEXT,
  session_id: TEXT,
  session_ended_at: TIME,
  model: TEXT,
  plan: TEXT,
  plan_approved_at: TIME,
  base_sha: TEXT,
  head_sha: TEXT,
  shared_at: TIME,
  pr_url: TEXT,
  pr_number: COUNT,
  pr_state: { type: 'string', enum: ['open', 'merged', 'closed'] },
  merged_at: TIME,
  github_request: {
    type: 'object',
    required: ['kind', 'login', 'url'],
    properties: {
      kind: { type: 'string', enum: ['review', 'checks', 'mention'] },
      login: { type: ['string', 'null'] },
      url: { type: 'string' },
    },
  },
  pr_draft: FLAG,
  output_schema: { type: 'object', additionalProperties: true },
  result_summary: TEXT,
  completion_reason: { type: 'string', enum: Object.keys(COMPLETION_REASONS) },
  error: TEXT,
  num_turns: COUNT,
  input_tokens: COUNT,
  output_tokens: COUNT,
  total_cost_usd: AMOUNT,
  duration_ms: COUNT,
  awaiting_input_since: TIME,
  complete_requested_at: TIME,
  wake_at: TIME,
  max_iterations: COUNT,
  completion_promise: TEXT,
  feedback_commands: { type: 'array', items: TEXT },
  current_iteration: COUNT,
  total_iterations: COUNT,
  stop_requested_at: TIME,
  outcome: { type: 'string', enum: Object.keys(JOB_OUTCOMES) },
  last_answer: TEXT,
  wait_message: TEXT,
} as const satisfies Record<Exclude<PublicField, keyof typeof JOB_SCHEMAS>, Schema>;
