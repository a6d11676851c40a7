import { describe, expect, it } from '@jest/globals';
import { init, said, verdict, withJob } from './planted.js';

describe('every acknowledged message answered once', () => {
  it('finds one without an answer, whose answer was cut, or that was lost', () => {
    const cut = withJob('task-2', ({ messages }) => ({ messages: messages.slice(0, -1) }));
    expect(verdict(cut)).toEqual([expect.stringContaining('message 1 has no answer')]);
    const lost = withJob('task-2', () => ({ acknowledged: [1, 2] }));
    expect(verdict(lost)).toEqual([
      expect.stringContaining('message 2 is stored 0 times'),
      expect.stringContaining('message 2 has no answer'),
    ]);
  });

  it('finds one that was answered or stored twice', () => {
    const again = withJob('task-2', ({ messages }) => ({ messages: [...messages, ...messages.slice(4)] }));
    expect(verdict(again)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('message 1 is stored 2 times'),
        expect.stringContaining('message 1 is answered 2 times'),
      ]),
    );
  });

  it('takes an answer that a fault has cut, and that was given anew, as one', () => {
    const cutFirst = withJob('task-2', ({ messages }) => ({
      messages: [...messages.slice(0, 5), init(), said('[answer:task-2.1]'), ...messages.slice(5)],
    }));
    expect(verdict(cutFirst)).toEqual([]);
  });
});
