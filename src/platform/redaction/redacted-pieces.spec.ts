import { describe, expect, it } from '@jest/globals';
import { redactedPieces } from './redacted-pieces.js';
import { Redactor } from './redactor.js';

const SECRET = 'hunter2-hunter2-hunter2';

describe('redactedPieces', () => {
  const redactor = new Redactor([SECRET]);

  async function redacted(text: string, pieceLength: number): Promise<string> {
    async function* pieces(): AsyncGenerator<string> {
      for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength);
    }
    let whole = '';
    for await (const piece of redactedPieces(pieces(), redactor)) whole += piece;
    return whole;
  }

  it('is what redacting all at once gives, wherever a secret stands', async () => {
    for (const before of [0, 100, 262_100, 262_130, 262_143, 262_144, 294_900]) {
      const text = `${'x'.repeat(before)} ${SECRET} ${'y'.repeat(300_000)}${SECRET}`;
      expect(await redacted(text, 65_536)).toBe(redactor.redact(text));
    }
  });

  it('divides at the ends of lines, and no character', async () => {
    const lines = Array.from(
      { length: 30_000 },
      (_, index) => `line ${index} 🚀 Authorization: Bearer abcdefgh${index}abcdefgh`,
    );
    const text = lines.join('\n');
    expect(await redacted(text, 100_001)).toBe(redactor.redact(text));
    const emoji = '🚀'.repeat(300_000);
    expect(await redacted(`x${emoji}`, 99_999)).toBe(`x${emoji}`);
  });

  it('of nothing is nothing', async () => {
    expect(await redacted('', 10)).toBe('');
  });
});
