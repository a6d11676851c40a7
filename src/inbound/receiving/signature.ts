import { createHmac, timingSafeEqual } from 'node:crypto';

const FORM = /^sha256=([0-9a-f]{64})$/i;

/** Whether one of the secrets has signed these bytes, as GitHub does. `header`: `X-Hub-Signature-256`. */
export function isSigned(body: Buffer, header: string | undefined, secrets: readonly string[]): boolean {
  const given = FORM.exec(header ?? '')?.[1];
  if (given === undefined) return false;
  const signature = Buffer.from(given, 'hex');
  return secrets.some((secret) => timingSafeEqual(signature, createHmac('sha256', secret).update(body).digest()));
}
