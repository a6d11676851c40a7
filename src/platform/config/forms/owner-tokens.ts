import { ValidateBy } from 'class-validator';
import { form } from './forms.js';

/** Owners at GitHub, whose names it compares without regard to case. */
const OWNER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/;
const TOKEN = /^[\x21-\x7e]{1,1000}$/;

/** JSON: a token for each owner. It stays text; see {@link ownerTokensOf}. */
export function OwnerTokens(): PropertyDecorator {
  return form({
    expects: 'a JSON object with a token for each owner, such as {"acme": "github_pat_…"}',
    rules: ({ message }) => [
      ValidateBy({ name: 'areOwnerTokens', validator: { validate: areOwnerTokens, defaultMessage: () => message } }),
    ],
  });
}

/** The tokens by the names of their owners in lower case. @param text a valid value of such a variable; null: none. */
export function ownerTokensOf(text: string | null): ReadonlyMap<string, string> {
  const tokens = text === null ? {} : (JSON.parse(text) as Record<string, string>);
  return new Map(Object.entries(tokens).map(([owner, token]) => [owner.toLowerCase(), token]));
}

function areOwnerTokens(text: unknown): boolean {
  const entries = typeof text === 'string' ? entriesIn(text) : [];
  const owners = new Set(entries.map(([owner]) => owner.toLowerCase()));
  const isEach = entries.every(([owner, token]) => OWNER.test(owner) && typeof token === 'string' && TOKEN.test(token));
  return entries.length > 0 && owners.size === entries.length && isEach;
}

function entriesIn(text: string): [string, unknown][] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  } catch {
    return [];
  }
}
