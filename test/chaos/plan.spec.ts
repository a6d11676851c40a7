import { describe, expect, it } from '@jest/globals';
import { FAULT_KINDS, planRound } from './plan.js';

const SIZE = { seed: 42, nodes: 3, jobs: 60, faultMs: 60_000 };

describe('planRound', () => {
  it('gives the same plan for the same seed, and another one for another', () => {
    expect(planRound(SIZE)).toEqual(planRound(SIZE));
    expect(planRound({ ...SIZE, seed: 43 }).faults).not.toEqual(planRound(SIZE).faults);
  });

  it('makes every kind of fault within the first minute, inside the time given and at uneven moments', () => {
    const { faults, leaseMs } = planRound(SIZE);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(FAULT_KINDS));
    expect(faults.every(({ atMs }) => atMs >= 1_000 && atMs < SIZE.faultMs)).toBe(true);
    const lasting = (part: string) => faults.filter(({ kind }) => kind.includes(part)).map(({ forMs }) => forMs);
    expect(Math.max(...lasting('briefly'))).toBeLessThan(leaseMs);
    expect(Math.min(...lasting('beyond'))).toBeGreaterThan(leaseMs);
  });

  it('brings jobs of all types, conversations of several messages, shared branches and loops without an end', () => {
    const { jobs } = planRound(SIZE);
    expect(jobs).toHaveLength(SIZE.jobs);
    expect(new Set(jobs.map(({ label }) => label)).size).toBe(SIZE.jobs);
    const count = (type: string) => jobs.filter((job) => job.type === type).length;
    expect([count('code'), count('task'), count('ralph')]).toEqual([24, 24, 12]);
    expect(jobs.filter(({ type }) => type === 'task').every(({ pausesMs }) => pausesMs.length > 0)).toBe(true);
    expect(jobs.filter(({ branch }) => branch === 'feature/shared').length).toBeGreaterThan(1);
    expect(jobs.some(({ endless }) => endless)).toBe(true);
    expect(jobs.some(({ cancelAfterMs }) => cancelAfterMs !== null)).toBe(true);
  });
});
