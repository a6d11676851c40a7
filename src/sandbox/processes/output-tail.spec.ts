import { describe, expect, it } from '@jest/globals';
import { OutputTail } from './output-tail.js';

const SECRET = 'a-secret-that-is-cut-in-two';

function tailOf(maxBytes: number, text: string): string {
  const tail = new OutputTail(maxBytes);
  for (const byte of Buffer.from(text)) tail.push(Buffer.of(byte));
  return tail.toString();
}

describe('OutputTail', () => {
  it('keeps what is short enough as it is', () => {
    expect(tailOf(10, 'no\nend')).toBe('no\nend');
    expect(tailOf(10, '0123456789')).toBe('0123456789');
    expect(tailOf(10, '')).toBe('');
  });

  it('begins with a whole line once something is cut', () => {
    expect(tailOf(10, 'first line\nsecond\n')).toBe('second\n');
    expect(tailOf(10, 'äöü\nöäü\n')).toBe('öäü\n');
  });

  it('keeps no half of a secret, wherever the cut goes through it', () => {
    for (let after = 0; after <= SECRET.length; after += 1) {
      expect(tailOf(64, `begin ${SECRET}${'\nx'.repeat(18)}${'y'.repeat(after)}`)).toMatch(/^[xy\n]+$/);
    }
  });

  it('cuts further in a line that does not end, between characters', () => {
    const tail = tailOf(6_000, `${'ä'.repeat(20)}${SECRET}${'ä'.repeat(2_990)}`);
    expect(tail).toMatch(/^ä+$/);
    expect(tailOf(100, 'x'.repeat(200))).toBe('');
  });
});
