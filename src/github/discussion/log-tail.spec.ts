import { describe, expect, it } from '@jest/globals';
import { tailOf } from './log-tail.js';

function streamOf(...parts: string[]): ReadableStream<Uint8Array> {
  return ReadableStream.from(parts.map((part) => new TextEncoder().encode(part)));
}

describe('the end of a log', () => {
  it('is without times and colours', async () => {
    const log = '2026-01-31T09:30:00.1234567Z \u001b[31mExpected 1\u001b[0m\n2026-01-31T09:30:01Z got 2\n';
    expect(await tailOf(streamOf(log), 100)).toBe('Expected 1\ngot 2\n');
  });

  it('is no longer than is asked for, however it arrives', async () => {
    const parts = Array.from({ length: 500 }, (_, index) => `line ${index}\n`);
    expect(await tailOf(streamOf(...parts), 9)).toBe('line 499\n');
  });

  it('keeps characters whole that arrive in pieces', async () => {
    const bytes = new TextEncoder().encode('ä€🚀');
    const pieces = ReadableStream.from(Array.from(bytes, (byte) => new Uint8Array([byte])));
    expect(await tailOf(pieces as ReadableStream<Uint8Array>, 10)).toBe('ä€🚀');
  });
});
