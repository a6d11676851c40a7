import { DomainError } from '../common/domain-error.js';
import type { Redactor } from '../common/redactor.js';
import type { CreateJobDto } from './dto/create-job.dto.js';
import { generatedBranchName, retryBranchName } from './generated-branch-name.js';
import type { Job, JobType, JobDraft } from './job.js';
import type { ChosenRepository } from './repository-choice.js';

const DEFAULT_MAX_ITERATIONS = 10;
const DEFAULT_COMPLETION_PROMISE = 'RALPH_COMPLETE';
const RALPH_FIELDS = ['maxIterations', 'completionPromise', 'feedbackCommands'] as const;

/** Checks that need no store: which fields go with which type of job. @throws DomainError `invalid`. */
export function assertFieldsFitType(body: CreateJobDto): void {
  const type = body.jobType ?? 'code';
  const misplaced = RALPH_FIELDS.find((field) => type !== 'ralph' && body[field] !== undefined && body[field] !== null);
  if (misplaced) throw DomainError.invalid(misplaced, `${misplaced} belongs to ralph jobs, this is a ${type} job`);
  if (type === 'code' && !body.branchName) {
    throw DomainError.invalid('branchName', 'branchName is required for code jobs');
  }
}

/**
 * The row to store for a request whose references have been found.
 * @param redactor cleans what becomes the name of a branch. @throws DomainError `invalid` for a protected branch.
 */
export function draftJob(
  id: string,
  body: CreateJobDto,
  { clientId, repository }: ChosenRepository,
  redactor: Redactor,
): JobDraft {
  const type = body.jobType ?? 'code';
  const title = body.title ? body.title : null;
  const branch = body.branchName ?? generatedBranchName(type, redactor.redact(title ?? body.prompt), id);
  if (branch === repository.default_branch) {
    throw DomainError.invalid('branchName', `branchName must not be the default branch ${branch} of the repository`);
  }
  return {
    id,
    client_id: clientId,
    repository_id: repository.id,
    feature_id: body.featureId ?? null,
    created_by_team_member_id: body.createdByTeamMemberId ?? null,
    original_job_id: null,
    job_type: type,
    title,
    prompt: body.prompt,
    branch_name: branch,
    max_cost_usd: body.maxCostUsd ?? null,
    max_duration_minutes: body.maxDurationMinutes ?? null,
    ...loopSettings(type, body),
  };
}

/** The row that repeats an ended job, on a branch of its own. `now`: epoch in milliseconds. */
export function draftRetry(id: string, original: Job, now: number): JobDraft {
  return {
    id,
    original_job_id: original.id,
    branch_name: original.branch_name === null ? null : retryBranchName(original.branch_name, now),
    client_id: original.client_id,
    repository_id: original.repository_id,
    feature_id: original.feature_id,
    created_by_team_member_id: original.created_by_team_member_id,
    job_type: original.job_type,
    title: original.title,
    prompt: original.prompt,
    max_cost_usd: original.max_cost_usd,
    max_duration_minutes: original.max_duration_minutes,
    max_iterations: original.max_iterations,
    completion_promise: original.completion_promise,
    feedback_commands: original.feedback_commands,
  };
}

function loopSettings(
  type: JobType,
  body: CreateJobDto,
): Pick<JobDraft, 'max_iterations' | 'completion_promise' | 'feedback_commands'> {
  if (type !== 'ralph') return { max_iterations: null, completion_promise: null, feedback_commands: null };
  return {
    max_iterations: body.maxIterations ?? DEFAULT_MAX_ITERATIONS,
    completion_promise: body.completionPromise ?? DEFAULT_COMPLETION_PROMISE,
    feedback_commands: body.feedbackCommands ?? [],
  };
}
