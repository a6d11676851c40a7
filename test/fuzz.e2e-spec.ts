import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assert, asyncProperty } from 'fast-check';
import { ERROR_CODES } from '../src/platform/errors/error-codes.js';
import { createKey } from './support/keys.js';
import { type FuzzedRequest, fuzzedRequest } from './support/fuzzed-request.js';
import { type PluggedRig, startPlugged } from './support/plugged-rig.js';
import { documentedRoutes } from './support/documented-routes.js';
import { type RawAnswer, sendRaw } from './support/send-raw.js';

/** The same requests in every run; others with FUZZ_SEED. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_602);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 50);
/** Of one route, in milliseconds. */
const TIME_LIMIT_MS = 5_000;
const CODES: readonly string[] = Object.keys(ERROR_CODES);
/** Refusals that say to come back: they are no fault. */
const BUSY: readonly unknown[] = ['request_in_progress', 'too_many_streams', 'shutting_down'];

describe('every route, asked for anything', () => {
  let rig: PluggedRig['rig'];
  let ids: string[];

  beforeAll(async () => {
    console.log(`requests from seed ${SEED}`);
    const plugged = await startPlugged();
    rig = plugged.rig;
    const { clientId, repositoryId } = plugged;
    const job = await rig.queue({ clientId, prompt: 'Wait', branchName: 'feature/waits' });
    const task = await rig.queue({ clientId, prompt: 'Talk', jobType: 'task' });
    const { key } = await createKey(rig.api, 'fuzzed', ['read']);
    // Of a receiver that nobody reaches, should the requests have it told something.
    const webhook = { url: 'https://receiver.invalid/', active: false };
    const { body } = await rig.api.post<{ id: string }>('/webhooks', webhook);
    ids = [clientId, repositoryId, job, task, key.id, body.id];
  });

  afterAll(() => rig.close());

  const send = (sent: FuzzedRequest): Promise<RawAnswer> => sendRaw(rig.api, sent);

  it.each(documentedRoutes().map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s answers, and refuses in the one form',
    async (_, route) => {
      await assert(
        asyncProperty(
          fuzzedRequest(route, () => ids),
          async (sent) => {
            const { status, body } = await send(sent);
            if (status < 400) return;
            const refusal = JSON.parse(body) as { error?: unknown; code?: unknown; jsonrpc?: unknown };
            // What the protocol itself refuses, it refuses in its own form.
            if (route.path === '/mcp' && status === 400 && refusal.jsonrpc === '2.0') return;
            if (status >= 500 && !BUSY.includes(refusal.code)) throw new Error(`${status} ${body}`);
            expect(refusal.error).toEqual(expect.stringMatching(/\S/));
            expect(CODES).toContain(refusal.code);
          },
        ),
        { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: TIME_LIMIT_MS },
      );
    },
  );

  it('serves as before afterwards, and has nothing to say about faults', async () => {
    expect((await rig.api.get('/health/ready')).status).toBe(200);
    const { body: client } = await rig.api.post<{ id: string }>('/clients', { name: 'After all' });
    expect((await rig.api.get(`/clients/${client.id}`)).status).toBe(200);
    expect((await rig.api.get('/jobs')).status).toBe(200);
    expect(rig.server.linesOf('error')).toEqual([]);
    expect(rig.server.log).not.toMatch(/Unhandled|TypeError|RangeError/);
  });
});
