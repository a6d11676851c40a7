import { type KeyKind, kindOf } from './key-kind.js';

const NAME = 'SUPABASE_SERVICE_ROLE_KEY';
const SERVICE_ROLE = 'service_role';
/** The host of a project that Supabase runs, with its reference. */
const HOSTED = /^([a-z0-9]+)\.supabase\.co$/;
/** Where keys are, in the dashboard's words. */
const CURE =
  'Set it to a secret key of the project (sb_secret_…, in the dashboard at Settings > API Keys), or to its legacy service_role key.';

/** Reference of a project that Supabase runs; null: it runs elsewhere. */
export function referenceOf(url: string): string | null {
  return HOSTED.exec(new URL(url).hostname)?.[1] ?? null;
}

/** Why no project at `url` could be used with this key, in sentences; null: the project must say. */
export function faultOfKey(key: string, url: string): string | null {
  const found = kindOf(key);
  if (found.kind === 'publishable') return `${NAME} is a publishable key, with which no row can be seen. ${CURE}`;
  if (found.kind === 'account') {
    return `${NAME} is an access token of an account, which the Supabase CLI takes. ${CURE}`;
  }
  if (found.kind !== 'jwt') return null;
  return faultOfRole(found.role) ?? faultOfReference(found.reference, referenceOf(url));
}

/** Why the project at `url` has refused this key with HTTP 401, as far as that can be told, in sentences. */
export function refusalOfKey(key: string, words: string): string {
  const found = kindOf(key);
  const refused = `${NAME} is not a key of the project at SUPABASE_URL`;
  return `${refused}: ${reasonOf(found, words)}. ${CURE}`;
}

/** When a project that has taken the key takes it no more. */
export function withdrawalOfKey(file: string | null): string {
  const cure =
    file === null
      ? `Restart the server with a new one; with ${NAME}_FILE a restart is not needed`
      : `Write a new one into ${file}`;
  return `The Supabase project does not accept ${NAME} any more: it was revoked, or has expired. ${cure}.`;
}

function faultOfRole(role: string | null): string | null {
  if (role === null || role === SERVICE_ROLE) return null;
  const name = role === 'anon' ? 'the anon key' : `a key of the role ${role}`;
  return `${NAME} is ${name}, not the service role key of the project. ${CURE}`;
}

function faultOfReference(ofKey: string | null, ofUrl: string | null): string | null {
  if (ofKey === null || ofUrl === null || ofKey === ofUrl) return null;
  return `${NAME} is a key of the project ${ofKey}, but SUPABASE_URL is that of ${ofUrl}. ${CURE}`;
}

function reasonOf(found: KeyKind, words: string): string {
  if (found.kind === 'secret') return 'it was revoked there, or is a key of another project';
  if (found.kind === 'unknown') return 'it has the form of no key of Supabase';
  if (/legacy/i.test(words)) return 'legacy keys are disabled there';
  const expiresAt = found.kind === 'jwt' ? found.expiresAt : null;
  if (expiresAt !== null && (expiresAt.getTime() < Date.now() || /expired/i.test(words))) {
    return `it has expired (${expiresAt.toISOString()}; the clock here says ${new Date().toISOString()})`;
  }
  return 'it is a key of another project, or this one has changed its JWT secret or disabled legacy keys since';
}
