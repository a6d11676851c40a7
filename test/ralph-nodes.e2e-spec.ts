import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { iterationsOf } from './support/iterations.js';
import { Rig } from './support/rig.js';
import { openScratchDatabaseUrl } from './support/scratch-store.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, writes } from './support/scripted-model.turns.js';
import type { RunningServer } from './support/server.js';
import { until } from './support/until.js';

describe('a loop whose node dies', () => {
  let database: Awaited<ReturnType<typeof openScratchDatabaseUrl>>;
  let rig: Rig;
  let b: RunningServer;
  let clientId: string;

  beforeAll(async () => {
    database = await openScratchDatabaseUrl();
    const env = {
      DATABASE_URL: database.url,
      LEASE_SECONDS: '8',
      QUEUE_POLL_INTERVAL: '300ms',
      NODE_ID: 'ralph-nodes-a',
    };
    rig = await Rig.start({ env: { ...env, SHUTDOWN_GRACE: '100ms' } });
    ({ clientId } = await rig.addRepository());
  });

  beforeEach(async () => {
    b = await rig.startNode({ NODE_ID: 'ralph-nodes-b' });
    await rig.api.post('/admin/drain?node=ralph-nodes-b');
  });

  afterEach(async () => {
    await b.stop();
    if (rig.server.child.exitCode !== null || rig.server.child.signalCode !== null) await rig.restart();
  });

  afterAll(async () => {
    await rig.close();
    await database.close();
  });

  const sharedRefs = () => rig.forge.repository('acme/app').refs('refs/orchestrator/');

  async function begin(name: string, gate: Gate): Promise<string> {
    rig.model.scriptIterations(`loop-${name}.`, [
      [writes('one'), says('One.')],
      [writes('two'), after(gate, says('RALPH_COMPLETE'))],
    ]);
    const prompt = `Do loop-${name}.`;
    const id = await rig.queue({ clientId, jobType: 'ralph', prompt, branchName: `feature/${name}` });
    await rig.model.whenRequested(`loop-${name}.`, 4);
    return id;
  }

  it('goes on elsewhere from its last finished iteration, which is taken away from the forge at the end', async () => {
    const gate = new Gate();
    const id = await begin('elsewhere', gate);
    expect(await sharedRefs()).toEqual([`refs/orchestrator/${id}`]);
    await rig.server.kill();
    gate.open();
    await b.api.post('/admin/resume');
    const job = await b.api.waitForEnd(id, 60_000);
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'promise_detected', total_iterations: 2 });
    expect((await b.api.get(`/jobs/${id}`)).body).toMatchObject({ lease_owner: 'ralph-nodes-b', shared_at: null });
    expect((await iterationsOf(b.api, id)).iterations.map(({ iterationNumber }) => iterationNumber)).toEqual([1, 2]);
    for (const file of ['one', 'two']) {
      expect(await rig.forge.file('acme/app', 'feature/elsewhere', file)).toBe(file);
    }
    expect(await rig.forge.commits('acme/app', 'feature/elsewhere')).toHaveLength(2);
    expect(rig.forge.pulls.filter(({ head }) => head === 'feature/elsewhere')).toHaveLength(1);
    expect(await sharedRefs()).toEqual([]);
    const { body } = await b.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    const said = body.messages?.map(({ content }) => content).join('\n');
    expect(said).toContain('The loop goes on with the work of 1 finished iterations');
  });

  it('leaves nothing at the forge when it is cancelled', async () => {
    const id = await begin('shared-cancel', new Gate());
    expect(await sharedRefs()).toEqual([`refs/orchestrator/${id}`]);
    await b.api.post(`/jobs/${id}/cancel`);
    await until(async () => (await sharedRefs()).length === 0, 10_000);
  });

  it('shares nothing with SHARE_ITERATIONS=false, and says what is lost', async () => {
    await rig.server.stop();
    await rig.restart({ SHARE_ITERATIONS: 'false' });
    const gate = new Gate();
    const id = await begin('unshared', gate);
    expect(await sharedRefs()).toEqual([]);
    await rig.server.kill();
    gate.open();
    await b.api.post('/admin/resume');
    expect(await b.api.waitForEnd(id, 60_000)).toMatchObject({ status: 'completed' });
    const { body } = await b.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    const said = body.messages?.map(({ content }) => content).join('\n');
    expect(said).toContain('the work of earlier iterations is not there');
  });
});
