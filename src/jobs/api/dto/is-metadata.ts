import { CheckedAsGiven } from '../../../http/validation/checked-as-given.js';

const MAX_ENTRIES = 50;
const MAX_CHARACTERS = 500;
// Postgres keeps neither NUL nor half a character.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const STORABLE = /^[^\x00\p{Surrogate}]*$/u;
const KEY = /^[A-Za-z0-9_.-]{1,64}$/;

/** Texts of up to 500 characters by name: at most 50. */
export function IsMetadata(): PropertyDecorator {
  return CheckedAsGiven('isMetadata', problemOf);
}

/** What is wrong, to follow the name of the field; null: nothing. */
function problemOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object of strings';
  const entries = Object.entries(value);
  if (entries.length > MAX_ENTRIES) return `must have at most ${MAX_ENTRIES} entries, it has ${entries.length}`;
  if (!entries.every(([key]) => KEY.test(key))) {
    return 'must have keys of 1 to 64 letters, digits, underscores, dots and dashes';
  }
  return entries.every(([, text]) => isText(text))
    ? null
    : `must have strings of at most ${MAX_CHARACTERS} characters as values, without NUL or half characters`;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && STORABLE.test(value) && Array.from(value).length <= MAX_CHARACTERS;
}
