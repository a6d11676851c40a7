import { OWN_SECRET, type Redactor } from '../../../platform/redaction/redactor.js';

/** Characters before a chunk that are searched with it: more than any secret has. */
const OVERLAP = 32_768;

/** Thrown while bytes are read that contain a secret which the server knows. */
export class SecretInside extends Error {
  override readonly name = 'SecretInside';
}

/**
 * Bytes as they are, as long as no secret that the server knows is in them, plain or with a NUL after each letter. What only looks
 * like a token does not count: random bytes may.
 * @throws SecretInside, perhaps only after the first part of the secret.
 */
export async function* searchedChunks(chunks: AsyncIterable<Buffer>, redactor: Redactor): AsyncGenerator<Buffer> {
  let before = '';
  for await (const chunk of chunks) {
    const text = before + chunk.toString('latin1');
    if (holdsSecret(text, redactor) || holdsSecret(text.replaceAll('\0', ''), redactor)) throw new SecretInside();
    before = text.slice(-OVERLAP);
    yield chunk;
  }
}

function holdsSecret(text: string, redactor: Redactor): boolean {
  return redactor.find(text).some(({ kind }) => kind === OWN_SECRET);
}
