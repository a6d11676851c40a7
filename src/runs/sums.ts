/** What an attempt has used on top of what earlier ones had; null: nothing is known of it. */
export function sum(before: number | null, now: number | null): number | null {
  return now === null ? before : (before ?? 0) + now;
}
