import { describe, expect, it } from '@jest/globals';
import type { Evidence, ToldEvent } from '../evidence.js';
import { goodEvidence, stateOf, verdict, withJob } from './planted.js';

/** What the moody receiver was told of code-1, otherwise. */
function told(change: (events: readonly ToldEvent[]) => readonly ToldEvent[]): Evidence {
  const evidence = goodEvidence();
  const isMeant = ({ receiver, jobId }: ToldEvent): boolean => receiver === 'moody' && jobId === 'code-1';
  const others = evidence.told.filter((each) => !isMeant(each));
  return { ...evidence, told: [...others, ...change(evidence.told.filter(isMeant))] };
}

describe('webhooks tell what happens', () => {
  it('takes an event that comes again', () => {
    expect(verdict(told((events) => [...events, ...events]))).toEqual([]);
  });

  it('finds what was not told, and what was told and did not happen', () => {
    expect(verdict(told((events) => events.slice(0, -1)))).toEqual([
      expect.stringContaining('moody: told 0 times of job.completed instead of 1'),
    ]);
    const looped = withJob('ralph-3', stateOf({ total_iterations: 2 }));
    expect(verdict({ ...looped, told: goodEvidence().told })).toHaveLength(2);
    const twice = told((events) => [...events, { ...(events[0] as ToldEvent), id: 'another' }]);
    expect(verdict(twice)).toContainEqual(expect.stringContaining('told 2 times of job.created instead of 1'));
    const stranger = told((events) => [...events, { ...(events[0] as ToldEvent), jobId: 'nobody' }]);
    expect(verdict(stranger)).toEqual([expect.stringContaining('told of nobody, which is no job')]);
  });

  it('finds another order, and forgeries', () => {
    expect(verdict(told((events) => events.toReversed()))).toEqual(
      ['before its creation', 'after its end'].map((what) => expect.stringContaining(what)),
    );
    expect(verdict({ ...goodEvidence(), forgeries: ['No matching signature'] })).toEqual([
      'webhooks tell what happens: No matching signature',
    ]);
  });
});
