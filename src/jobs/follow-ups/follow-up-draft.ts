import type { FollowUpFields } from '../api/dto/job-form.js';
import { inheritedFieldsOf, settingsOf } from '../creation/retry-draft.js';
import { envNamesOf } from '../env/job-envs.js';
import type { Job, JobDraft, JobSettings } from '../records/job.js';

/** What a follow-up is to do. */
export interface FollowUpWishes {
  /** Absent fields, null among them, are as in the job before. */
  readonly common: FollowUpFields;
  /** null: those of the job before. */
  readonly settings: JobSettings | null;
  /** Whether it is planned first: that the job before was says nothing of this one. */
  readonly planApproval: boolean;
}

export function draftFollowUp(id: string, earlier: Job, { common, settings, planApproval }: FollowUpWishes): JobDraft {
  return {
    ...inheritedFieldsOf(earlier),
    id,
    original_job_id: null,
    follow_up_of: earlier.id,
    root_job_id: earlier.root_job_id ?? earlier.id,
    github_request: null,
    prompt: common.prompt,
    // What it is called says what it does, which the job before did not.
    title: common.title || null,
    branch_name: earlier.branch_name,
    ...wishesOf(common, earlier),
    work_kept_on: null,
    plan: null,
    plan_approved_at: null,
    // Values of variables and files are given anew: those of the job before may be gone.
    env_names: envNamesOf(common.env),
    ...(settings ?? settingsOf(earlier)),
    plan_approval: planApproval,
  };
}

function wishesOf(common: FollowUpFields, earlier: Job) {
  const model = common.model ?? earlier.wanted_model;
  return {
    created_by_team_member_id: common.createdByTeamMemberId ?? earlier.created_by_team_member_id,
    max_cost_usd: common.maxCostUsd ?? earlier.max_cost_usd,
    max_duration_minutes: common.maxDurationMinutes ?? earlier.max_duration_minutes,
    priority: common.priority ?? earlier.priority,
    not_before: common.notBefore ?? null,
    metadata: common.metadata ?? earlier.metadata,
    external_id: common.externalId ?? earlier.external_id,
    draft: common.draft ?? earlier.draft,
    wanted_model: model,
    model,
  };
}
