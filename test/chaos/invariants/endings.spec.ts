import { describe, expect, it } from '@jest/globals';
import { goodEvidence, stateOf, verdict, withJob } from './planted.js';

describe('every job ends', () => {
  const fault = { atMs: 1, kind: 'node killed', target: 'node-1', forMs: 1 };
  const interrupted = stateOf({ status: 'failed', error: 'The job was interrupted in all of its attempts (6) and …' });

  it('finds a job that still runs, that was never made, that cannot be read', () => {
    expect(verdict(withJob('task-2', stateOf({ status: 'running' })))).toEqual(['every job ends: it is still running']);
    expect(verdict(withJob('task-2', () => ({ id: '' })))).toContain('every job ends: it could not be created');
    expect(verdict(withJob('task-2', () => ({ state: null })))).toContain('every job ends: it cannot be read');
  });

  it('finds a failure that no fault explains, or too many for the faults', () => {
    const unexpected = stateOf({
      status: 'failed',
      error: 'The job failed because of an unexpected fault of the server.',
    });
    expect(verdict(withJob('task-2', unexpected))).toEqual([
      expect.stringContaining('it failed for no reason that was made'),
    ]);
    expect(verdict(withJob('task-2', interrupted))).toEqual([expect.stringContaining('with 0 such faults')]);
    expect(verdict({ ...withJob('task-2', interrupted), faults: [fault] })).toEqual([]);
    const all = goodEvidence();
    const jobs = all.jobs.map((job) => ({ ...job, ...interrupted(job) }));
    expect(verdict({ ...all, jobs, faults: [fault, fault] })).toContain('every job ends: 3 of 3 jobs failed');
  });

  it('finds a cancel that nobody asked for, and a success that tells of an error', () => {
    expect(verdict(withJob('task-2', stateOf({ status: 'cancelled' })))).toEqual([
      expect.stringContaining('nobody did it'),
    ]);
    expect(verdict(withJob('task-2', stateOf({ error: 'x' })))).toEqual([
      expect.stringContaining('completed with an error'),
    ]);
  });
});
