import type { RepositoryDetail, Schemas } from '../../api/types.js';
import { draftOf, type SettingsDraft } from './settings-draft.js';

type Body = Schemas['ChangeRepository'];
type Name = keyof SettingsDraft;

/** Fields of the form that the API has under the same name. */
const WHOLE: readonly (Name & keyof Body)[] = [
  'githubOrg',
  'githubRepo',
  'defaultBranch',
  'model',
  'maxConcurrentJobs',
  'branchPrefix',
  'instructions',
  'protectedPaths',
  'feedbackCommands',
  'labels',
  'reviewers',
  'draft',
  'trustRepoConfig',
  'submodules',
  'setupCommand',
  'setupTimeoutMinutes',
];
const LISTS: readonly Name[] = ['protectedPaths', 'feedbackCommands', 'labels', 'reviewers'];
const NUMBERS: readonly Name[] = ['maxConcurrentJobs', 'setupTimeoutMinutes'];
const SETUP_CACHE: readonly Name[] = ['setupCache', 'setupCacheKey'];
const FOLLOW_UPS: readonly Name[] = ['onReview', 'onFailedChecks', 'mention', 'maxPerPullRequest'];

/** What differs from what there is; empty texts and lists clear a setting. */
export function bodyOf(draft: SettingsDraft, repository: RepositoryDetail): Body {
  const before = draftOf(repository);
  const differs = (name: Name) => draft[name] !== before[name];
  return {
    ...Object.fromEntries(WHOLE.filter(differs).map((name) => [name, valueOf(name, draft[name])])),
    ...(SETUP_CACHE.some(differs) ? { setupCacheKey: cacheKeyOf(draft) } : {}),
    ...(FOLLOW_UPS.some(differs) ? { autoFollowUp: autoFollowUpOf(draft) } : {}),
  };
}

function valueOf(name: Name, value: string | boolean): unknown {
  if (typeof value === 'boolean') return value;
  if (value.trim() === '') return null;
  if (NUMBERS.includes(name)) return Number(value);
  if (name === 'submodules') return value === 'true';
  return LISTS.includes(name) ? linesOf(value) : value.trim();
}

function cacheKeyOf({ setupCache: cache, setupCacheKey: patterns }: SettingsDraft): string[] | null {
  if (cache === 'usual') return null;
  return cache === 'never' ? [] : linesOf(patterns);
}

/** The API takes these as a whole; null: nothing becomes a follow-up. */
function autoFollowUpOf({
  onReview,
  onFailedChecks,
  mention,
  maxPerPullRequest: most,
}: SettingsDraft): Body['autoFollowUp'] {
  const word = mention.trim() || null;
  if (!onReview && !onFailedChecks && word === null) return null;
  return { onReview, onFailedChecks, mention: word, maxPerPullRequest: most === '' ? null : Number(most) };
}

/** The lines of a text that are not empty. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
