import { isIP } from 'node:net';
import { ValidateBy } from 'class-validator';
import { form } from './forms.js';

const MAX_PROXIES = 10;
const NAMED_NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** The number of proxies in front of the server, or their addresses, as Express' `trust proxy` expects it. */
export type TrustedProxies = number | string[];

/** A whole number, or a comma-separated list of addresses, networks and their names. */
export function TrustedProxyList(): PropertyDecorator {
  return form({
    expects: `the number of proxies (1 to ${MAX_PROXIES}) or a list of addresses and networks, such as 10.0.0.0/8`,
    read: toProxies,
    rules: ({ message }) => [
      ValidateBy({ name: 'areTrustedProxies', validator: { validate: areProxies, defaultMessage: () => message } }),
    ],
  });
}

function toProxies(text: string): TrustedProxies {
  return /^\d+$/.test(text) ? Number(text) : text.split(',').map((part) => part.trim());
}

function areProxies(value: unknown): boolean {
  if (typeof value === 'number') return value >= 1 && value <= MAX_PROXIES;
  return Array.isArray(value) && value.every((part) => typeof part === 'string' && isNetwork(part));
}

function isNetwork(text: string): boolean {
  if (NAMED_NETWORKS.has(text)) return true;
  const [address = '', bits, more] = text.split('/');
  const longest = isIP(address) === 4 ? 32 : 128;
  const isPrefix = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= longest);
  return isIP(address) !== 0 && isPrefix && more === undefined;
}
