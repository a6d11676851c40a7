import { describe, expect, it } from '@jest/globals';
import { lineTag } from '../tags.js';
import { call, goodEvidence, init, process, result, said, verdict, withJob } from './planted.js';

const lines =
  (...numbers: number[]) =>
  () => ({
    messages: [init(), ...numbers.map((number) => said(lineTag('code-1', number))), result()],
  });

describe('every line once and in order', () => {
  it('finds one that is doubled, in the wrong place, missing, or made up', () => {
    expect(verdict(withJob('code-1', lines(1, 2, 2)))).toEqual([expect.stringContaining('line 2 comes after line 2')]);
    expect(verdict(withJob('code-1', lines(2, 1)))).toEqual([expect.stringContaining('line 1 comes after line 2')]);
    expect(verdict(withJob('code-1', lines(2)))).toEqual([expect.stringContaining('lines 1 of process 1')]);
    expect(verdict(withJob('code-1', lines(1)))).toEqual([expect.stringContaining('lines 2 of process 1')]);
    expect(verdict(withJob('code-1', lines(1, 2, 9)))).toEqual([expect.stringContaining('lines that nobody said: 9')]);
  });

  it('lets a process that a fault has ended lose its last words, but nothing before them', () => {
    const calls = [
      ...goodEvidence().calls.filter(({ label }) => label !== 'code-1'),
      call('code-1', { lines: [1, 2, 3] }),
      call('code-1', { lines: [4], by: process('code-1', 2, 'node-2'), startMs: 50, endMs: 60 }),
    ];
    expect(verdict({ ...withJob('code-1', lines(1, 2, 4)), calls })).toEqual([]);
    expect(verdict({ ...withJob('code-1', lines(1, 3, 4)), calls })).toEqual([expect.stringContaining('lines 2 of')]);
  });
});
