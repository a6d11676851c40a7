import type { Readable } from 'node:stream';

/** Of an answer's body only this much is read, in bytes. */
const READ_BYTES = 4_096;

/** The beginning of an answer on one line, in printable characters; the rest is not waited for. */
export async function headOf(body: Readable): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // What breaks off after we have read enough concerns nobody.
  body.on('error', () => undefined);
  try {
    for await (const part of body as AsyncIterable<Buffer>) {
      parts.push(part.subarray(0, READ_BYTES - bytes));
      bytes += part.length;
      if (bytes >= READ_BYTES) break;
    }
  } catch {
    // The status is what counts; a body that breaks off, or takes too long, is as good as none.
  } finally {
    body.destroy();
  }
  return oneLine(Buffer.concat(parts).toString('utf8'));
}

function oneLine(text: string): string {
  return text
    .replace(/[^\P{C}\n]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
