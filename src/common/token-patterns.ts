/** Something in a text that looks like a secret. */
export interface TokenFind {
  /** What it looks like, to be read after "what looks like". */
  readonly kind: string;
  /** Where it begins and ends, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

interface TokenPattern {
  readonly kind: string;
  /**
   * Takes linear time, whatever the text: begins with fixed characters or after the end of a word, and every repetition is
   * bounded or ends where its characters end. A group named `token` is the secret, else the whole match.
   */
  readonly pattern: RegExp;
  /** Further doubts of the match; default: none. */
  readonly isReal?: (token: string) => boolean;
}

/** Not inside a word; `\n` and the like are escapes of JSON, whose letter is not a part of the word after it. */
const AT_START = String.raw`(?:(?<![A-Za-z0-9+/_-])|(?<=\\[bfnrt]))`;
const AT_END = String.raw`(?![A-Za-z0-9+/_-])`;

/** The services whose tokens say by their form whose they are. */
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

/** A place where a secret stands, whatever it looks like: reason enough to blank it out, not to refuse work. */
const HEADER =
  /authorization[\\"']{0,4}\s{0,8}[:=,]\s{0,8}[\\"']{0,4}(?:bearer|basic|token)\s{1,8}(?<token>[A-Za-z0-9._~+/=-]{8,4096})/gi;

/** Tokens of well-known services, in the order of the patterns. */
export function findTokens(text: string): TokenFind[] {
  return PATTERNS.flatMap((pattern) => matchesOf(text, pattern));
}

/** What stands in an `Authorization` header, unless it is a mere word. */
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

/** `sk-ant-your-key-goes-here` is a placeholder. */
function hasDigit(token: string): boolean {
  return /\d/.test(token);
}

/** AWS's documentation, and everybody who quotes it, ends its keys like that. */
function isNoExample(token: string): boolean {
  return !/EXAMPLE(?:KEY)?$/i.test(token);
}

/** Every Supabase project that runs on a developer's machine has the same well-known key, signed by `supabase-demo`. */
function isServiceRole(token: string): boolean {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as unknown;
    const { role, iss } = claims as { role?: unknown; iss?: unknown };
    return role === 'service_role' && iss !== 'supabase-demo';
  } catch {
    return false;
  }
}
