import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { NodesRig } from './support/nodes-rig.js';
import { userTextOf } from './support/scripted-model.conversation.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, replies, says, steps, writes } from './support/scripted-model.turns.js';
import type { RunningServer } from './support/server.js';
import { until } from './support/until.js';

const PARK_AFTER_MS = 200;

/** `a` runs the jobs, `b` is asked. */
describe('what is asked of a job through a node that does not run it', () => {
  let nodes: NodesRig;
  let b: RunningServer;

  beforeAll(async () => {
    nodes = await NodesRig.start('nodes-wishes', { TASK_PARK_AFTER: `${PARK_AFTER_MS}ms` });
    b = await nodes.startNode();
  });

  afterEach(async () => {
    nodes.a.thaw();
    await nodes.reviveA();
    for (const letter of ['a', 'b']) await nodes.resume(letter);
  });

  afterAll(() => nodes.close());

  const cancel = (id: string) => b.api.post(`/jobs/${id}/cancel`);
  const pullsOf = (branch: string) => nodes.forge.pulls.filter(({ head }) => head === branch);
  const receives = () => nodes.forge.requests.filter(({ path }) => /receive-pack/.test(path)).length;

  it('a cancel counts while the job waits, and while its repository is fetched', async () => {
    for (const letter of ['a', 'b']) await nodes.drain(letter);
    const waiting = await nodes.queue({ prompt: 'Wait', branchName: 'wishes/waiting' });
    expect((await cancel(waiting)).body).toMatchObject({ status: 'cancelled', wasRunning: false });
    await nodes.resume('a');

    const hold = nodes.forge.hold('fetch');
    const fetching = await nodes.queueOnA({ prompt: 'Fetch', branchName: 'wishes/fetching' });
    await hold.reached;
    expect((await cancel(fetching)).body).toMatchObject({ status: 'cancelled', wasRunning: true });
    await b.api.waitForJob(fetching, ({ phase }) => phase === null);
    hold.release();
    for (const id of [waiting, fetching]) expect(await nodes.job(b, id)).toMatchObject({ status: 'cancelled' });
    expect(nodes.model.requests.filter(({ body }) => /Wait|Fetch/.test(userTextOf(body)))).toEqual([]);
  });

  it('a cancel during the push is answered when the run has let go, and nothing is opened', async () => {
    nodes.model.script('pushing-there', steps(writes('p.txt'), says('Done.')));
    const hold = nodes.forge.hold('push');
    const id = await nodes.queueOnA({ prompt: 'Be pushing-there', branchName: 'wishes/pushing' });
    await hold.reached;
    expect((await cancel(id)).status).toBe(200);
    expect(await nodes.job(b, id)).toMatchObject({ status: 'cancelled', phase: null, pr_url: null });
    const tip = await nodes.forge.repository('acme/app').tip('wishes/pushing');
    hold.release();
    await nodes.a.api.waitForEnd(await nodes.queueOnA({ prompt: 'Another', branchName: 'wishes/another' }));
    expect(await nodes.forge.repository('acme/app').tip('wishes/pushing')).toBe(tip);
    expect(pullsOf('wishes/pushing')).toEqual([]);
  });

  it('a cancel counts although the node that is about to push is frozen: it wakes up and pushes nothing', async () => {
    nodes.model.script('frozen-there', steps(writes('f.txt'), says('Done.')));
    // The first attempt fails; before the next there is a pause.
    nodes.forge.fail(/git-receive-pack/, 503, 1);
    const before = receives();
    const id = await nodes.queueOnA({ prompt: 'Be frozen-there', branchName: 'wishes/frozen' });
    await until(() => receives() > before, 30_000);
    nodes.a.freeze();
    const pushes = receives();
    expect((await cancel(id)).status).toBe(200);
    nodes.a.thaw();
    await nodes.a.whenLogged(new RegExp(`job ${id}: the run ends`));
    expect(receives()).toBe(pushes);
    expect(await nodes.forge.repository('acme/app').tip('wishes/frozen')).toBeNull();
    expect(await b.api.waitForJob(id, ({ phase }) => phase === null)).toMatchObject({
      status: 'cancelled',
      pr_url: null,
    });
  });

  it('a loop is stopped after its iteration', async () => {
    const gate = new Gate();
    nodes.model.scriptIterations('stopped-there', [[writes('one'), after(gate, says('One.'))]]);
    const body = { jobType: 'ralph', prompt: 'Be stopped-there', branchName: 'wishes/stopped' };
    const id = await nodes.queueOnA(body);
    await nodes.model.whenRequested('stopped-there', 2);
    expect((await b.api.post(`/jobs/${id}/stop`)).status).toBe(200);
    gate.open();
    expect(await b.api.waitForEnd(id)).toMatchObject({ completion_reason: 'manual_stop', total_iterations: 1 });
    expect(pullsOf('wishes/stopped')).toHaveLength(1);
  });

  it('messages are answered once each, whenever they come while the conversation is set aside', async () => {
    // Whichever node takes it up again: the moved one is told what was said.
    const answer = replies(({ body }) => `Heard ${(userTextOf(body).match(/number-\d+/g) ?? []).at(-1) ?? 'nothing'}`);
    nodes.model.script(
      'set-aside',
      Array.from({ length: 20 }, () => answer),
    );
    const id = await nodes.queueOnA({ prompt: 'Be set-aside', jobType: 'task' });
    const results = async () =>
      (await nodes.messages(b, id))
        .filter(({ content }) => /"type":"result"/.test(content))
        .map(({ content }) => content);
    await until(async () => (await results()).length === 1, 30_000);
    const moments = [0, 0.6, 0.9, 1, 1.1, 1.4].map((part) => part * PARK_AFTER_MS);
    for (const [index, moment] of moments.entries()) {
      await b.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input' || phase === 'parked');
      await delay(moment);
      expect((await b.api.post(`/jobs/${id}/message`, { message: `number-${index}` })).status).toBe(200);
      await until(async () => (await results()).some((line) => line.includes(`Heard number-${index}`)), 30_000);
    }
    await b.api.waitForJob(id, ({ phase }) => phase === 'parked');
    expect((await b.api.post(`/jobs/${id}/complete`)).status).toBe(200);
    expect(await b.api.waitForEnd(id)).toMatchObject({ status: 'completed', result_summary: 'Heard number-5' });
    const lines = await results();
    for (const index of moments.keys()) {
      expect(lines.filter((line) => line.includes(`Heard number-${index}`))).toHaveLength(1);
    }
    expect(lines).toHaveLength(1 + moments.length);
  }, 120_000);

  it('to drain a node that then dies: its job goes on here, and its next life takes jobs', async () => {
    const gate = new Gate();
    nodes.model.script('drained-there', steps(writes('d.txt'), after(gate, says('Done.'))));
    const id = await nodes.queueOnA({ prompt: 'Be drained-there', branchName: 'wishes/drained' });
    await nodes.model.whenRequested('drained-there', 2);
    await b.api.post(`/admin/drain?node=${nodes.name('a')}`);
    await nodes.a.kill();
    gate.open();
    expect(await b.api.waitForEnd(id)).toMatchObject({ status: 'completed', attempt: 2, lease_owner: nodes.name('b') });
    await nodes.rig.restart();
    expect(await nodes.node(b, 'a')).toMatchObject({ alive: true, draining: false });
    expect(pullsOf('wishes/drained')).toHaveLength(1);
  });
});
