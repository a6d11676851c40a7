import { keyTextsIn } from '../config/forms/encryption-keys.js';
import { VARIABLES } from '../config/variables/all-variables.js';
import { type SecretPart, secretPartOf } from '../config/variables/declaration.js';

const PARTS: Readonly<Record<SecretPart, (value: string) => string[]>> = {
  value: (value) => [value],
  list: (value) => [value, ...keyTextsIn(value)],
  password: passwordsOf,
  headers: headersOf,
  members: membersOf,
  pairs: pairsOf,
  pem: (text) => [text, text.replaceAll(String.raw`\n`, '\n')],
};

/**
 * Every secret that this server was started with.
 * @param sources values of variables by name, such as an `Env`.
 */
export function knownSecrets(...sources: readonly object[]): string[] {
  const values = new Map<string, unknown>(sources.flatMap((source) => Object.entries(source)));
  return VARIABLES.flatMap((variable) => {
    const value = values.get(variable.name);
    if (typeof value !== 'string') return [];
    const part = secretPartOf(variable);
    // A URL in any variable may contain a password, such as that of a proxy or an API.
    return [...(part ? PARTS[part](value) : []), ...passwordsOf(value)];
  });
}

/** Passwords in a URL, decoded and as they appear in it. */
function passwordsOf(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { password, searchParams } = new URL(url);
  return [password, searchParams.get('password') ?? '']
    .flatMap((text) => [text, decoded(text)])
    .filter((text) => text !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The values of a JSON object. Of what is not one, all of the text. */
function membersOf(text: string): string[] {
  try {
    const values = Object.values(JSON.parse(text) as object);
    return values.filter((value): value is string => typeof value === 'string');
  } catch {
    return [text];
  }
}

/** All of the text, and each `abc` of `x-key=abc,…`, decoded as well: a header may begin with a scheme. */
function pairsOf(text: string): string[] {
  const values = text.split(',').map((pair) => pair.slice(pair.indexOf('=') + 1).trim());
  const all = values.flatMap((value) => [value, decoded(value)]);
  return [text, ...all, ...all.map((value) => value.replace(/^(?:bearer|basic) +/i, ''))];
}

/** All of the text, one `X-Key: abc` per line, and each `abc`: a value may be repeated on its own. */
function headersOf(text: string): string[] {
  const values = [...text.matchAll(/^[\w-]+: *(?:(?:bearer|basic) +)?(\S.*)$/gim)].flatMap(([, value]) => value ?? []);
  return [text, ...values.map((value) => value.trim())];
}
