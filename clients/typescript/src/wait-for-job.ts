import type { Client as FetchClient } from 'openapi-fetch';
import { toApiError } from './api-error.js';
import type { components, paths } from './schema.js';

type Job = components['schemas']['JobDetail'];

/** How long the server may hold a request back, in seconds. */
const WAIT = 60;

/**
 * Resolves with the job once `isDone` holds for it; default: once it has ended. The server answers at the next state, so nothing is
 * polled. @throws ApiError; the signal's reason when it is aborted.
 */
export type WaitForJob = (
  id: string,
  options?: { readonly isDone?: (job: Job) => boolean; readonly signal?: AbortSignal },
) => Promise<Job>;

export function waitForJob(raw: FetchClient<paths>): WaitForJob {
  return async (id, { isDone = hasEnded, signal } = {}) => {
    let tag: string | null = null;
    for (;;) {
      const { data, error, response } = await read(raw, id, tag, signal);
      if (data && isDone(data)) return data;
      if (!response.ok && response.status !== 304) {
        throw await toApiError(
          new Response(JSON.stringify(error), { status: response.status, headers: response.headers }),
        );
      }
      tag = response.headers.get('etag');
    }
  };
}

function read(raw: FetchClient<paths>, id: string, tag: string | null, signal: AbortSignal | undefined) {
  const headers = tag === null ? {} : { 'if-none-match': tag, prefer: `wait=${WAIT}` };
  return raw.GET('/jobs/{id}', { params: { path: { id } }, headers, ...(signal ? { signal } : {}) });
}

function hasEnded({ status }: Job): boolean {
  return status !== 'queued' && status !== 'running';
}
