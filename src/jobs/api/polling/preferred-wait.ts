/** In seconds. */
const LONGEST = 60;

/**
 * The seconds that a caller prefers to wait, at most 60; null: it does not. A preference that is not understood is none, as
 * RFC 7240 has it.
 */
export function preferredWait(prefer: string): number | null {
  const [, digits] = /(?:^|,)\s*wait\s*=\s*"?(\d{1,9})"?\s*(?=$|[,;])/i.exec(prefer) ?? [];
  const seconds = Math.min(Number(digits ?? 0), LONGEST);
  return seconds === 0 ? null : seconds;
}
