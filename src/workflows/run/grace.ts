/** A signal that follows `signal` after `graceMs`: what is under way may finish, nothing more. */
export function withGrace(signal: AbortSignal, graceMs: number): AbortSignal {
  const delayed = new AbortController();
  const follow = () => setTimeout(() => delayed.abort(signal.reason), graceMs).unref();
  if (signal.aborted) follow();
  else signal.addEventListener('abort', follow, { once: true });
  return delayed.signal;
}
