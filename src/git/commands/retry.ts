import { setTimeout as sleep } from 'node:timers/promises';

export interface RetryPlan {
  /** Delay before each retry, in milliseconds; up to a quarter is added at random. */
  readonly delaysMs: readonly number[];
  readonly isTransient: (error: unknown) => boolean;
  readonly signal: AbortSignal;
}

/** Retries a task after transient failures. @throws the last failure, or the signal's reason as soon as it is aborted. */
export async function retry<T>(task: () => Promise<T>, { delaysMs, isTransient, signal }: RetryPlan): Promise<T> {
  for (const delayMs of delaysMs) {
    try {
      return await task();
    } catch (error) {
      signal.throwIfAborted();
      if (!isTransient(error)) throw error;
    }
    await pause(delayMs * (1 + Math.random() / 4), signal);
  }
  return task();
}

/** @throws the signal's reason when it is aborted before or during the pause. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/** Settles as `promise` does, but rejects with the signal's reason as soon as it is aborted. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const settled = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    const listener = (): void => reject(signal.reason as Error);
    if (signal.aborted) listener();
    else signal.addEventListener('abort', listener, { once: true, signal: settled.signal });
  });
  try {
    // The race handles both promises from the start, so a failure after an abort is not an unhandled rejection.
    return await Promise.race([aborted, promise]);
  } finally {
    settled.abort();
  }
}
