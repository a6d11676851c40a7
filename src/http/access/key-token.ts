import { createHash, randomBytes } from 'node:crypto';

/** Lets people and secret scanners recognise a token of this server. */
const PREFIX = 'orc_';
const TOKEN = /^orc_[A-Za-z0-9_-]{43}$/;

/** A new token of 256 random bits. */
export function newToken(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}

/** Whether a text has the form of a key's token. */
export function looksLikeToken(text: string): boolean {
  return TOKEN.test(text);
}

/** SHA-256: a token of 256 random bits needs no slow hash. */
export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
