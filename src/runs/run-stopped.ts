/** Why a run must end before its work is done. */
export type StopReason = 'cancelled' | 'lease_lost' | 'shutdown';

/** The `reason` of a run's abort signal, and what a run throws that finds out by itself that it must end. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';

  constructor(readonly reason: StopReason) {
    super(`the run must end: ${reason}`);
  }
}
