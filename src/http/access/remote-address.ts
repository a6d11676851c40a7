import { isIP } from 'node:net';
import type { Request } from 'express';

/** Where a request comes from: the address of the connection, or with TRUST_PROXY the address that the proxy names. */
export function remoteAddressOf(request: Request): string | null {
  const named = withoutMapping(request.ip ?? '');
  // A proxy may name anything: accept only an address.
  if (isIP(named) !== 0) return named;
  return request.socket.remoteAddress === undefined ? null : withoutMapping(request.socket.remoteAddress);
}

/** Unwraps an IPv4 address that a dual-stack socket shows as IPv6. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
