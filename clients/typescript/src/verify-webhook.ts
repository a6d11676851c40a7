import type { webhooks } from './schema.js';

/** A webhook that is not from the server, or too old. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
}

export interface VerifyOptions {
  /** How far the clocks may differ, and how long a delivery may take, in seconds; default: 300. */
  readonly toleranceSeconds?: number;
  /** Default: now. */
  readonly now?: Date;
}

/** What the server tells: `type` says which `data` there is. */
export type WebhookEvent = EventOf<webhooks[keyof webhooks]>;

type EventOf<Told> = Told extends { post: { requestBody: { content: { 'application/json': infer Event } } } }
  ? Event
  : never;

type Headers = { get(name: string): string | null } | Readonly<Record<string, string | readonly string[] | undefined>>;

const PREFIX = 'whsec_';

/**
 * Checks that a webhook comes from the server, and answers its event. The same event may come more than once: its `webhook-id`
 * is the same each time.
 * @param body as it came, to the byte. @param secret `whsec_…`.
 * @throws WebhookVerificationError.
 */
export async function verifyWebhook(
  body: string,
  headers: Headers,
  secret: string,
  { toleranceSeconds = 300, now = new Date() }: VerifyOptions = {},
): Promise<WebhookEvent> {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headerOf(headers, name),
  );
  if (!id || !timestamp || !signatures) throw new WebhookVerificationError('The request has no signature');
  const age = now.getTime() / 1_000 - Number(timestamp);
  if (!(Math.abs(age) <= toleranceSeconds))
    throw new WebhookVerificationError('The signature is too old, or of the future');
  if (!(await isSigned(`${id}.${timestamp}.${body}`, signatures, secret))) {
    throw new WebhookVerificationError('The signature does not fit the body and the secret');
  }
  return JSON.parse(body) as WebhookEvent;
}

/** While a secret is being replaced there are several signatures, separated by spaces. */
async function isSigned(text: string, signatures: string, secret: string): Promise<boolean> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', secretBytes(secret), algorithm, false, ['verify']);
  const signed = new TextEncoder().encode(text);
  for (const signature of signatures.split(' ')) {
    const bytes = signature.startsWith('v1,') ? fromBase64(signature.slice('v1,'.length)) : null;
    // Takes the same time whatever differs.
    if (bytes && (await crypto.subtle.verify('HMAC', key, bytes, signed))) return true;
  }
  return false;
}

function secretBytes(secret: string): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret);
  if (!bytes || bytes.length === 0) throw new WebhookVerificationError(`The secret is none: it begins with ${PREFIX}`);
  return bytes;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Node's own servers have headers as an object, with names in lower case. */
function headerOf(headers: Headers, name: string): string | null {
  const value = typeof headers.get === 'function' ? headers.get(name) : (headers as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : null;
}
