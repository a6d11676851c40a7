/** Something in a text that looks like a secret. */
export interface TokenFind {
  /** What it looks like; follows the words "what looks like". */
  readonly kind: string;
  /** Start and end, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

interface TokenPattern {
  readonly kind: string;
  /**
   * Takes linear time on any text: begins with fixed characters or after the end of a word, and every repetition is bounded or ends
   * where its characters end. The group `token`, if there is one, is the secret, else the whole match.
   */
  readonly pattern: RegExp;
  /** Further check of a match; default: none. */
  readonly isReal?: (token: string) => boolean;
}

/** Not inside a word. The letter of a JSON escape such as `\n` is not part of the word after it. */
const AT_START = String.raw`(?:(?<![A-Za-z0-9+/_-])|(?<=\\[bfnrt]))`;
const AT_END = String.raw`(?![A-Za-z0-9+/_-])`;

/** Services whose tokens can be recognised by their form. */
const PATTERNS: readonly TokenPattern[] = [
  { kind: 'a GitHub token', pattern: /gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255}/g },
  { kind: 'an Anthropic key', pattern: /sk-ant-[A-Za-z0-9_-]{20,255}/g, isReal: hasDigit },
  {
    kind: 'an OpenAI key',
    pattern: new RegExp(
      `${AT_START}sk-(?:(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,255}|[A-Za-z0-9]{48}${AT_END})`,
      'g',
    ),
    isReal: hasDigit,
  },
  { kind: 'an AWS access key', pattern: /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/g, isReal: isNoExample },
  {
    kind: 'an AWS secret key',
    pattern:
      /secret_?access_?key[\\"']{0,4}\s{0,8}[:=]\s{0,8}[\\"']{0,4}(?<token>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
    isReal: isNoExample,
  },
  { kind: 'a Google key', pattern: new RegExp(`${AT_START}AIza[A-Za-z0-9_-]{35}${AT_END}`, 'g') },
  { kind: 'a Slack token', pattern: /xox[abeoprs]-(?=[A-Za-z-]{0,40}\d)[A-Za-z0-9-]{10,255}/g },
  { kind: 'a Stripe key', pattern: /[rs]k_live_[A-Za-z0-9]{16,255}/g, isReal: hasDigit },
  { kind: 'an npm token', pattern: /npm_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/g },
  {
    kind: 'a key of this server',
    pattern: new RegExp(`${AT_START}orc_[A-Za-z0-9_-]{43}${AT_END}`, 'g'),
    isReal: hasDigit,
  },
  { kind: 'a GitLab token', pattern: /glpat-[A-Za-z0-9_-]{20,255}/g, isReal: hasDigit },
  { kind: 'a Supabase key', pattern: /sb_secret_[A-Za-z0-9_-]{20,255}|sbp_[a-f0-9]{40}/g, isReal: hasDigit },
  {
    kind: 'a Supabase service role key',
    pattern: new RegExp(
      `${AT_START}eyJ[A-Za-z0-9_-]{10,4096}\\.eyJ[A-Za-z0-9_-]{10,4096}\\.[A-Za-z0-9_-]{10,1024}`,
      'g',
    ),
    isReal: isServiceRole,
  },
];

/** A place that holds a secret, whatever it looks like: reason enough to redact it, but not to refuse work. */
const HEADER =
  /authorization[\\"']{0,4}\s{0,8}[:=,]\s{0,8}[\\"']{0,4}(?:bearer|basic|token)\s{1,8}(?<token>[A-Za-z0-9._~+/=-]{8,4096})/gi;

/** Finds tokens of well-known services, in the order of the patterns. */
export function findTokens(text: string): TokenFind[] {
  return PATTERNS.flatMap((pattern) => matchesOf(text, pattern));
}

/** Finds the credential in an `Authorization` header, unless it is just a word. */
export function findCredentialHeaders(text: string): TokenFind[] {
  return matchesOf(text, {
    kind: 'a credential',
    pattern: HEADER,
    isReal: (token) => token.length >= 16 || hasDigit(token),
  });
}

function matchesOf(text: string, { kind, pattern, isReal }: TokenPattern): TokenFind[] {
  const finds: TokenFind[] = [];
  for (const match of text.matchAll(pattern)) {
    const token = match.groups?.['token'] ?? match[0];
    const end = match.index + match[0].length;
    if (isReal?.(token) ?? true) finds.push({ kind, start: end - token.length, end });
  }
  return finds;
}

/** Rules out placeholders such as `sk-ant-your-key-goes-here`. */
function hasDigit(token: string): boolean {
  return /\d/.test(token);
}

/** Rules out example keys, which end like this in AWS's documentation and wherever it is quoted. */
function isNoExample(token: string): boolean {
  return !/EXAMPLE(?:KEY)?$/i.test(token);
}

/** Rules out the well-known key, issued by `supabase-demo`, of every Supabase project on a developer's machine. */
function isServiceRole(token: string): boolean {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as unknown;
    const { role, iss } = claims as { role?: unknown; iss?: unknown };
    return role === 'service_role' && iss !== 'supabase-demo';
  } catch {
    return false;
  }
}
