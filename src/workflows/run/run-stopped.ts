/**
 * Why a run must end before its work is done. `store_away`: the store was for longer than runs wait for it. `over_budget`: nothing
 * may be spent any more, and Claude has not begun.
 */
export type StopReason = 'cancelled' | 'lease_lost' | 'shutdown' | 'store_away' | 'over_budget';

/** The `reason` of a run's abort signal, and what a run throws that finds out by itself that it must end. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';

  constructor(readonly reason: StopReason) {
    super(`the run must end: ${reason}`);
  }
}

/**
 * @param held whether a write found the job under its claim. @throws RunStopped when it did not: the row tells
 * the cleanup whether the cause was a cancel or a lost lease.
 */
export function assertHeld(held: boolean): void {
  if (!held) throw new RunStopped('lease_lost');
}
