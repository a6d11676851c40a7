import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, answers, says, steps, type Turn } from './support/scripted-model.turns.js';
import { SupabaseGateway } from './support/supabase/gateway.js';
import { until } from './support/until.js';

const LINES = 8;
const OUTAGE_MS = 6_000;

describe('a Supabase project', () => {
  let gateway: SupabaseGateway;
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    gateway = await SupabaseGateway.start();
    const env = { SUPABASE_URL: gateway.url, SUPABASE_SERVICE_ROLE_KEY: gateway.serviceRoleKey };
    rig = await Rig.start({ env });
    ({ clientId } = await rig.addRepository());
  });

  afterEach(() => gateway.make('none'));
  afterAll(async () => {
    await rig.close();
    await gateway.close();
  });

  /** A job that says its lines as soon as the gate is open. */
  async function begin(name: string, gate: Gate): Promise<string> {
    const speak = (line: number): Turn => {
      const text = `${name} line ${line}.`;
      return answers([
        { type: 'text', text },
        { type: 'tool_use', name: 'Write', input: { file_path: `${name}-${line}.txt`, content: text } },
      ]);
    };
    const lines = Array.from({ length: LINES - 1 }, (_, index) => speak(index + 2));
    rig.model.script(name, steps(after(gate, speak(1)), ...lines, says('Done.')));
    const id = await rig.queue({ clientId, prompt: `Be ${name}.`, branchName: `feature/${name}` });
    await rig.model.whenRequested(name);
    return id;
  }

  /** The job has come to its end as if nothing had been, and each line of it is there once and in order. */
  async function expectWhole(name: string, id: string): Promise<void> {
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', attempt: 1, error: null, pr_url: expect.any(String) });
    const { body } = await rig.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages?type=stdout&limit=1000`);
    const said = body.messages.flatMap(({ content }) => [
      ...content.matchAll(new RegExp(`"text":"${name} line (\\d+)`, 'g')),
    ]);
    expect(said.map(([, line]) => Number(line))).toEqual(Array.from({ length: LINES }, (_, index) => index + 1));
    expect(rig.forge.pulls.filter(({ head }) => head === `feature/${name}`)).toHaveLength(1);
  }

  it('is where the server keeps everything: a job runs from its queueing to its pull request', async () => {
    const gate = new Gate();
    gate.open();
    const id = await begin('at-ease', gate);
    await expectWhole('at-ease', id);
    expect((await rig.api.get('/health')).body).toMatchObject({ store: { mode: 'supabase', reachable: true } });
  });

  it.each(['bad gateway', 'unavailable', 'refused', 'silent', 'cut'] as const)(
    'that is in trouble (%s) costs a job nothing but time, and callers get 503 within seconds',
    async (fault) => {
      const name = fault.replace(' ', '-');
      const gate = new Gate();
      const id = await begin(name, gate);
      await gateway.make(fault);
      const over = delay(OUTAGE_MS);
      gate.open();
      const begun = performance.now();
      const refusal = { status: 503, body: { error: expect.any(String), code: 'store_unavailable' } };
      expect(await rig.api.get(`/jobs/${id}`)).toMatchObject(refusal);
      expect(performance.now() - begun).toBeLessThan(10_000);
      expect(await rig.api.get('/health/ready')).toMatchObject(refusal);
      expect((await rig.api.get('/health')).body).toMatchObject({ status: 'degraded', store: { reachable: false } });
      await over;
      await gateway.make('none');
      await until(async () => (await rig.api.get('/health/ready')).status === 200, 20_000);
      await expectWhole(name, id);
    },
    120_000,
  );

  it('that is slow makes everything slow, and nothing else', async () => {
    const gate = new Gate();
    const id = await begin('slow', gate);
    await gateway.make('slow');
    gate.open();
    expect((await rig.api.get(`/jobs/${id}`)).status).toBe(200);
    await expectWhole('slow', id);
  }, 120_000);
});
