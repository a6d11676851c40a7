/**
 * Runs `call` with a signal that aborts with the caller's own, or after `ms`. The reason is then an AbortError: with any other,
 * supabase-js retries reads three times.
 */
export async function withDeadline<T>(
  ms: number,
  callers: AbortSignal | null | undefined,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), ms);
  try {
    return await call(callers ? AbortSignal.any([callers, deadline.signal]) : deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Stops waiting when the signal aborts; the work itself continues. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
