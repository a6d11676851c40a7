/** Shorter values would blank out ordinary words. */
const MIN_SECRET_LENGTH = 6;
const MASK = '[redacted]';

/** Removes known secrets from text before it is stored, logged, answered or put in a pull request. */
export class Redactor {
  /** The secrets in every form in which they are looked for, the longest first. */
  readonly secrets: readonly string[];
  private readonly pattern: RegExp | null;

  /** `values`: the secrets themselves; each is found raw, URL-encoded, JSON-escaped and in base64. */
  constructor(private readonly values: readonly string[]) {
    const forms = new Set(values.filter((secret) => secret.length >= MIN_SECRET_LENGTH).flatMap(formsOf));
    this.secrets = [...forms].sort((a, b) => b.length - a.length);
    this.pattern = this.secrets.length > 0 ? new RegExp(this.secrets.map(escapeForRegExp).join('|'), 'g') : null;
  }

  holdsSecret(text: string): boolean {
    return this.pattern !== null && text.search(this.pattern) >= 0;
  }

  /** One that knows more. */
  with(secrets: readonly string[]): Redactor {
    return new Redactor([...this.values, ...secrets]);
  }

  redact(text: string): string {
    const withoutSecrets = this.pattern ? text.replace(this.pattern, MASK) : text;
    // Anchored at the `://`: a pattern that begins with the scheme takes quadratic time on long runs of letters.
    return withoutSecrets.replace(/(?<=\w:\/\/)[^@/\s"']+@/g, `${MASK}@`);
  }
}

function formsOf(secret: string): string[] {
  // How git sends a token over HTTP: Basic base64("x-access-token:<token>").
  const basic = Buffer.from(`x-access-token:${secret}`).toString('base64').replace(/=+$/, '');
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64, basic];
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
