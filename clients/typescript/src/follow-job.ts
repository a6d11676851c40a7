import { toApiError } from './api-error.js';
import type { ClientOptions } from './client-options.js';
import { delay } from './delay.js';
import { serverSentEvents } from './server-sent-events.js';
import type { components } from './schema.js';

type Schemas = components['schemas'];

/** `id` is where the stream can be resumed; null: at no place of its own. */
interface Event<Name extends string, Data> {
  readonly event: Name;
  readonly id: string | null;
  readonly data: Data;
}

type StateEvent =
  | Event<'status', Schemas['JobStatusEvent']>
  | Event<'phase', Schemas['JobPhaseEvent']>
  | Event<'end', Schemas['JobEndEvent']>;
export type JobEvent = Event<'message', Schemas['Message']> | StateEvent;
/** With `format: 'text'` messages come as text for people. */
export type ReadableJobEvent = Event<'message', Schemas['ReadableMessageEvent']> | StateEvent;

export interface FollowOptions {
  /** Ends the stream. */
  readonly signal?: AbortSignal;
  /** The `id` of the last event that is known already; default: all events come. */
  readonly after?: string;
}

/**
 * Follows a job from its first message to its end: each event once, in order, also when connections break meanwhile.
 * @throws ApiError; the signal's reason when it is aborted.
 */
export interface Follow {
  (id: string, options?: FollowOptions & { readonly format?: 'raw' }): AsyncGenerator<JobEvent, void, void>;
  (id: string, options: FollowOptions & { readonly format: 'text' }): AsyncGenerator<ReadableJobEvent, void, void>;
}

/** The pause before a connection is made again, in milliseconds, until the server names another. */
const FIRST_PAUSE_MS = 1_000;
const TEMPORARY = [429, 502, 503, 504];

export function followJob(options: ClientOptions): Follow {
  const follow = (id: string, { signal, after, format }: FollowOptions & { format?: string } = {}) => {
    const path = `/jobs/${encodeURIComponent(id)}/events${format === 'text' ? '?format=text' : ''}`;
    return eventsOf(options, path, after ?? null, signal);
  };
  return follow as unknown as Follow;
}

async function* eventsOf(options: ClientOptions, path: string, after: string | null, signal: AbortSignal | undefined) {
  let last = after;
  let pause = FIRST_PAUSE_MS;
  for (;;) {
    const response = await connect(options, path, last, signal);
    if (response?.status === 204) return;
    for await (const { event, id, data, retry } of response ? serverSentEvents(response, signal) : []) {
      last = id ?? last;
      pause = retry ?? pause;
      if (event !== null) yield { event, id, data: JSON.parse(data) as unknown };
      if (event === 'end') return;
    }
    await delay(pause, signal);
  }
}

/** null: it is worth another try. @throws ApiError; the signal's reason when it is aborted. */
async function connect(
  { url, token, fetch = globalThis.fetch }: ClientOptions,
  path: string,
  last: string | null,
  signal: AbortSignal | undefined,
): Promise<Response | null> {
  const headers = { authorization: `Bearer ${token}`, ...(last === null ? {} : { 'last-event-id': last }) };
  const asked = fetch(`${url.replace(/\/$/, '')}${path}`, { headers, signal: signal ?? null });
  const response = await asked.catch((error: unknown) => {
    if (signal?.aborted) throw error;
    return null;
  });
  if (response === null || response.ok) return response;
  if (!TEMPORARY.includes(response.status)) throw await toApiError(response);
  await response.body?.cancel();
  return null;
}
