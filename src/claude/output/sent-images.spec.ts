import { describe, expect, it } from '@jest/globals';
import { withoutSentImages } from './sent-images.js';

const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'A'.repeat(2_000) } };
const text = { type: 'text', text: 'Look at this "isReplay":true' };

const line = (more: object, content: unknown = [image, text]): string =>
  JSON.stringify({ type: 'user', uuid: 'u', message: { role: 'user', content }, ...more });

describe('a message that the CLI repeats', () => {
  it('loses the images that came with it, and nothing else', () => {
    const left = JSON.parse(withoutSentImages(line({ isReplay: true }))) as object;
    expect(left).toEqual({
      type: 'user',
      uuid: 'u',
      isReplay: true,
      message: { role: 'user', content: [{ type: 'text', text: '[image]' }, text] },
    });
  });

  it.each([
    ['of what a tool has shown', line({})],
    ['without an image', line({ isReplay: true }, [{ ...text, text: 'x'.repeat(2_000) }])],
    ['of a text alone', line({ isReplay: true }, `"image" ${'x'.repeat(2_000)}`)],
    ['that was cut', line({ isReplay: true }).slice(0, 1_500)],
    ['that is no JSON', `"isReplay":true "image" ${'x'.repeat(2_000)}`],
  ])('is not a line %s', (_, other) => {
    expect(withoutSentImages(other)).toBe(other);
  });
});
