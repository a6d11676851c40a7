import { describe, expect, it } from '@jest/globals';
import type { IterationHistory } from '../evidence.js';
import { plannedJob, verdict, withJob } from './planted.js';

const loop =
  (numbers: number[], part: Partial<IterationHistory> = {}) =>
  () => ({
    iterations: {
      maxIterations: 3,
      completionReason: 'promise_detected',
      iterations: numbers.map((iterationNumber) => ({ iterationNumber, completedAt: 'then' })),
      ...part,
    },
  });

describe('iterations counted once', () => {
  it('finds one that is doubled, left out, beyond the maximum, or still open', () => {
    expect(verdict(withJob('ralph-3', loop([1, 2, 2])))).toEqual([expect.stringContaining('its iterations are 1 2 2')]);
    expect(verdict(withJob('ralph-3', loop([1, 3])))).toEqual([expect.stringContaining('its iterations are 1 3')]);
    expect(verdict(withJob('ralph-3', loop([1, 2, 3, 4])))).toEqual([expect.stringContaining('4 of at most 3')]);
    const open = { iterations: [{ iterationNumber: 1, completedAt: null }] };
    expect(verdict(withJob('ralph-3', loop([], open)))).toEqual([expect.stringContaining('still open')]);
  });

  it('finds a loop that ended for a reason its script did not give', () => {
    expect(verdict(withJob('ralph-3', loop([1], { completionReason: 'iteration_error' })))).toEqual([
      expect.stringContaining('it completed for iteration_error'),
    ]);
    expect(verdict(withJob('ralph-3', () => ({ job: plannedJob('ralph-3', { endless: true }) })))).toEqual([
      expect.stringContaining('promise_detected instead of max_iterations'),
    ]);
  });
});
