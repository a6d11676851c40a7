import { describe, expect, it } from '@jest/globals';
import { LineSplitter } from './line-splitter.js';

function linesOf(chunks: readonly Buffer[], maxBytes = 1_000): [string, number][] {
  const splitter = new LineSplitter(maxBytes);
  const lines = [...chunks.flatMap((chunk) => [...splitter.push(chunk)]), ...splitter.end()];
  return lines.map(({ text, lostBytes }) => [text, lostBytes]);
}

describe('LineSplitter', () => {
  it('finds the same lines however the bytes arrive', () => {
    const bytes = Buffer.from('eins\n\nzwöi 👩‍🚀\u2028still two\ndrei');
    const whole = [
      ['eins', 0],
      ['zwöi 👩‍🚀\u2028still two', 0],
      ['drei', 0],
    ];
    expect(linesOf([bytes])).toEqual(whole);
    expect(linesOf([...bytes].map((byte) => Buffer.from([byte])))).toEqual(whole);
  });

  it('cuts a line that is too long between two characters and says how much is missing', () => {
    expect(linesOf([Buffer.from('aé€👍xyz\nshort\n')], 9)).toEqual([
      ['aé€', 7],
      ['short', 0],
    ]);
    expect(linesOf([Buffer.from('aé€👍xyz\nshort\n')], 10)).toEqual([
      ['aé€👍', 3],
      ['short', 0],
    ]);
    expect(linesOf([Buffer.from('0123456789'), Buffer.from('0123456789')], 10)).toEqual([['0123456789', 10]]);
  });

  it('keeps a line that is exactly as long as it may be', () => {
    expect(linesOf([Buffer.from('12345\n12345')], 5)).toEqual([
      ['12345', 0],
      ['12345', 0],
    ]);
  });

  it('does not stumble over bytes that are no UTF-8', () => {
    expect(linesOf([Buffer.from([0xff, 0x80, 0x0a, 0x61])])).toEqual([
      ['\uFFFD\uFFFD', 0],
      ['a', 0],
    ]);
  });
});
