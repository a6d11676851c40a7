import { isAddress, isLoopback, isPublicAddress } from '../sending/addresses.js';

/** A longer one is refused, in characters. */
const MAX_URL = 2_000;

/** Why an endpoint cannot have this URL; null: it can. `allowsPrivate`: WEBHOOK_ALLOW_PRIVATE. */
export function problemOfWebhookUrl(text: string, allowsPrivate: boolean): string | null {
  if (text.length > MAX_URL) return `url must have at most ${MAX_URL} characters`;
  if (/[\s\p{C}]/u.test(text)) return 'url must not contain spaces or control characters';
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'url must be an https URL';
  return (
    problemOfParts(url) ?? (url.protocol === 'https:' ? problemOfHost : problemOfPlain)(url.hostname, allowsPrivate)
  );
}

function problemOfParts({ username, password, hash }: URL): string | null {
  if (username !== '' || password !== '') {
    return 'url must not contain a user or a password: the signature shows who sends';
  }
  return hash === '' ? null : 'url must not contain a fragment';
}

/** What a name leads to is judged when connecting; whoever writes an address is told at once. */
function problemOfHost(host: string, allowsPrivate: boolean): string | null {
  if (allowsPrivate || !(isLoopback(host) || (isAddress(host) && !isPublicAddress(host)))) return null;
  return 'url must lead to an address of the public internet; if it shall be reached, set WEBHOOK_ALLOW_PRIVATE=true';
}

/** The same without TLS. */
function problemOfPlain(host: string, allowsPrivate: boolean): string | null {
  if (!allowsPrivate) return 'url must be an https URL; for http to a loopback address set WEBHOOK_ALLOW_PRIVATE=true';
  return isLoopback(host) ? null : 'url must be an https URL, or http to a loopback address';
}
