import { describe, expect, it } from '@jest/globals';
import { objectsIn } from './batched-objects.js';

const OUTPUT = Buffer.concat([
  Buffer.from('aa commit 5\nfirst\n'),
  Buffer.from('bb commit 0\n\n'),
  Buffer.from('cc commit 6\n'),
  Buffer.from([0xff, 0x0a, 0x00, 0x0a, 0x62, 0x62]),
  Buffer.from('\n'),
]);
const OBJECTS = [
  ['aa', 'first'],
  ['bb', ''],
  ['cc', 'ÿ\n\0\nbb'],
];

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(chunks: AsyncIterable<Buffer>): Promise<(readonly [string, string])[]> {
  const all: (readonly [string, string])[] = [];
  for await (const each of objectsIn(chunks)) all.push(each);
  return all;
}

describe('objects of git cat-file --batch', () => {
  it.each([1, 2, 3, 7, 1_000])('are whole in chunks of %i bytes', async (size) => {
    expect(await read(inPieces(OUTPUT, size))).toEqual(OBJECTS);
  });

  it('are none without output', async () => {
    expect(await read(inPieces(Buffer.alloc(0), 1))).toEqual([]);
  });

  it('that are missing are a fault', async () => {
    await expect(read(inPieces(Buffer.from('aa missing\n'), 4))).rejects.toThrow('git has no object aa (missing)');
  });
});
