import { CheckedAsGiven } from '../../../http/validation/checked-as-given.js';
import type { AutoFollowUp } from '../repository-settings.js';

/** As PATCH /repos/:id takes it. */
export interface AutoFollowUpWish {
  readonly onReview?: boolean | null;
  readonly onFailedChecks?: boolean | null;
  readonly mention?: string | null;
  readonly maxPerPullRequest?: number | null;
}

const USUAL_MAX = 5;
const MOST = 100;
/** One word, so that it is clear where it ends. */
const MENTION = /^[@/!]?[A-Za-z0-9][A-Za-z0-9_-]{0,48}$/;

/** What is left out, or null, is off. */
export function autoFollowUpOf(wish: AutoFollowUpWish): AutoFollowUp {
  return {
    on_review: wish.onReview ?? false,
    on_failed_checks: wish.onFailedChecks ?? false,
    mention: wish.mention ?? null,
    max_per_pull_request: wish.maxPerPullRequest ?? USUAL_MAX,
  };
}

export function IsAutoFollowUp(): PropertyDecorator {
  return CheckedAsGiven('isAutoFollowUp', problemOf);
}

const RULES: Readonly<Record<keyof AutoFollowUpWish, readonly [isRight: (value: unknown) => boolean, rule: string]>> = {
  onReview: [isFlag, 'onReview must be true or false'],
  onFailedChecks: [isFlag, 'onFailedChecks must be true or false'],
  mention: [
    (value) => typeof value === 'string' && MENTION.test(value),
    'mention must be one word of up to 50 letters, digits, dashes and underscores, such as @agent, or null for none',
  ],
  maxPerPullRequest: [
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST,
    `maxPerPullRequest must be a whole number from 1 to ${MOST}`,
  ],
};

/** What is wrong, to follow the name of the field; null: nothing. */
function problemOf(wish: unknown): string | null {
  if (typeof wish !== 'object' || wish === null || Array.isArray(wish)) return 'must be an object, or null for none';
  for (const [name, value] of Object.entries(wish)) {
    if (!Object.hasOwn(RULES, name)) return `has no field ${name}: it may have ${Object.keys(RULES).join(', ')}`;
    const [isRight, rule] = RULES[name as keyof AutoFollowUpWish];
    if (value !== null && !isRight(value)) return `is not right: ${rule}`;
  }
  return null;
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}
