import type { CallerLimits } from '../access/caller.js';

/** The limits of a caller, by the names that the fields give them, with their windows in seconds. */
const POLICIES = [
  { name: 'requests', limit: 'requestsPerMinute', window: 60 },
  { name: 'jobs', limit: 'jobsPerHour', window: 3_600 },
] as const satisfies readonly { readonly limit: keyof CallerLimits; readonly [field: string]: unknown }[];

/** The value of `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10); null: nothing is limited. */
export function ratePolicyOf(limits: CallerLimits): string | null {
  const items = POLICIES.flatMap(({ name, limit, window }) =>
    limits[limit] === null ? [] : [`"${name}";q=${limits[limit]};w=${window}`],
  );
  return items.length === 0 ? null : items.join(', ');
}

/** The value of `RateLimit`: what is left of a limit, and in how many seconds it is whole again. */
export function rateLeft(name: (typeof POLICIES)[number]['name'], left: number, seconds: number): string {
  return `"${name}";r=${Math.max(0, left)};t=${seconds}`;
}
