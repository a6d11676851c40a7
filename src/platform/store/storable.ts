/** What JSON writes as an escape and Postgres takes in no text: NUL, and halves of a character (others are written as they are). */
const UNSTORABLE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;
/** Any escape, so that a backslash that is itself escaped does not begin another one. */
const ESCAPE = /\\(?:u(0000|d[89a-f][0-9a-f]{2})|.)/gi;
const REPLACEMENT = '\uFFFD';

/**
 * The body of a request to the store as Postgres can take it: NUL is left out, half a character becomes U+FFFD, in text as in
 * jsonb. Claude, its tools and a repository may say such things anywhere.
 * @param json as `JSON.stringify` writes it.
 */
export function storable(json: string): string {
  if (!UNSTORABLE.test(json)) return json;
  return json.replace(ESCAPE, (escape: string, bad: string | undefined) => {
    if (bad === undefined) return escape;
    return bad === '0000' ? '' : REPLACEMENT;
  });
}

/** The same for what a `fetch` is given: bodies that are no text stay as they are. */
export function withStorableBody(init: RequestInit | undefined): RequestInit | undefined {
  return typeof init?.body === 'string' ? { ...init, body: storable(init.body) } : init;
}
