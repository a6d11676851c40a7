import { isIP } from 'node:net';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

const MAX_PROXIES = 10;
const NAMED_NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** How many proxies stand before the server, or which addresses they have, as Express' `trust proxy` wants it. */
export type TrustedProxies = number | string[];

/** A whole number, or a comma-separated list of addresses, networks and their names. */
export function IsTrustedProxies(name: string): PropertyDecorator {
  const message = `${name} must be the number of proxies (1 to ${MAX_PROXIES}) or a list of addresses and networks, such as 10.0.0.0/8`;
  return (target, key) => {
    Transform(({ value }) => (typeof value === 'string' ? toProxies(value) : value))(target, key);
    ValidateBy({ name: 'isTrustedProxies', validator: { validate: areProxies, defaultMessage: () => message } })(
      target,
      key,
    );
  };
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
