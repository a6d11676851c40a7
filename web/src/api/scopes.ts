/** What tokens allow, each including those before it. */
const ORDER = ['read', 'jobs', 'clients', 'admin'] as const;
export type Scope = (typeof ORDER)[number];

export function covers(held: readonly Scope[], needed: Scope): boolean {
  return held.some((scope) => ORDER.indexOf(scope) >= ORDER.indexOf(needed));
}
