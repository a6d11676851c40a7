import { describe, expect, it } from '@jest/globals';
import { excusedMeetings } from './overlap.js';
import { call, goodEvidence, process, verdict } from './planted.js';

describe('one Claude process per job', () => {
  const [one, other, same] = [
    process('code-1', 1, 'node-1'),
    process('code-1', 2, 'node-2'),
    process('code-1', 3, 'node-1'),
  ];
  const sighting = { atMs: 5_000, jobId: 'code-1', older: one, younger: other };
  const frozen = { node: 'node-1', why: 'frozen' as const, fromMs: 1_000, toMs: 4_000 };

  it('finds two in the process table, and two that ask the model at the same time', () => {
    expect(verdict(goodEvidence({ sightings: [sighting, { ...sighting, atMs: 5_250 }] }))).toEqual([
      expect.stringContaining('process 1 of node-1 and process 2 of node-2 were both running at 5000 ms'),
    ]);
    const calls = [...goodEvidence().calls, call('code-1', { by: other, startMs: 15, endMs: 25, outcome: 'lost' })];
    expect(verdict(goodEvidence({ calls }))).toEqual([expect.stringContaining('both had a request open at 15 ms')]);
  });

  it('does not take a watch that sees nobody for a proof', () => {
    expect(verdict(goodEvidence({ processes: 0 }))).toEqual([
      expect.stringContaining('no Claude process was ever seen'),
    ]);
  });

  it('excuses only one whose node was dead or frozen, and counts it', () => {
    const excused = goodEvidence({ sightings: [sighting], absences: [frozen] });
    expect(verdict(excused)).toEqual([]);
    expect(excusedMeetings(excused)).toBe(1);
    const late = { ...sighting, atMs: 60_000 };
    expect(verdict(goodEvidence({ sightings: [late], absences: [frozen] }))).toHaveLength(1);
    const stopped = { ...frozen, why: 'stopped' as const };
    expect(verdict(goodEvidence({ sightings: [sighting], absences: [stopped] }))).toHaveLength(1);
    const own = { ...sighting, younger: same };
    expect(verdict(goodEvidence({ sightings: [own], absences: [frozen] }))).toHaveLength(1);
  });
});
