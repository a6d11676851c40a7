import type { RepositoryDetail, Schemas } from '../../api/types.js';

/** The settings as a form has them: lists are lines. */
export interface SettingsDraft {
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
}

const joined = (values: readonly string[] | null): string => (values ?? []).join('\n');

export function draftOf(repository: RepositoryDetail): SettingsDraft {
  return {
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
  };
}

/** What differs from what there is; empty texts and lists clear a setting. */
export function bodyOf(draft: SettingsDraft, repository: RepositoryDetail): Schemas['ChangeRepository'] {
  const before = draftOf(repository);
  const changed = (Object.keys(draft) as (keyof SettingsDraft)[]).filter((name) => draft[name] !== before[name]);
  return Object.fromEntries(changed.map((name) => [name, valueOf(name, draft[name])]));
}

const LISTS: readonly (keyof SettingsDraft)[] = ['protectedPaths', 'feedbackCommands', 'labels', 'reviewers'];

function valueOf(name: keyof SettingsDraft, value: string | boolean): unknown {
  if (typeof value === 'boolean') return value;
  if (value.trim() === '') return null;
  if (name === 'maxConcurrentJobs') return Number(value);
  return LISTS.includes(name) ? linesOf(value) : value.trim();
}

/** The lines of a text that are not empty. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
