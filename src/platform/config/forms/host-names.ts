import { ValidateBy } from 'class-validator';
import { form } from './forms.js';

const NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** A comma-separated list of names of hosts, without ports. */
export function HostNameList(): PropertyDecorator {
  return form({
    expects: 'a list of host names, such as orchestrator.example',
    read: (text) => text.split(',').map((part) => part.trim().toLowerCase()),
    rules: ({ message }) => [
      ValidateBy({ name: 'areHostNames', validator: { validate: areHostNames, defaultMessage: () => message } }),
    ],
  });
}

function areHostNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((part) => typeof part === 'string' && NAME.test(part));
}
