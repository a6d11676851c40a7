import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { openScratchDatabaseUrl } from './support/scratch-store.js';

describe('servers on one database, with and without encryption keys', () => {
  let rig: Rig;
  let database: Awaited<ReturnType<typeof openScratchDatabaseUrl>>;

  beforeAll(async () => {
    database = await openScratchDatabaseUrl();
    rig = await Rig.start({ env: { DATABASE_URL: database.url, NODE_ID: 'without-key' } });
  });

  afterAll(async () => {
    await rig.close();
    await database.close();
  });

  it('take no variables without a key, and do not start with another one', async () => {
    const { clientId } = await rig.addRepository();
    const job = {
      clientId,
      prompt: 'Do it',
      branchName: 'feature/x',
      notBefore: '2999-01-01T00:00:00Z',
      env: { MODE: 'test' },
    };
    const refused = await rig.api.post<{ code: string; error: string }>('/jobs', job);
    expect(refused).toMatchObject({ status: 409, body: { code: 'encryption_key_required' } });
    expect(refused.body.error).toMatch(/^env .* ENCRYPTION_KEY/);
    expect((await rig.api.get<{ jobs: JobBody[] }>('/jobs')).body.jobs).toEqual([]);

    const key = randomBytes(32).toString('base64');
    const b = await rig.startNode({ NODE_ID: 'with-key', ENCRYPTION_KEY: key });
    const id = await rig.queueThrough(b, job);
    const other = randomBytes(32).toString('hex');
    const sentence = /The servers of this database encrypt secrets with the key [0-9a-f]{8}, but ENCRYPTION_KEY /;
    await expect(rig.startNode({ NODE_ID: 'other-key', ENCRYPTION_KEY: other })).rejects.toThrow(sentence);
    await expect(rig.startNode({ NODE_ID: 'no-key' })).rejects.toThrow(sentence);
    const c = await rig.startNode({ NODE_ID: 'both-keys', ENCRYPTION_KEY: `${other},${key}` });
    await c.api.post(`/jobs/${id}/cancel`);
    expect((await c.api.post(`/jobs/${id}/retry`)).status).toBe(201);
  });
});
