/**
 * How far another clock is ahead of this machine's, in milliseconds. Its answer was made somewhere between the two moments, and within
 * them nothing can be told.
 * @param grainMs how exact the other clock's answer is; default: to the millisecond.
 */
export function aheadOf(other: Date, asked: number, answered: number, grainMs = 0): number {
  const at = other.getTime();
  if (at + grainMs < asked) return at + grainMs - asked;
  return Math.max(0, at - answered);
}
