import { object, parseObject } from './json-fields.js';

/**
 * A line of output without the images that Claude was sent: the CLI repeats them with their message. Who reads the job knows
 * them, and what is encrypted in the store would be in its messages in clear text.
 */
export function withoutSentImages(line: string): string {
  if (!line.includes('"isReplay":true') || !line.includes('"image"')) return line;
  const whole = parseObject(line);
  const message = object(whole?.['message']);
  const blocks = message['content'];
  if (whole?.['isReplay'] !== true || !Array.isArray(blocks) || !blocks.some(isImage)) return line;
  const content: unknown[] = blocks.map((block: unknown) => (isImage(block) ? LEFT_OUT : block));
  return JSON.stringify({ ...whole, message: { ...message, content } });
}

const LEFT_OUT = { type: 'text', text: '[image]' };

function isImage(block: unknown): boolean {
  return object(block)['type'] === 'image';
}
