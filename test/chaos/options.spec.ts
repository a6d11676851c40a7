import { describe, expect, it } from '@jest/globals';
import { sizesOf } from './chaos.js';
import { parseOptions } from './options.js';

const parse = (...args: string[]) => parseOptions(args, () => 7);

describe('the options of chaos', () => {
  it('mean three minutes of faults on one server and on three, with a seed that is told', () => {
    expect(parse()).toEqual({ seed: 7, minutes: 3, nodes: [1, 3], jobs: 45, evidence: null });
    expect(parse('--seed', '9', '--minutes', '0.5', '--nodes', '2', '--jobs', '5', '--evidence', 'here')).toEqual({
      seed: 9,
      minutes: 0.5,
      nodes: [2],
      jobs: 5,
      evidence: 'here',
    });
    expect(parse('--minutes', '1').jobs).toBe(20);
  });

  it('are refused in words', () => {
    expect(() => parse('--minutes', 'long')).toThrow('--minutes must be a number from 0.1 to 600');
    expect(() => parse('--seed', '1.5')).toThrow('--seed must be a whole number');
    expect(() => parse('--nodes', '1,')).toThrow('--nodes must be a number from 1 to 9');
    expect(() => parse('--sed', '1')).toThrow('--sed');
  });

  it('share time and jobs among the rounds', () => {
    const sizes = sizesOf({ seed: 1, minutes: 1, nodes: [1, 3], jobs: 60, evidence: null });
    expect(sizes).toEqual([
      { seed: 1, nodes: 1, jobs: 20, faultMs: 20_000 },
      { seed: 2, nodes: 3, jobs: 40, faultMs: 40_000 },
    ]);
  });
});
