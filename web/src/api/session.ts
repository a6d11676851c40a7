import { computed, signal } from '@preact/signals';
import { ApiError } from '../../../clients/typescript/src/api-error.js';
import { type Client, createClient } from '../../../clients/typescript/src/client.js';
import { covers, type Scope } from './scopes.js';

/** Who has signed in with this tab. */
export interface Session {
  readonly token: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** The clients that the token is bound to; null: it reaches all. */
  readonly clientIds: readonly string[] | null;
  readonly client: Client;
}

/** In the tab's storage alone: it is gone with the tab, and no other tab has it. */
const STORED = 'console.token';

/** null: nobody has signed in; undefined: that is being found out. */
export const session = signal<Session | null | undefined>(undefined);
/** Why the last session ended, for the page that asks to sign in again. */
export const farewell = signal<string | null>(null);

/** Whether the token allows this. */
export function allows(scope: Scope): boolean {
  return covers(session.value?.scopes ?? [], scope);
}

export const mayWork = computed(() => allows('jobs'));
export const mayManage = computed(() => allows('clients'));
export const mayAdminister = computed(() => allows('admin'));
/** A token that is bound to clients reaches nothing of others, and adds nothing to what it reaches. */
export const isBound = computed(() => (session.value?.clientIds ?? null) !== null);
export const mayRegister = computed(() => mayManage.value && !isBound.value);
/** Webhooks of all clients belong to the administration; those of its own clients to a bound token. */
export const mayManageWebhooks = computed(() => allows(isBound.value ? 'clients' : 'admin'));

/** @throws ApiError when the token is refused. */
export async function signIn(token: string): Promise<void> {
  // Two attempts: a person waits, and can try again.
  const client = createClient({ url: location.origin, token, attempts: 2, maxDelayMs: 2_000 });
  const { name, scopes, client_ids: clientIds } = await client.get('/me');
  sessionStorage.setItem(STORED, token);
  farewell.value = null;
  session.value = { token, name, scopes, clientIds, client };
}

export function signOut(why: string | null = null): void {
  sessionStorage.removeItem(STORED);
  farewell.value = why;
  session.value = null;
}

/** Goes on with the session of this tab after the page was loaded again. */
export async function resumeSession(): Promise<void> {
  const token = sessionStorage.getItem(STORED);
  if (token === null) {
    session.value = null;
    return;
  }
  try {
    await signIn(token);
  } catch (error) {
    const isRefused = error instanceof ApiError && error.status === 401;
    if (isRefused) sessionStorage.removeItem(STORED);
    farewell.value = isRefused ? 'Your token is no longer valid. Sign in again.' : sentenceOf(error);
    session.value = null;
  }
}

/** The client of whoever has signed in. */
export function api(): Client {
  const client = session.peek()?.client;
  if (!client) throw new Error('Nobody has signed in');
  return client;
}

/** What went wrong, for people. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiError) {
    const details = error.details.map(({ message }) => message).filter((message) => !error.message.includes(message));
    return [error.message, ...details].join('. ');
  }
  // What browsers say of a connection differs, and none says what to do.
  if (error instanceof TypeError) return 'The server cannot be reached. Check the connection, and try again.';
  return error instanceof Error ? error.message : String(error);
}
