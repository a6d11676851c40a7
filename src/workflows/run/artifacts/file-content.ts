import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 262_144;

/** What is known of a file that was read once. */
export interface FileFacts {
  readonly bytes: number;
  /** SHA-256. */
  readonly digest: string;
  /** Its bytes are UTF-8, without NUL. */
  readonly isText: boolean;
}

/** A file from its beginning, in chunks that the reader must have used before it asks for the next. */
export async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  for (let position = 0; ;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** The text of a file of UTF-8. @throws TypeError when it is none. */
export async function* textsOf(file: FileHandle): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const chunk of chunksOf(file)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

export async function factsOf(file: FileHandle): Promise<FileFacts> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let isText = true;
  for await (const chunk of chunksOf(file)) {
    bytes += chunk.length;
    hash.update(chunk);
    isText &&= !chunk.includes(0) && isDecoded(() => decoder.decode(chunk, { stream: true }));
  }
  isText &&= isDecoded(() => decoder.decode());
  return { bytes, digest: hash.digest('hex'), isText };
}

function isDecoded(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}
