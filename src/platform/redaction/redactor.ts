import { LearnedSecrets } from './learned-secrets.js';
import { findPrivateKeys } from './private-keys.js';
import { formsOf } from './secret-forms.js';
import { SecretSearch } from './secret-search.js';
import { findCredentialHeaders, findTokens, type TokenFind } from './token-patterns.js';
import { findInWrappedBase64 } from './wrapped-base64.js';

const MASK = '[redacted]';
/** Longest token of a pattern that matters when cut in two, in characters; a longer one is worthless without its end. */
const TOKEN_LENGTH = 512;
// Anchored at the `://`: a pattern that begins with the scheme takes quadratic time on long runs of letters.
const URL_CREDENTIALS = /(?<=\w:\/\/)[^@/\s"'\\]{1,2000}@/g;

/**
 * Removes secrets from text before it is stored, logged, sent to a caller or put into a pull request: the secrets it was given, in
 * every form of secret-forms.ts, and whatever looks like a token of a well-known service. Takes linear time.
 */
export class Redactor {
  private search: Search | null = null;

  constructor(
    private readonly values: readonly string[],
    private readonly learned = new LearnedSecrets(),
  ) {}

  /** The secrets in every form that is searched for, longest first. */
  get secrets(): readonly string[] {
    return this.current.secrets;
  }

  /** A secret that is cut in two has at most this many characters on either side of the cut. */
  get margin(): number {
    return Math.max(TOKEN_LENGTH, this.secrets[0]?.length ?? 0);
  }

  /** A redactor with additional secrets. What either learns, both know. */
  with(secrets: readonly string[]): Redactor {
    return new Redactor([...this.values, ...secrets], this.learned);
  }

  /** From now on this secret is redacted, too, until some time after its end. */
  learn(secret: string, end: Date): void {
    this.learned.add(secret, end);
  }

  redact(text: string): string {
    const known = masked(text, this.current.search.find(text, OWN_SECRET));
    const wrapped = masked(known, this.inWrappedBase64(known));
    const tokens = masked(wrapped, [...findTokens(wrapped), ...findPrivateKeys(wrapped)]);
    return masked(tokens, findCredentialHeaders(tokens)).replace(URL_CREDENTIALS, `${MASK}@`);
  }

  /**
   * Redacts a line that may be JSON, which stays JSON: a secret of digits alone may stand inside of a number. Of lines without
   * secrets no character changes.
   */
  redactLine(line: string): string {
    const clean = this.redact(line);
    if (clean === line || !isJson(line) || isJson(clean)) return clean;
    return this.redact(JSON.stringify(JSON.parse(line, (_, value: unknown) => this.withoutSecretNumber(value))));
  }

  private withoutSecretNumber(value: unknown): unknown {
    return typeof value === 'number' && this.redact(String(value)) !== String(value) ? MASK : value;
  }

  /** Redacts every string in a JSON value; names of properties stay. */
  redactJson<T>(value: T): T {
    if (typeof value === 'string') return this.redact(value) as T;
    if (Array.isArray(value)) return value.map((each: unknown) => this.redactJson(each)) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.redactJson<unknown>(each)])) as T;
  }

  /** Redacts the beginning of a longer text, and drops what may be the first half of a secret at its end. */
  redactBeginning(text: string): string {
    return this.redact(text).slice(0, -this.margin);
  }

  /** Finds the given secrets and tokens of well-known services, but not text that only stands where a secret would. */
  find(text: string): TokenFind[] {
    const known = this.current.search.find(text, OWN_SECRET);
    return [...known, ...this.inWrappedBase64(text), ...findTokens(text), ...findPrivateKeys(text)];
  }

  private inWrappedBase64(text: string): TokenFind[] {
    const { secrets, search } = this.current;
    return secrets.length === 0 ? [] : findInWrappedBase64(text, search);
  }

  private get current(): Search {
    const { version, values } = this.learned;
    if (this.search?.version !== version) this.search = searchFor(formsOf([...this.values, ...values]), version);
    return this.search;
  }
}

/** What is searched for, as of a version of what was learned. */
interface Search {
  readonly version: number;
  readonly secrets: readonly string[];
  readonly search: SecretSearch;
}

function searchFor(secrets: readonly string[], version: number): Search {
  return { version, secrets, search: new SecretSearch(secrets) };
}

/** `kind` of a find that is one of the given secrets. */
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

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
