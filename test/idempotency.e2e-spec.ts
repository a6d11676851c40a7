import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createKey } from './support/keys.js';
import { type PluggedRig, startPlugged } from './support/plugged-rig.js';

describe('repeated requests', () => {
  let rig: PluggedRig['rig'];
  let clientId: string;

  beforeAll(async () => {
    ({ rig, clientId } = await startPlugged());
  });

  afterAll(() => rig.close());

  const valid = () => ({ clientId, prompt: 'Do something', branchName: 'feature/valid' });

  describe('Idempotency-Key', () => {
    it('answers a repeated request with the first answer, and does the work once', async () => {
      const key = { 'Idempotency-Key': 'order 66 / a' };
      const sent = { ...valid(), branchName: 'feature/idempotent' };
      const many = await Promise.all(Array.from({ length: 5 }, () => rig.api.post('/jobs', sent, key)));
      expect(many.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
      expect(new Set(many.map(({ body }) => body['id'])).size).toBe(1);
      expect(many.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(4);
    });

    it('belongs to the caller: another one is never answered what was not theirs', async () => {
      const key = { 'Idempotency-Key': 'ticket-4711' };
      const sent = { ...valid(), branchName: 'feature/shared' };
      const one = await createKey(rig.api, 'one', ['jobs']);
      const other = await createKey(rig.api, 'other', ['jobs']);
      const answers = await Promise.all([rig.api, one.api, other.api].map((api) => api.post('/jobs', sent, key)));
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
      expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(3);
      expect((await other.api.post('/jobs', sent, key)).body['id']).toBe(answers[2]?.body['id']);
      expect((await one.api.post('/jobs', { ...sent, prompt: 'Else' }, key)).status).toBe(422);
    });

    it('is refused with another body, and free again after a refusal', async () => {
      const key = { 'Idempotency-Key': 'k2' };
      expect((await rig.api.post('/jobs', { ...valid(), prompt: '' }, key)).status).toBe(400);
      expect((await rig.api.post('/clients', { name: 'K2' }, key)).status).toBe(201);
      const other = await rig.api.post('/clients', { name: 'K3' }, key);
      expect([other.status, other.body['code']]).toEqual([422, 'idempotency_key_reused']);
      const long = await rig.api.post('/clients', { name: 'K' }, { 'Idempotency-Key': 'x'.repeat(256) });
      expect(long.status).toBe(400);
    });
  });
});
