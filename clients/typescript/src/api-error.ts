import type { components } from './schema.js';

type ErrorBody = components['schemas']['Error'];

/** A refusal of the server. The message is its sentence, for people; programs compare `code`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    message: string,
    /** The HTTP status. */
    readonly status: number,
    /** null: what answered was not the server, but a proxy for example. */
    readonly code: ErrorBody['code'] | null,
    /** The problems of the input, field by field; empty: the error is about none. */
    readonly details: NonNullable<ErrorBody['details']>,
    /** Names the request in the server's log; null: what answered was not the server. */
    readonly requestId: string | null,
    /** Seconds after which the server may be asked again; null: it did not say. */
    readonly retryAfter: number | null,
  ) {
    super(message);
  }
}

/** Reads the refusal that a response is. */
export async function toApiError(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  const body = errorBodyIn(text);
  const { status, headers } = response;
  return new ApiError(
    body?.error ?? `The server answered ${status}`,
    status,
    body?.code ?? null,
    body?.details ?? [],
    headers.get('x-request-id'),
    secondsOf(headers.get('retry-after')),
  );
}

function errorBodyIn(text: string): ErrorBody | null {
  try {
    const body = JSON.parse(text) as Partial<ErrorBody> | null;
    return typeof body?.error === 'string' && typeof body.code === 'string' ? (body as ErrorBody) : null;
  } catch {
    return null;
  }
}

/** A number of seconds; a date, which a proxy may send, counts as unsaid. */
function secondsOf(header: string | null): number | null {
  return header !== null && /^\d{1,9}$/.test(header) ? Number(header) : null;
}
