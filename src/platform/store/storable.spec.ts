import { describe, expect, it } from '@jest/globals';
import { storable } from './storable.js';

const through = (value: unknown): unknown => JSON.parse(storable(JSON.stringify(value)));

describe('what goes to the store', () => {
  it.each([
    ['NUL', 'a\u0000b', 'ab'],
    ['a lone high surrogate', 'a\ud83d', 'a\uFFFD'],
    ['a lone low surrogate', '\ude80b', '\uFFFDb'],
    ['surrogates in the wrong order', '\ude80\ud83d', '\uFFFD\uFFFD'],
    ['a whole character', '🚀 ok', '🚀 ok'],
    ['a character beside half of one', '\ud83d🚀', '\uFFFD🚀'],
    ['an escape that is text', String.raw`{"a":"\u0000 \ud83d \\u0000"}`, String.raw`{"a":"\u0000 \ud83d \\u0000"}`],
    ['text like an escape beside NUL', String.raw`\u0000` + '\u0000', String.raw`\u0000`],
    ['a backslash before NUL', '\\\u0000', '\\'],
    ['other control characters', '\u0001\t\n"', '\u0001\t\n"'],
  ])('takes %s', (_, said, stored) => {
    expect(through({ [said]: [said, { deep: said }] })).toEqual({ [stored]: [stored, { deep: stored }] });
  });

  // Minutes long if it took more than one pass: the time that a test has is the bound.
  it('takes long text in one pass', () => {
    const long = `${'\\"\u0000'.repeat(1_000_000)}end`;
    expect(through(long)).toBe(`${'\\"'.repeat(1_000_000)}end`);
  });
});
