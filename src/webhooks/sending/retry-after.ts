/** No receiver puts an attempt off for longer, in seconds: a day. */
const MAX_SECONDS = 86_400;

/** What the header `Retry-After` says, in seconds from now; null: nothing that can be read. */
export function retryAfterOf(header: string | readonly string[] | undefined): number | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), MAX_SECONDS);
}
