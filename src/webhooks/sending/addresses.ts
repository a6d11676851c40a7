import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address belongs to the public internet: neither private nor loopback, link-local (as the metadata services of
 * clouds are), multicast, reserved, nor a way from IPv6 to an IPv4 address. Text that is no address does not.
 */
export function isPublicAddress(address: string): boolean {
  const text = withoutBrackets(address);
  return ipaddr.isValid(text) && ipaddr.process(text).range() === 'unicast';
}

/** Whether the host of a URL is an address and not a name: `lookup` is never asked about it. */
export function isAddress(host: string): boolean {
  return ipaddr.isValid(withoutBrackets(host));
}

/** Whether the host of a URL is this machine. */
export function isLoopback(host: string): boolean {
  const text = withoutBrackets(host);
  return text === 'localhost' || (ipaddr.isValid(text) && ipaddr.process(text).range() === 'loopback');
}

/** URLs write IPv6 in brackets; a zone names an interface of this machine, and is no part of the address. */
function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
}
