import { CheckedAsGiven } from '../../http/validation/checked-as-given.js';
import { isRefusedName } from './refused-names.js';

export const MAX_VARIABLES = 20;
export const MAX_CHARACTERS = 10_000;
const NAME = /^[A-Z_][A-Z0-9_]{0,99}$/;
// Half a character could not be passed on as it is.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const PASSABLE = /^[^\x00\p{Surrogate}]*$/u;

/** Variables by name, for the tools and commands of a job. */
export function IsJobEnv(): PropertyDecorator {
  return CheckedAsGiven('isJobEnv', problemOf);
}

/** What is wrong, to follow the name of the field, and no value; null: nothing. */
function problemOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object of strings';
  const entries = Object.entries(value);
  if (entries.length > MAX_VARIABLES) return `must have at most ${MAX_VARIABLES} variables, it has ${entries.length}`;
  if (!entries.every(([name]) => NAME.test(name))) {
    return 'must have names of 1 to 100 capital letters, digits and underscores that begin with no digit';
  }
  const refused = entries.find(([name]) => isRefusedName(name))?.[0];
  if (refused !== undefined) return `must not have ${refused}, which the server or Claude Code decides`;
  const bad = entries.find(([, text]) => !isPassable(text))?.[0];
  if (bad === undefined) return null;
  return `must have strings of at most ${MAX_CHARACTERS} characters, without NUL or half characters: ${bad} is none`;
}

function isPassable(value: unknown): boolean {
  return typeof value === 'string' && PASSABLE.test(value) && Array.from(value).length <= MAX_CHARACTERS;
}
