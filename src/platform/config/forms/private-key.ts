import { createPrivateKey } from 'node:crypto';
import { ValidateBy } from 'class-validator';
import { form } from './forms.js';

/** An RSA key in PEM form, as GitHub hands it out. In one line, `\n` stands for its line ends. It stays text; see {@link pemOf}. */
export function RsaPrivateKey(): PropertyDecorator {
  return form({
    expects: 'an RSA private key in PEM form',
    rules: ({ message }) => [
      ValidateBy({ name: 'isRsaPrivateKey', validator: { validate: isRsaPrivateKey, defaultMessage: () => message } }),
    ],
  });
}

/** The key as PKCS#8, whichever form it was given in. @param text a valid value of such a variable. */
export function pemOf(text: string): string {
  return keyOf(text).export({ type: 'pkcs8', format: 'pem' }).toString();
}

function keyOf(text: string) {
  return createPrivateKey(text.replaceAll(String.raw`\n`, '\n'));
}

function isRsaPrivateKey(text: unknown): boolean {
  try {
    return typeof text === 'string' && keyOf(text).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
