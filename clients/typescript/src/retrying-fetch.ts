import { delay } from './delay.js';
import type { ClientOptions } from './client-options.js';

export const IDEMPOTENCY_KEY = 'Idempotency-Key';

/** The pause before the second attempt, in milliseconds; it doubles with each. */
const FIRST_DELAY_MS = 500;
/** Nothing was done. */
const TOO_MANY = 429;
/** Whether something was done is not known. */
const UNAVAILABLE = [502, 503, 504];

/** A `fetch` that sends a request again when that does no harm: what the server may have done already is not done twice. */
export function retryingFetch({ fetch = globalThis.fetch, attempts = 5, maxDelayMs = 60_000 }: ClientOptions) {
  return async (request: Request): Promise<Response> => {
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt >= attempts;
      // Each attempt needs the body.
      const answer = await fetch(isLast ? request : request.clone()).catch((error: unknown) => {
        if (isLast || request.signal.aborted || !isRepeatable(request)) throw error;
        return null;
      });
      if (answer && (isLast || !mayRepeat(request, answer))) return answer;
      await answer?.body?.cancel();
      await delay(Math.min(pauseBefore(attempt, answer), maxDelayMs), request.signal);
    }
  };
}

function mayRepeat(request: Request, { status }: Response): boolean {
  return status === TOO_MANY || (UNAVAILABLE.includes(status) && isRepeatable(request));
}

/** The server answers a second request with the same key like the first. */
function isRepeatable({ method, headers }: Request): boolean {
  return method !== 'POST' || headers.has(IDEMPOTENCY_KEY);
}

function pauseBefore(attempt: number, answer: Response | null): number {
  const said = Number(answer?.headers.get('retry-after') ?? Number.NaN);
  if (said >= 0) return said * 1_000;
  // Spread, so that many callers do not come back together.
  return FIRST_DELAY_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
}
