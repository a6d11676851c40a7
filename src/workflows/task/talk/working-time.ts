import type { Budget } from '../../run/budget.js';
import { Alarm } from './alarm.js';

/** Counts the time of a conversation against its budget while Claude works, and tells when none is left. */
export class WorkingTime {
  private readonly end: Alarm;

  constructor(
    private readonly budget: Budget,
    onUsedUp: () => void,
  ) {
    this.end = new Alarm(onUsedUp);
  }

  work(): void {
    this.budget.work();
    const left = this.budget.timeLeftMs;
    if (left !== null) this.end.set(Math.max(left, 0));
  }

  /** Time does not count until {@link work}. */
  rest(): void {
    this.budget.rest();
    this.end.callOff();
  }
}
