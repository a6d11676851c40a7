import type { CodeRepository } from '../../clients/client.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Redactor } from '../../platform/redaction/redactor.js';
import type { RepositorySettings } from '../../clients/repositories/repository-settings.js';
import { infoOf } from '../attachments/attachment.js';
import { envNamesOf } from '../env/job-envs.js';
import type { JobDraft, JobSettings } from '../records/job.js';
import { generatedBranchName } from './generated-branch-name.js';
import type { JobRequest, SentFields } from './job-request.js';
import type { ChosenRepository } from './repository-choice.js';

type Common = JobRequest['common'];

/**
 * The row to store for a request whose references have been found.
 * @param defaults those of the repository, for what the request leaves out.
 * @param redactor cleans what becomes the name of a branch. @throws DomainError `invalid` for a protected branch.
 */
export function draftJob(
  id: string,
  { type, common, own, sent }: JobRequest,
  { clientId, repository }: ChosenRepository,
  defaults: RepositorySettings,
  redactor: Redactor,
): JobDraft {
  const title = common.title ? common.title : null;
  const prefix = defaults.branch_prefix ?? `${type.name}/`;
  const branch = common.branchName ?? generatedBranchName(prefix, redactor.redact(title ?? common.prompt), id);
  assertNotDefault(branch, repository);
  return {
    id,
    client_id: clientId,
    repository_id: repository.id,
    original_job_id: null,
    follow_up_of: null,
    root_job_id: null,
    github_request: null,
    job_type: type.name,
    converses: type.converses,
    changes_tree: type.changesTree,
    iterates: type.iterates,
    asks_model: type.asksModel,
    title,
    prompt: common.prompt,
    branch_name: branch,
    base_branch: baseBranchOf(common, repository, type.changesTree ? branch : null),
    draft: draftOf(common, type.changesTree, defaults),
    wanted_model: common.model ?? null,
    model: common.model ?? null,
    work_kept_on: null,
    plan: null,
    plan_approved_at: null,
    ...wishesOf(common),
    ...withDefaults(type.settingsOf(own), sent, defaults),
  };
}

/** null: the default one, also when it was named. @throws DomainError `invalid` for the branch of the work itself. */
function baseBranchOf(
  { baseBranch }: Common,
  { default_branch }: ChosenRepository['repository'],
  branch: string | null,
) {
  if (!baseBranch || baseBranch === default_branch) return null;
  if (baseBranch !== branch) return baseBranch;
  throw DomainError.invalid('baseBranch', 'baseBranch must be another branch than branchName');
}

/** @throws DomainError `invalid` where there will be no pull request. */
function draftOf({ draft }: Common, changesTree: boolean, defaults: RepositorySettings): boolean {
  if (draft && !changesTree) throw DomainError.invalid('draft', 'draft is for jobs that end in a pull request');
  return draft ?? (changesTree && defaults.draft === true);
}

/** Of types that have feedback commands. */
function withDefaults(settings: JobSettings, sent: SentFields, { feedback_commands: commands }: RepositorySettings) {
  if (settings.feedback_commands === null || sent.has('feedbackCommands') || commands === null) return settings;
  return { ...settings, feedback_commands: [...commands] };
}

/** What callers may leave out. */
function wishesOf(common: Common) {
  return {
    feature_id: common.featureId ?? null,
    created_by_team_member_id: common.createdByTeamMemberId ?? null,
    max_cost_usd: common.maxCostUsd ?? null,
    max_duration_minutes: common.maxDurationMinutes ?? null,
    priority: common.priority ?? 0,
    not_before: common.notBefore ?? null,
    metadata: common.metadata ?? {},
    external_id: common.externalId ?? null,
    env_names: envNamesOf(common.env),
    attachments: (common.attachments ?? []).map(infoOf),
  };
}

/** @throws DomainError `invalid` for a branch that jobs must not change. */
export function assertNotDefault(branch: string, { default_branch }: Pick<CodeRepository, 'default_branch'>): void {
  if (branch !== default_branch) return;
  throw DomainError.invalid('branchName', `branchName must not be the default branch ${branch} of the repository`);
}
