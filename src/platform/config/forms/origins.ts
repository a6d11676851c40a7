import { ValidateBy } from 'class-validator';
import { form } from './forms.js';

/** A comma-separated list of origins as browsers send them: a scheme, a host and, if it is not the usual one, a port. */
export function OriginList(): PropertyDecorator {
  return form({
    expects: 'a list of origins, such as https://pm.example',
    read: (text) => text.split(',').map((part) => part.trim()),
    rules: ({ message }) => [
      ValidateBy({ name: 'areOrigins', validator: { validate: areOrigins, defaultMessage: () => message } }),
    ],
  });
}

function areOrigins(value: unknown): boolean {
  return Array.isArray(value) && value.every((part) => typeof part === 'string' && isOrigin(part));
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
