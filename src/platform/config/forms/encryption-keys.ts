import { ValidateBy } from 'class-validator';
import { form } from './forms.js';

const KEY_BYTES = 32;
const MAX_KEYS = 10;
const HEX = /^[0-9a-f]{64}$/i;
/** 32 bytes in base64, in either alphabet, with or without padding. */
const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;

/** Keys of AES-256, separated by commas or line ends; the variable stays text. */
export function EncryptionKeyList(): PropertyDecorator {
  return form({
    expects: `1 to ${MAX_KEYS} keys of ${KEY_BYTES} bytes each, in base64 or hex, separated by commas`,
    rules: ({ message }) => [
      ValidateBy({ name: 'areKeys', validator: { validate: areKeys, defaultMessage: () => message } }),
    ],
  });
}

/** The entries of such a list as they were written. */
export function keyTextsIn(list: string): string[] {
  return list.split(/[\s,]+/).filter(Boolean);
}

/** The keys of a valid list, in order. */
export function encryptionKeysIn(list: string): Buffer[] {
  return keyTextsIn(list).map((text) => Buffer.from(text, HEX.test(text) ? 'hex' : 'base64'));
}

function areKeys(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const texts = keyTextsIn(value);
  const isKey = (text: string): boolean => HEX.test(text) || BASE64.test(text);
  if (texts.length === 0 || texts.length > MAX_KEYS || !texts.every(isKey)) return false;
  return encryptionKeysIn(value).every(({ length }) => length === KEY_BYTES);
}
