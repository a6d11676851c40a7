import type { RetryFields } from '../api/dto/job-form.js';
import { envNamesOf } from '../env/job-envs.js';
import type { Job, JobDraft, JobSettings } from '../records/job.js';
import { hasPushedWork, keepsFinishedWork } from '../records/kept-work.js';
import { retryBranchName } from './generated-branch-name.js';

/** What a retry is to do otherwise than its original. */
export interface RetryChanges {
  /** Absent fields, null among them, are as before. */
  readonly common: RetryFields;
  /** null: those of the original. */
  readonly settings: JobSettings | null;
}

/** `now`: epoch in milliseconds. */
export function draftRetry(id: string, original: Job, changes: RetryChanges, now: number): JobDraft {
  const { common, settings } = changes;
  return {
    ...inheritedFieldsOf(original),
    id,
    original_job_id: original.id,
    follow_up_of: original.follow_up_of,
    root_job_id: original.root_job_id,
    github_request: original.github_request,
    title: (common.title ?? original.title) || null,
    prompt: common.prompt ?? original.prompt,
    max_cost_usd: common.maxCostUsd ?? original.max_cost_usd,
    max_duration_minutes: common.maxDurationMinutes ?? original.max_duration_minutes,
    env_names: common.env ? envNamesOf(common.env) : original.env_names,
    ...(settings ?? settingsOf(original)),
    ...branchAndWork(original, changes, now),
    ...approvedPlanOf(original, changes),
  };
}

/** A plan that was approved need not be made again, unless the retry is to do something else. */
function approvedPlanOf({ plan, plan_approved_at }: Job, { common, settings }: RetryChanges) {
  const stands = plan_approved_at !== null && !common.prompt && settings === null;
  return stands ? { plan, plan_approved_at } : { plan: null, plan_approved_at: null };
}

/**
 * A retry inherits finished work, unless it is to do something else. It has its own branch unless one is named; where only the pull
 * request is missing, the branch that has the work already. A follow-up goes on with its branch and its pull request.
 */
function branchAndWork(original: Job, { common, settings }: RetryChanges, now: number) {
  const { branch_name: branch } = original;
  const inherits = keepsFinishedWork(original) && !common.prompt && settings === null;
  const staysThere = original.follow_up_of !== null || (inherits && hasPushedWork(original));
  const ownBranch = branch === null || staysThere ? branch : retryBranchName(branch, now);
  return { branch_name: common.branchName ?? ownBranch, work_kept_on: inherits ? original.lease_owner : null };
}

/** Whose job it is, and what kind of job. */
export function inheritedFieldsOf({
  client_id,
  repository_id,
  feature_id,
  created_by_team_member_id,
  job_type,
  converses,
  changes_tree,
  iterates,
  asks_model,
  priority,
  not_before,
  metadata,
  external_id,
  base_branch,
  draft,
  wanted_model,
  attachments,
}: Job) {
  const references = { client_id, repository_id, feature_id, created_by_team_member_id };
  const of = {
    ...references,
    metadata,
    external_id,
    base_branch,
    draft,
    wanted_model,
    model: wanted_model,
    attachments,
  };
  return { ...of, job_type, converses, changes_tree, iterates, asks_model, priority, not_before };
}

export function settingsOf(job: Job): JobSettings {
  const { options, output_schema, plan_approval, max_iterations, completion_promise, feedback_commands } = job;
  return { options, output_schema, plan_approval, max_iterations, completion_promise, feedback_commands };
}
