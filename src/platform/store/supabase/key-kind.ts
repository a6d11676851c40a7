/** What a key of a Supabase project says of itself, whether or not the project accepts it. */
export type KeyKind =
  | { readonly kind: 'secret' | 'publishable' | 'account' | 'unknown' }
  | {
      readonly kind: 'jwt';
      readonly role: string | null;
      /** Reference of the project that it was made for; null: it names none, as with a project of one's own machines. */
      readonly reference: string | null;
      /** null: never. */
      readonly expiresAt: Date | null;
    };

/** Today's keys by their beginnings, and the token of a person's account, which is for the CLI. */
const PREFIXES = [
  ['sb_secret_', 'secret'],
  ['sb_publishable_', 'publishable'],
  ['sbp_', 'account'],
] as const;
const JWT = /^[\w-]+\.([\w-]+)\.[\w-]*$/;

export function kindOf(key: string): KeyKind {
  const known = PREFIXES.find(([prefix]) => key.startsWith(prefix));
  if (known) return { kind: known[1] };
  const claims = claimsOf(key);
  if (claims === null) return { kind: 'unknown' };
  const { role, ref, exp } = claims;
  return {
    kind: 'jwt',
    role: typeof role === 'string' ? role : null,
    reference: typeof ref === 'string' ? ref : null,
    expiresAt: typeof exp === 'number' ? new Date(exp * 1_000) : null,
  };
}

/**
 * The headers of a request with this key. Only a JWT is also sent as a bearer token, by which PostgREST chooses the role; today's keys
 * are no JWTs, and would be refused there: https://supabase.com/docs/guides/api/api-keys
 */
export function headersWith(key: string, others: RequestInit['headers']): Headers {
  const headers = new Headers(others);
  headers.set('apikey', key);
  if (['secret', 'publishable'].includes(kindOf(key).kind)) headers.delete('authorization');
  else headers.set('authorization', `Bearer ${key}`);
  return headers;
}

/** null: not a JWT. Not verified: that is the project's part. */
function claimsOf(key: string): Readonly<Record<string, unknown>> | null {
  const payload = JWT.exec(key)?.[1];
  if (payload === undefined) return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
