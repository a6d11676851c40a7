import { describe, expect, it } from '@jest/globals';
import type { Evidence } from './evidence.js';
import { goodEvidence, stateOf, withJob } from './invariants/planted.js';
import { judge } from './judge.js';
import { paceOf } from './pace.js';
import { verdictOf } from './verdict.js';

const counts = (evidence: Evidence): [broken: number, undecided: number] => {
  const { broken, undecided } = verdictOf(evidence, judge(evidence));
  return [broken.length, undecided.length];
};

describe('the verdict of chaos', () => {
  const running = withJob('task-2', stateOf({ status: 'running' }));
  const neverMade = withJob('code-1', () => ({ id: '', state: null }));

  it('holds an open job against the server on a machine that is not slow', () => {
    expect(counts(goodEvidence())).toEqual([0, 0]);
    expect(counts({ ...running, ending: 'still' })).toEqual([1, 0]);
    expect(counts({ ...neverMade, pace: 1.9 })[0]).toBeGreaterThan(0);
  });

  it('holds it against nobody on a slow machine, or when time was up', () => {
    expect(counts({ ...running, pace: 4 })).toEqual([0, 1]);
    expect(counts({ ...running, ending: 'out of time' })).toEqual([0, 1]);
    expect(counts({ ...neverMade, pace: 4 })[0]).toBe(0);
  });

  it('holds all else against the server on any machine', () => {
    const failed = withJob('task-2', stateOf({ status: 'failed', error: 'unexpected fault' }));
    const refusals = [{ atMs: 1, request: 'GET /jobs', status: 500, body: '' }];
    expect(counts({ ...failed, pace: 8 })).toEqual([1, 0]);
    expect(counts({ ...running, pace: 8, refusals })).toEqual([1, 1]);
  });
});

describe('the pace of a machine', () => {
  it('is the middle of what was measured, from 1 to 8', () => {
    expect(paceOf([30, 900, 50])).toBe(1);
    expect(paceOf([100, 150, 151, 20, 9_000])).toBe(2.5);
    expect(paceOf([9_000])).toBe(8);
  });
});
