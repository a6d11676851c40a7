import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealingKey } from './sealing-key.js';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Of the form `v1.<id of the key>.<nonce, ciphertext and tag in base64url>`. */
const VERSION = 'v1';
const FORM = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/;

/** @param about what the content is, and whose. Only with the same words it can be opened again. */
export function sealWith({ id, bytes }: SealingKey, content: Uint8Array, about: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(id, about));
  const parts = [nonce, cipher.update(content), cipher.final()];
  return `${VERSION}.${id}.${Buffer.concat([...parts, cipher.getAuthTag()]).toString('base64url')}`;
}

/** null: it is damaged, belongs to something else, or was sealed with another key. */
export function openWith({ id, bytes }: SealingKey, sealed: string, about: string): Buffer | null {
  const all = Buffer.from(FORM.exec(sealed)?.[2] ?? '', 'base64url');
  if (keyIdOf(sealed) !== id || all.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(ALGORITHM, bytes, all.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(id, about));
  decipher.setAuthTag(all.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(all.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

/** The id of the key with which a text was sealed; null: it has not the form of a sealed text. */
export function keyIdOf(sealed: string): string | null {
  return FORM.exec(sealed)?.[1] ?? null;
}

/** What is authenticated beside the content. */
function boundTo(keyId: string, about: string): Buffer {
  return Buffer.from(`${VERSION}.${keyId}\0${about}`);
}
