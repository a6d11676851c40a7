import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { verifyWebhook, WebhookVerificationError } from './verify-webhook.js';

const KEY = randomBytes(32);
const SECRET = `whsec_${KEY.toString('base64')}`;
const NOW = new Date('2030-01-01T00:00:00Z');
const BODY = '{"type":"job.completed","timestamp":"2030-01-01T00:00:00Z","data":{}}';
const SECONDS = NOW.getTime() / 1_000;

function signed(body = BODY, seconds = SECONDS, key = KEY) {
  const signature = createHmac('sha256', key).update(`msg_1.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': 'msg_1', 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
}

describe('verifyWebhook', () => {
  it('answers the event of a delivery, whichever way its headers come', async () => {
    for (const headers of [signed(), new Headers(signed())]) {
      expect(await verifyWebhook(BODY, headers, SECRET, { now: NOW })).toEqual(JSON.parse(BODY));
    }
  });

  it('takes one good signature among several', async () => {
    const { 'webhook-signature': other } = signed(BODY, SECONDS, randomBytes(32));
    const headers = signed();
    const both = { ...headers, 'webhook-signature': `v2,abc ${other} ${headers['webhook-signature']}` };
    await expect(verifyWebhook(BODY, both, SECRET, { now: NOW })).resolves.toMatchObject({ type: 'job.completed' });
  });

  it.each([
    ['another body', `${BODY} `, signed(), SECRET, 'does not fit'],
    ['another secret', BODY, signed(), `whsec_${randomBytes(32).toString('base64')}`, 'does not fit'],
    ['another id', BODY, { ...signed(), 'webhook-id': 'msg_2' }, SECRET, 'does not fit'],
    ['no signature', BODY, {}, SECRET, 'no signature'],
    ['a signature of five minutes ago', BODY, signed(BODY, SECONDS - 301), SECRET, 'too old'],
    ['a signature of the future', BODY, signed(BODY, SECONDS + 301), SECRET, 'of the future'],
    ['a time that is none', BODY, { ...signed(), 'webhook-timestamp': 'soon' }, SECRET, 'too old'],
    ['a signature that is no base64', BODY, { ...signed(), 'webhook-signature': 'v1,%%%' }, SECRET, 'does not fit'],
    ['a secret that is none', BODY, signed(), 'whsec_', 'secret is none'],
  ])('refuses %s', async (_, body, headers: Record<string, string>, secret, sentence) => {
    const verified = verifyWebhook(body, headers, secret, { now: NOW });
    await expect(verified).rejects.toThrow(sentence);
    await expect(verified).rejects.toBeInstanceOf(WebhookVerificationError);
  });
});
