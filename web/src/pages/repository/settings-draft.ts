import type { RepositoryDetail } from '../../api/types.js';

/** Which files the result of the setup command depends on: the usual lock files, none (it runs each time), or chosen ones. */
export type SetupCache = 'usual' | 'never' | 'chosen';

/** The settings as a form has them: lists are lines. */
export interface SettingsDraft {
  readonly githubOrg: string;
  readonly githubRepo: string;
  readonly defaultBranch: string;
  readonly model: string;
  readonly maxConcurrentJobs: string;
  readonly branchPrefix: string;
  readonly instructions: string;
  readonly protectedPaths: string;
  readonly feedbackCommands: string;
  readonly labels: string;
  readonly reviewers: string;
  readonly draft: boolean;
  readonly trustRepoConfig: boolean;
  /** `true`, `false`, or empty: those of the same owner. */
  readonly submodules: string;
  readonly setupCommand: string;
  readonly setupTimeoutMinutes: string;
  readonly setupCache: SetupCache;
  readonly setupCacheKey: string;
  readonly onReview: boolean;
  readonly onFailedChecks: boolean;
  readonly mention: string;
  readonly maxPerPullRequest: string;
}

const joined = (values: readonly string[] | null): string => (values ?? []).join('\n');

export function draftOf(repository: RepositoryDetail): SettingsDraft {
  return {
    githubOrg: repository.owner_name,
    githubRepo: repository.repo_name,
    defaultBranch: repository.default_branch,
    model: repository.model ?? '',
    maxConcurrentJobs: repository.max_concurrent_jobs?.toString() ?? '',
    branchPrefix: repository.branch_prefix ?? '',
    instructions: repository.instructions ?? '',
    protectedPaths: joined(repository.protected_paths),
    feedbackCommands: joined(repository.feedback_commands),
    labels: joined(repository.labels),
    reviewers: joined(repository.reviewers),
    draft: repository.draft ?? false,
    trustRepoConfig: repository.trust_repo_config,
    submodules: repository.submodules?.toString() ?? '',
    ...setupOf(repository),
    ...followUpsOf(repository),
  };
}

function setupOf({ setup_command: command, setup_timeout_minutes: minutes, setup_cache_key: key }: RepositoryDetail) {
  const cache: SetupCache = key === null ? 'usual' : key.length === 0 ? 'never' : 'chosen';
  return {
    setupCommand: command ?? '',
    setupTimeoutMinutes: minutes?.toString() ?? '',
    setupCache: cache,
    setupCacheKey: joined(key),
  };
}

function followUpsOf({ auto_follow_up: auto }: RepositoryDetail) {
  return {
    onReview: auto?.on_review ?? false,
    onFailedChecks: auto?.on_failed_checks ?? false,
    mention: auto?.mention ?? '',
    maxPerPullRequest: auto?.max_per_pull_request.toString() ?? '',
  };
}
