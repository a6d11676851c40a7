import { findPrivateKeys } from './private-keys.js';
import { formsOf } from './secret-forms.js';
import { findCredentialHeaders, findTokens, type TokenFind } from './token-patterns.js';
import { findInWrappedBase64 } from './wrapped-base64.js';

const MASK = '[redacted]';
/** Longest token of a pattern that may be cut in two, in characters; a longer one is worthless without its end. */
const TOKEN_LENGTH = 512;
// Anchored at the `://`: a pattern that begins with the scheme takes quadratic time on long runs of letters.
const URL_CREDENTIALS = /(?<=\w:\/\/)[^@/\s"'\\]{1,2000}@/g;

/**
 * Removes secrets from text before it is stored, logged, answered or put in a pull request: those it was told of, in every
 * form of secret-forms.ts, and whatever has the form of a well-known service's token. Takes linear time.
 */
export class Redactor {
  /** The secrets in every form in which they are looked for, the longest first. */
  readonly secrets: readonly string[];
  /** A secret that was cut in two has at most this many characters on either side of the cut. */
  readonly margin: number;
  private readonly pattern: RegExp | null;

  constructor(private readonly values: readonly string[]) {
    this.secrets = formsOf(values);
    this.margin = Math.max(TOKEN_LENGTH, this.secrets[0]?.length ?? 0);
    this.pattern = this.secrets.length > 0 ? new RegExp(this.secrets.map(escapeForRegExp).join('|'), 'g') : null;
  }

  /** One that knows more. */
  with(secrets: readonly string[]): Redactor {
    return new Redactor([...this.values, ...secrets]);
  }

  redact(text: string): string {
    const known = this.pattern ? text.replace(this.pattern, MASK) : text;
    const wrapped = masked(known, findInWrappedBase64(known, this.secrets));
    const tokens = masked(wrapped, [...findTokens(wrapped), ...findPrivateKeys(wrapped)]);
    return masked(tokens, findCredentialHeaders(tokens)).replace(URL_CREDENTIALS, `${MASK}@`);
  }

  /** Every text in a value of JSON; names of properties stay. */
  redactJson<T>(value: T): T {
    if (typeof value === 'string') return this.redact(value) as T;
    if (Array.isArray(value)) return value.map((each: unknown) => this.redactJson(each)) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.redactJson<unknown>(each)])) as T;
  }

  /** The beginning of a text that went on: what may be the first half of a secret at its end is left out. */
  redactBeginning(text: string): string {
    return this.redact(text).slice(0, -this.margin);
  }

  /** The secrets it was told of, and tokens of well-known services; nothing that only stands where a secret would. */
  find(text: string): TokenFind[] {
    const known = this.pattern ? [...text.matchAll(this.pattern)] : [];
    const finds = known.map(({ 0: found, index }) => ({ kind: OWN_SECRET, start: index, end: index + found.length }));
    return [...finds, ...findInWrappedBase64(text, this.secrets), ...findTokens(text), ...findPrivateKeys(text)];
  }
}

/** `kind` of a find that this redactor was told of. */
export const OWN_SECRET = 'a secret of the server';

function masked(text: string, finds: readonly TokenFind[]): string {
  if (finds.length === 0) return text;
  let clean = '';
  let from = 0;
  for (const { start, end } of finds.toSorted((a, b) => a.start - b.start)) {
    if (start >= from) clean += `${text.slice(from, start)}${MASK}`;
    from = Math.max(from, end);
  }
  return clean + text.slice(from);
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
