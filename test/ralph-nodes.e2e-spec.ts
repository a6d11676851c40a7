import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { iterationsOf } from './support/iterations.js';
import { NodesRig } from './support/nodes-rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, writes } from './support/scripted-model.turns.js';
import type { RunningServer } from './support/server.js';
import { until } from './support/until.js';

describe('a loop whose node dies', () => {
  let nodes: NodesRig;
  let b: RunningServer;

  beforeAll(async () => {
    nodes = await NodesRig.start('ralph-nodes');
  });

  beforeEach(async () => {
    b = await nodes.startNode();
    await nodes.drain('b');
  });

  afterEach(async () => {
    await b.stop();
    await nodes.reviveA();
  });

  afterAll(() => nodes.close());

  const sharedRefs = () => nodes.forge.repository('acme/app').refs('refs/orchestrator/');

  async function begin(name: string, gate: Gate): Promise<string> {
    nodes.model.scriptIterations(`loop-${name}.`, [
      [writes('one'), says('One.')],
      [writes('two'), after(gate, says('RALPH_COMPLETE'))],
    ]);
    const prompt = `Do loop-${name}.`;
    const id = await nodes.queue({ jobType: 'ralph', prompt, branchName: `feature/${name}` });
    await nodes.model.whenRequested(`loop-${name}.`, 4);
    return id;
  }

  it('goes on elsewhere from its last finished iteration, which is taken away from the forge at the end', async () => {
    const gate = new Gate();
    const id = await begin('elsewhere', gate);
    expect(await sharedRefs()).toEqual([`refs/orchestrator/${id}`]);
    await nodes.a.kill();
    gate.open();
    await b.api.post('/admin/resume');
    const job = await b.api.waitForEnd(id, 60_000);
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'promise_detected', total_iterations: 2 });
    expect(await nodes.job(b, id)).toMatchObject({ lease_owner: 'ralph-nodes-b', shared_at: null });
    expect((await iterationsOf(b.api, id)).iterations.map(({ iterationNumber }) => iterationNumber)).toEqual([1, 2]);
    for (const file of ['one', 'two']) {
      expect(await nodes.forge.file('acme/app', 'feature/elsewhere', file)).toBe(file);
    }
    expect(await nodes.forge.commits('acme/app', 'feature/elsewhere')).toHaveLength(2);
    expect(nodes.forge.pulls.filter(({ head }) => head === 'feature/elsewhere')).toHaveLength(1);
    expect(await sharedRefs()).toEqual([]);
    expect(await nodes.notes(b, id)).toContain('The loop continues with the work of 1 finished iterations');
  });

  it('leaves nothing at the forge when it is cancelled', async () => {
    const id = await begin('shared-cancel', new Gate());
    expect(await sharedRefs()).toEqual([`refs/orchestrator/${id}`]);
    await b.api.post(`/jobs/${id}/cancel`);
    await until(async () => (await sharedRefs()).length === 0, 10_000);
  });

  it('shares nothing with SHARE_ITERATIONS=false, and says what is lost', async () => {
    await nodes.a.stop();
    await nodes.rig.restart({ SHARE_ITERATIONS: 'false' });
    const gate = new Gate();
    const id = await begin('unshared', gate);
    expect(await sharedRefs()).toEqual([]);
    await nodes.a.kill();
    gate.open();
    await b.api.post('/admin/resume');
    expect(await b.api.waitForEnd(id, 60_000)).toMatchObject({ status: 'completed' });
    expect(await nodes.notes(b, id)).toContain('the work of earlier iterations is not there');
  });
});
