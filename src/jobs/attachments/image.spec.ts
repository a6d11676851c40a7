import { describe, expect, it } from '@jest/globals';
import { imageOf } from './image.js';

const of = (content: Buffer) => imageOf({ content, bytes: content.length });
const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** As programs write them: the smallest of each kind. */
const SAMPLES = {
  png: bytes('89504e470d0a1a0a 0000000d 49484452 00000001 00000002 08060000001f15c489'),
  gif: bytes('474946383961 0100 0200 80000000000000000000'),
  jpeg: bytes('ffd8 ffe00010 4a46494600010100000100010000 ffff ffc00011 08 0002 0001 03012200021101031101'),
  progressive: bytes('ffd8 ffc20011 08 0002 0001 03012200021101031101'),
  'webp, lossy': bytes('52494646 24000000 57454250 56503820 18000000 3001009d012a 0100 0200 0000'),
  'webp, lossless': bytes('52494646 24000000 57454250 5650384c 18000000 2f 00400000 0000000000'),
  'webp, extended': bytes('52494646 24000000 57454250 56503858 0a000000 10000000 000000 010000 00'),
};

describe('images that Claude can be shown', () => {
  it.each(Object.entries(SAMPLES))('are known by their content: %s', (name, content) => {
    const mediaType = `image/${name === 'progressive' ? 'jpeg' : name.replace(/,.*/, '')}`;
    expect(of(content)).toEqual({ mediaType, data: content.toString('base64') });
  });

  it.each(Object.entries(SAMPLES))('need the beginning that says how large they are: %s', (_, content) => {
    for (let length = 0; length < 10; length += 1) expect(of(content.subarray(0, length))).toBeNull();
  });

  it.each([
    ['text', Buffer.from('no image at all, but long enough')],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')],
    ['a picture without pixels', bytes('89504e470d0a1a0a 0000000d 49484452 00000000 00000002 0806000000')],
    ['a picture as high as a long page', bytes('89504e470d0a1a0a 0000000d 49484452 00000001 00001f41 0806000000')],
    ['a picture of more than 3.75 MB', Buffer.concat([SAMPLES.png, Buffer.alloc(3_750_000)])],
    ['a sound', bytes('52494646 24000000 57415645 666d7420 10000000 0100010044ac000088580100')],
    ['a JPEG without a frame', bytes('ffd8 ffe00010 4a46494600010100000100010000 ffd9 0000000000000000')],
  ])('are not %s', (_, content) => {
    expect(of(content)).toBeNull();
  });

  it('may have 8,000 pixels in each direction', () => {
    expect(of(bytes('89504e470d0a1a0a 0000000d 49484452 00001f40 00001f40 0806000000'))).not.toBeNull();
  });
});
