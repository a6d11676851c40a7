import createFetchClient, {
  type Client as FetchClient,
  type FetchResponse,
  type MaybeOptionalInit,
} from 'openapi-fetch';
import type { HttpMethod, PathsWithMethod, RequiredKeysOf } from 'openapi-typescript-helpers';
import { toApiError } from './api-error.js';
import type { ClientOptions } from './client-options.js';
import { followJob, type Follow } from './follow-job.js';
import { KEYED_PATHS } from './keyed-paths.js';
import { type Paginate, paginate } from './paginate.js';
import { IDEMPOTENCY_KEY, retryingFetch } from './retrying-fetch.js';
import type { paths } from './schema.js';
import { type WaitForJob, waitForJob } from './wait-for-job.js';

/** What a path does not need may be left out. */
type InitParam<Init> = RequiredKeysOf<Init> extends never ? [init?: Init] : [init: Init];

/** A call of the API: the path as the document has it, and what goes into it. @throws ApiError. */
type Call<Method extends HttpMethod> = <
  Path extends PathsWithMethod<paths, Method>,
  Init extends MaybeOptionalInit<paths[Path], Method>,
>(
  path: Path,
  ...init: InitParam<Init>
) => Promise<
  NonNullable<FetchResponse<paths[Path][Method] & Record<string | number, unknown>, Init, 'application/json'>['data']>
>;

/** The API of a server. Requests are repeated where that does no harm; what a call answers is the body. */
export interface Client {
  readonly get: Call<'get'>;
  readonly post: Call<'post'>;
  readonly put: Call<'put'>;
  readonly patch: Call<'patch'>;
  readonly delete: Call<'delete'>;
  readonly waitForJob: WaitForJob;
  readonly followJob: Follow;
  readonly paginate: Paginate;
  /** The client of openapi-fetch below: answers `{ data, error, response }`, and throws only if there was no answer. */
  readonly raw: FetchClient<paths>;
}

export function createClient(options: ClientOptions): Client {
  const send = retryingFetch(options);
  const raw = createFetchClient<paths>({
    baseUrl: options.url,
    fetch: send,
    // Lists go into one parameter, separated by commas.
    querySerializer: { array: { style: 'form', explode: false } },
  });
  raw.use({
    onRequest({ request, schemaPath }) {
      request.headers.set('Authorization', `Bearer ${options.token}`);
      if (request.method === 'POST' && KEYED_PATHS.has(schemaPath) && !request.headers.has(IDEMPOTENCY_KEY)) {
        request.headers.set(IDEMPOTENCY_KEY, randomKey());
      }
      return request;
    },
  });
  const get = callOf<'get'>(raw.GET);
  return {
    get,
    post: callOf<'post'>(raw.POST),
    put: callOf<'put'>(raw.PUT),
    patch: callOf<'patch'>(raw.PATCH),
    delete: callOf<'delete'>(raw.DELETE),
    waitForJob: waitForJob(raw),
    followJob: followJob(options),
    paginate: paginate(get),
    raw,
  };
}

/** What of a method of openapi-fetch is needed, whatever its path. */
type RawCall = (path: never, ...init: never[]) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

function callOf<Method extends HttpMethod>(raw: unknown): Call<Method> {
  const call = async (path: never, ...init: never[]): Promise<unknown> => {
    const { data, error, response } = await (raw as RawCall)(path, ...init);
    if (response.ok) return data;
    // openapi-fetch has read the body.
    throw await toApiError(new Response(JSON.stringify(error), { status: response.status, headers: response.headers }));
  };
  return call as unknown as Call<Method>;
}

/** Not `randomUUID`, which browsers have only on pages of https. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
