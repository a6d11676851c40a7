import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { processesNaming } from './support/leaks.js';
import { LEASE_MS, NodesRig } from './support/nodes-rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, steps, writes } from './support/scripted-model.turns.js';
import { RunningServer } from './support/server.js';
import { makeTempFolder } from './support/temp-folder.js';
import { until } from './support/until.js';

const IN_USE = /NODE_ID node-names-a is in use by another live server on this database \(on \S+, since 20\S+\)/;
const WAITS = /the name node-names-a belongs to a server on \S+ .* waiting until 20\S+,/;

describe('two servers with one NODE_ID on one database', () => {
  let nodes: NodesRig;
  const started: RunningServer[] = [];

  beforeAll(async () => {
    nodes = await NodesRig.start('node-names');
  });

  afterEach(async () => {
    nodes.a.thaw();
    await Promise.all(started.splice(0).map((server) => server.stop()));
    await nodes.reviveA();
  });

  afterAll(() => nodes.close());

  /** Another server with the name of `a`, and folders of its own. */
  async function startNamesake(): Promise<RunningServer> {
    const server = await nodes.startNode('a');
    started.push(server);
    return server;
  }

  /** A job that `a` has begun and that waits at the gate. */
  async function begin(name: string, gate: Gate): Promise<string> {
    nodes.model.script(name, steps(writes(`${name}.txt`), after(gate, says('Done.'))));
    const id = await nodes.queue({ prompt: `Be ${name}`, branchName: `feature/${name}` });
    await nodes.model.whenRequested(name, 2);
    return id;
  }

  it('the second is refused while the first lives, whose jobs go on as if nothing had happened', async () => {
    const gate = new Gate();
    const id = await begin('unaffected', gate);
    await expect(startNamesake()).rejects.toThrow(IN_USE);
    expect(await nodes.job(nodes.a, id)).toMatchObject({ status: 'running', attempt: 1, phase: 'working' });
    expect(await nodes.node(nodes.a, 'a')).toMatchObject({ alive: true, draining: false, running: 1 });
    gate.open();
    expect(await nodes.a.api.waitForEnd(id)).toMatchObject({ status: 'completed', attempt: 1 });
    expect(nodes.model.requestsOf('unaffected')).toHaveLength(2);
  });

  it('of two that start at the same moment one wins', async () => {
    const both = await Promise.allSettled([nodes.startNode('twin'), nodes.startNode('twin')]);
    for (const each of both) if (each.status === 'fulfilled') started.push(each.value);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((each) => each.status === 'rejected');
    expect(String(lost?.reason)).toMatch(/NODE_ID node-names-twin is in use by another live server/);
  });

  it('a server that was killed comes up at once in its folder', async () => {
    const gate = new Gate();
    const id = await begin('same-folder', gate);
    await nodes.a.kill();
    gate.open();
    await nodes.rig.restart();
    expect(nodes.a.log).not.toMatch(WAITS);
    expect(await nodes.a.api.waitForEnd(id)).toMatchObject({ status: 'completed', attempt: 2 });
  });

  it('one with a fresh folder comes up by itself when the lease of a killed one is over, and says what it waits for', async () => {
    const gate = new Gate();
    const id = await begin('fresh-folder', gate);
    await nodes.a.kill();
    const fresh = await startNamesake();
    expect(fresh.log).toMatch(WAITS);
    expect(fresh.bootMs).toBeGreaterThan(LEASE_MS / 2);
    expect(await nodes.notes(fresh, id)).toContain('The job was interrupted (attempt 1 on node-names-a, working)');
    // Now it is the old folder that is refused.
    await expect(nodes.rig.restart()).rejects.toThrow(IN_USE);
    gate.open();
    expect(await fresh.api.waitForEnd(id)).toMatchObject({ status: 'completed', attempt: 2 });
  });

  it('a start that waits for its name ends when it is told to', async () => {
    const lines: string[] = [];
    const folder = await makeTempFolder();
    const env = { DATABASE_URL: nodes.databaseUrl, NODE_ID: nodes.name('a'), LEASE_SECONDS: '60' };
    const start = RunningServer.start({ env, folder: folder.path, onLine: (line) => lines.push(line) });
    // Whatever comes of it is looked at below; one that starts after all is stopped.
    start.then(
      (server) => started.push(server),
      () => undefined,
    );
    await until(() => lines.some((line) => WAITS.test(line)), 20_000);
    for (const line of await processesNaming(folder.path)) process.kill(Number(line.split(' ', 1)[0]), 'SIGTERM');
    await expect(start).rejects.toThrow(/the server ended with 0 before it listened/);
    await folder.remove();
  });

  it('one that was frozen and finds its name taken takes nothing more, says so, and takes jobs when the name is free', async () => {
    const gate = new Gate();
    const interrupted = await begin('frozen-namesake', gate);
    nodes.a.freeze();
    const other = await startNamesake();
    await nodes.model.whenRequested('frozen-namesake', 3);
    nodes.a.thaw();
    await nodes.a.whenLogged(/another server, on \S+ since 20\S+, took the name node-names-a/);
    expect((await nodes.a.api.get('/health')).body).toMatchObject({
      status: 'degraded',
      displaced: expect.stringMatching(/NODE_ID .* takes no jobs/),
    });
    expect((await other.api.get('/health')).body).toMatchObject({ displaced: null });
    const refused = await nodes.a.api.post('/admin/drain');
    expect(refused).toMatchObject({ status: 409, body: { code: 'node_displaced' } });

    const second = await begin('also-there', gate);
    const third = await nodes.queue({ prompt: 'Wait', branchName: 'feature/third-namesake' });
    await until(async () => (await nodes.job(other, third)).wait_reason === 'no_free_slot', 5_000);
    // Each server looks at the queue several times meanwhile, and `a` has two free places.
    const heard = async () => Date.parse((await nodes.node(other, 'a'))?.last_heartbeat ?? '');
    const before = await heard();
    await until(async () => (await heard()) > before + 1_500, 10_000);
    expect(await nodes.job(nodes.a, third)).toMatchObject({ status: 'queued', wait_reason: 'no_free_slot' });

    gate.open();
    for (const id of [interrupted, second]) {
      expect(await nodes.a.api.waitForEnd(id)).toMatchObject({ status: 'completed', attempt: id === second ? 1 : 2 });
    }
    expect(nodes.forge.pulls.filter(({ head }) => head === 'feature/frozen-namesake')).toHaveLength(1);
    expect((await nodes.a.api.waitForEnd(third)).status).toBe('completed');
    await other.stop();
    await nodes.a.whenLogged(/the name node-names-a is free again/);
    const last = await nodes.queue({ prompt: 'Go', branchName: 'feature/last-namesake' });
    expect((await nodes.a.api.waitForEnd(last)).status).toBe('completed');
    expect((await nodes.a.api.get('/health')).body).toMatchObject({ displaced: null });
  });
});
