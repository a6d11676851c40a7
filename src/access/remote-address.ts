import { isIP } from 'node:net';
import type { Request } from 'express';

/** Where a request comes from: the address of the connection, or with TRUST_PROXY the one that the proxy names. */
export function remoteAddressOf(request: Request): string | null {
  const named = withoutMapping(request.ip ?? '');
  // What a proxy names may be anything; only an address is one.
  if (isIP(named) !== 0) return named;
  return request.socket.remoteAddress === undefined ? null : withoutMapping(request.socket.remoteAddress);
}

/** An IPv4 address as a socket for both protocols shows it. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
