import { describe, expect, it } from '@jest/globals';
import { describeNumbers, pullRequestTitle } from './pull-request-text.js';

describe('pullRequestTitle', () => {
  it('is the title, else the first line of the prompt, in 72 characters', () => {
    expect(pullRequestTitle({ title: 'Logout', prompt: 'Add a button' })).toBe('Logout');
    expect(pullRequestTitle({ title: null, prompt: '  Add a\tbutton\nto the header' })).toBe('Add a button');
    const long = pullRequestTitle({ title: '🚀'.repeat(100), prompt: 'x' });
    expect(Array.from(long)).toHaveLength(72);
    expect(long.endsWith('…')).toBe(true);
  });
});

describe('describeNumbers', () => {
  it('names those that are known', () => {
    expect(describeNumbers({ numTurns: 3, durationMs: 83_000, costUsd: 0.1234 })).toEqual([
      '3 turns',
      '1 min 23 s',
      '$0.12 (estimated)',
    ]);
    expect(describeNumbers({ numTurns: 1, durationMs: null, costUsd: 0.001 })).toEqual([
      '1 turn',
      'less than $0.01 (estimated)',
    ]);
  });
});
