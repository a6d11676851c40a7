import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { processesNaming } from './support/leaks.js';
import { type NodeBody, NodesRig } from './support/nodes-rig.js';
import { userTextOf } from './support/scripted-model.conversation.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, replies, says, steps, writes } from './support/scripted-model.turns.js';
import type { RunningServer } from './support/server.js';
import { until } from './support/until.js';

/** `a` takes what is queued through it; `b` has its own folders on the same database. */
describe('several nodes on one database', () => {
  let nodes: NodesRig;
  let b: RunningServer;

  beforeAll(async () => {
    nodes = await NodesRig.start('nodes');
  });

  beforeEach(async () => {
    b = await nodes.startNode();
  });

  afterEach(async () => {
    await b.stop();
    await nodes.reviveA();
    await nodes.resume('a');
  });

  afterAll(() => nodes.close());

  it('are shown with what they run, and give reasons for what waits', async () => {
    await until(async () => (await nodes.node(b, 'b'))?.alive === true, 5_000);
    expect(await nodes.node(b, 'a')).toMatchObject({ running: 0, capacity: 2, draining: false, alive: true });
    expect(Date.parse(String((await nodes.node(b, 'a'))?.last_heartbeat))).toBeGreaterThan(Date.now() - 8_000);
    const gate = new Gate();
    nodes.model.script('waiting', steps(after(gate, says('Done.'))));
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      ids.push(await nodes.queue({ prompt: 'Be waiting', branchName: `waiting/${index}` }));
    }
    await nodes.model.whenRequested('waiting', 4);
    const { nodes: known, queued, running } = await nodes.queueOf(nodes.a);
    expect(known.map(({ id, running: count }) => [id, count])).toEqual([
      ['nodes-a', 2],
      ['nodes-b', 2],
    ]);
    expect(new Set(running.map((job) => job.node))).toEqual(new Set(['nodes-a', 'nodes-b']));
    expect(queued).toMatchObject([{ id: ids[4], wait_reason: 'no_free_slot' }]);
    for (const name of ['nodes-a', 'nodes-b']) {
      const { status, body } = await b.api.post<NodeBody>('/admin/drain', { node: name });
      expect({ status, body }).toMatchObject({ status: 200, body: { id: name, draining: true, alive: true } });
    }
    expect((await b.api.get('/health')).body).toMatchObject({ queue: { draining: true } });
    gate.open();
    for (const id of ids.slice(0, 4)) expect((await nodes.a.api.waitForEnd(id)).status).toBe('completed');
    expect((await nodes.queueOf(b)).queued).toMatchObject([{ id: ids[4], wait_reason: 'draining' }]);
    expect((await nodes.a.api.get(`/jobs/${ids[4]}`)).body).toMatchObject({ wait_reason: 'draining' });
    for (const name of ['nodes-a', 'nodes-b']) await nodes.a.api.post(`/admin/resume?node=${name}`);
    expect((await nodes.a.api.waitForEnd(ids[4] ?? '')).status).toBe('completed');
    expect((await nodes.a.api.post('/admin/drain?node=nobody')).status).toBe(404);
    expect((await nodes.a.api.post('/admin/drain?node=no%20body')).status).toBe(400);
  });

  it('have working trees of their own: a second server in the same folder refuses to start', async () => {
    const env = { NODE_ID: 'nodes-c', WORKTREES_DIR: nodes.a.path.worktrees };
    await expect(nodes.rig.startNode(env)).rejects.toThrow(
      /WORKTREES_DIR \S+ is in use by another server \(process \d+\): stop it, or give this one its own WORKTREES_DIR/,
    );
  });

  it('answer for each other: a cancel reaches the node that runs the job', async () => {
    nodes.model.script('cancel-there', steps(after(new Gate(), says('never'))));
    const id = await nodes.queueOnA({ prompt: 'Wait for a cancel-there', branchName: 'feature/cancel-there' });
    await nodes.model.whenRequested('cancel-there');
    const begun = performance.now();
    expect((await b.api.post(`/jobs/${id}/cancel`)).body).toMatchObject({ status: 'cancelled', wasRunning: true });
    await until(async () => (await processesNaming(id)).length === 0, 5_000);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('answer for each other: messages and the end of a conversation reach the node that holds it', async () => {
    nodes.model.script('talk-there', [
      says('Your name?'),
      replies(({ body }) => `Ada: ${userTextOf(body).includes('Ada')}`),
    ]);
    const id = await nodes.queueOnA({ prompt: 'A talk-there', jobType: 'task' });
    await b.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    const begun = performance.now();
    await b.api.post(`/jobs/${id}/message`, { message: 'I am Ada' });
    await nodes.model.whenRequested('talk-there', 2);
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect((await b.api.post(`/jobs/${id}/complete`)).body).toMatchObject({ status: 'completing' });
    expect(await b.api.waitForEnd(id)).toMatchObject({ status: 'completed', result_summary: 'Ada: true' });
    expect((await nodes.job(b, id)).lease_owner).toBe('nodes-a');
  });

  it('go on with the code job of a node that died, from its base', async () => {
    const gate = new Gate();
    nodes.model.script('from-base', steps(writes('one.txt'), after(gate, writes('two.txt')), says('Done.')));
    const id = await nodes.queueOnA({ prompt: 'Work from-base', branchName: 'feature/from-base' });
    await nodes.model.whenRequested('from-base', 2);
    await nodes.a.kill();
    gate.open();
    expect(await b.api.waitForEnd(id)).toMatchObject({ status: 'completed', attempt: 2 });
    expect((await nodes.job(b, id)).lease_owner).toBe('nodes-b');
    expect(await nodes.node(b, 'a')).toMatchObject({ alive: false, running: 0 });
    expect(await nodes.notes(b, id)).toContain('The job was interrupted (attempt 1 on nodes-a, working)');
    expect(await nodes.forge.file('acme/app', 'feature/from-base', 'one.txt')).toBe('one.txt');
    expect(nodes.forge.pulls.filter(({ head }) => head === 'feature/from-base')).toHaveLength(1);
  });

  it('open the pull request of work that a node had pushed before it died, without asking Claude again', async () => {
    nodes.model.script('was-pushed', steps(writes('pushed.txt'), says('Pushed.')));
    nodes.forge.fail(/^GET .*\/pulls/, 503, 1);
    const id = await nodes.queueOnA({ prompt: 'It was-pushed', branchName: 'feature/was-pushed' });
    await nodes.a.api.waitForJob(id, ({ phase }) => phase === 'opening_pr');
    await nodes.a.kill();
    const asked = nodes.model.requestsOf('was-pushed').length;
    const job = await b.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', result_summary: 'Pushed.' });
    expect(nodes.model.requestsOf('was-pushed')).toHaveLength(asked);
    expect(nodes.forge.pulls.filter(({ head }) => head === 'feature/was-pushed')).toHaveLength(1);
  });

  it('go on with a conversation of a node that died: told what was said, and asked only what has no answer', async () => {
    const gate = new Gate();
    const turns = [says('What is your name?'), says('And your town, Ada?'), after(gate, says('never heard'))];
    nodes.model.script('moved-talk', turns);
    const id = await nodes.queueOnA({ prompt: 'Have a moved-talk', jobType: 'task' });
    await b.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    await b.api.post(`/jobs/${id}/message`, { message: 'My name is Ada.' });
    await until(async () => JSON.stringify(await nodes.messages(b, id)).includes('And your town, Ada?'), 60_000);
    await b.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    await b.api.post(`/jobs/${id}/message`, { message: 'I live in London.' });
    await nodes.model.whenRequested('moved-talk', 3);
    await nodes.a.kill();
    nodes.model.script('moved-talk', [says('London is foggy, Ada.')]);
    gate.open();
    await nodes.model.whenRequested('moved-talk', 4);
    await b.api.waitForJob(id, (job) => job.phase === 'awaiting_input');
    const told = nodes.model.requestsOf('moved-talk').at(-1);
    const text = told ? userTextOf(told.body) : '';
    expect(text).toContain('> Have a moved-talk');
    expect(text).toContain('> What is your name?');
    expect(text).toContain('> My name is Ada.');
    expect(text).toContain('> And your town, Ada?');
    expect(text.match(/I live in London\./g)).toHaveLength(1);
    expect(text).toContain('Now the person says:\n\nI live in London.');
    expect(nodes.model.requestsOf('moved-talk')).toHaveLength(4);
    await b.api.post(`/jobs/${id}/complete`);
    expect(await b.api.waitForEnd(id)).toMatchObject({ status: 'completed', result_summary: 'London is foggy, Ada.' });
  });
});
