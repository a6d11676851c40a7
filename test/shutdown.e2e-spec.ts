import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { iterationsOf } from './support/iterations.js';
import { processesNaming } from './support/leaks.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, steps, writes } from './support/scripted-model.turns.js';

const SHUTTING_DOWN = {
  error: 'The server is stopping and accepts no new requests',
  code: 'shutting_down',
};

describe('a stop of the server', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { SHUTDOWN_GRACE: '20s', MAX_CONCURRENT_JOBS: '3' } });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  /** Asks over one connection that is kept. */
  function keptConnection() {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = async (method: string, path: string) => {
      const sent = request(new URL(path, rig.api.url), {
        agent,
        method,
        headers: { authorization: `Bearer ${rig.api.secret}` },
      }).end();
      const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
      return {
        status: response.statusCode,
        reused: sent.reusedSocket,
        body: JSON.parse(await text(response)) as unknown,
      };
    };
    return { ask, close: () => agent.destroy() };
  }

  it('refuses new work at once, on kept connections too, and lets a job that nears its end finish', async () => {
    const gate = new Gate();
    rig.model.script('nearly-done', steps(writes('n.txt'), after(gate, says('Done.'))));
    const id = await rig.queue({ clientId, prompt: 'Be nearly-done', branchName: 'feature/nearly-done' });
    const waiting = await rig.queue({ clientId, prompt: 'Wait', branchName: 'feature/nearly-done' });
    await rig.model.whenRequested('nearly-done', 2);
    const kept = keptConnection();
    expect((await kept.ask('GET', `/jobs/${id}`)).status).toBe(200);
    const stopped = rig.server.stop();
    await rig.server.whenLogged(/taking no new work/);
    expect(await kept.ask('POST', '/jobs')).toEqual({ status: 503, reused: true, body: SHUTTING_DOWN });
    kept.close();
    expect(await rig.api.post('/jobs', {})).toMatchObject({ status: 503, body: SHUTTING_DOWN });
    gate.open();
    expect(await stopped).toBe(0);
    expect(rig.forge.pulls.filter(({ head }) => head === 'feature/nearly-done')).toHaveLength(1);
    await rig.restart();
    expect((await rig.api.get<JobBody>(`/jobs/${id}`)).body).toMatchObject({ status: 'completed', attempt: 1 });
    // What had waited was not begun before the stop.
    expect(await rig.api.waitForEnd(waiting)).toMatchObject({ status: 'completed', attempt: 1 });
  });

  it('lets a conversation finish its answer, and leaves one that waits for its person at once', async () => {
    const gate = new Gate();
    rig.model.script('answering', [after(gate, says('The whole answer.')), says('Bye.')]);
    rig.model.script('idle-one', [says('Your turn.')]);
    const idle = await rig.queue({ clientId, prompt: 'The idle-one', jobType: 'task' });
    await rig.api.waitForJob(idle, ({ phase }) => phase === 'awaiting_input');
    const id = await rig.queue({ clientId, prompt: 'Be answering', jobType: 'task' });
    await rig.model.whenRequested('answering');
    const stopped = rig.server.stop();
    await rig.server.whenLogged(new RegExp(`job ${idle}: parked`));
    expect(await processesNaming(id)).not.toEqual([]);
    gate.open();
    expect(await stopped).toBe(0);
    await rig.restart();
    const asked = rig.model.requestsOf('answering').length;
    expect((await rig.api.get<JobBody>(`/jobs/${id}`)).body).toMatchObject({
      status: 'running',
      phase: 'parked',
      result_summary: 'The whole answer.',
    });
    for (const each of [id, idle]) {
      await rig.api.post(`/jobs/${each}/complete`);
      expect((await rig.api.waitForEnd(each)).status).toBe('completed');
    }
    expect(rig.model.requestsOf('answering')).toHaveLength(asked);
  });

  it('hands a loop back right after its iteration', async () => {
    const gate = new Gate();
    rig.model.scriptIterations('loop-back.', [
      [writes('one'), after(gate, says('One.'))],
      [writes('two'), says('RALPH_COMPLETE')],
    ]);
    const id = await rig.queue({
      clientId,
      jobType: 'ralph',
      prompt: 'Do loop-back.',
      branchName: 'feature/loop-back',
    });
    await rig.model.whenRequested('loop-back.', 2);
    const stopped = rig.server.stop();
    await rig.server.whenLogged(/taking no new work/);
    gate.open();
    expect(await stopped).toBe(0);
    await rig.restart();
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', completion_reason: 'promise_detected' });
    expect((await iterationsOf(rig.api, id)).iterations).toHaveLength(2);
    expect(await rig.forge.file('acme/app', 'feature/loop-back', 'one')).toBe('one');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('is hurried by a second signal (%s): nothing is lost', async (signal) => {
    const gate = new Gate();
    const marker = `hurried-${signal}`;
    rig.model.script(marker, steps(writes('h.txt'), after(gate, writes('i.txt')), says('Done.')));
    const id = await rig.queue({ clientId, prompt: `Be ${marker}`, branchName: `feature/${marker}` });
    await rig.model.whenRequested(marker, 2);
    const begun = performance.now();
    const stopped = rig.server.stop();
    await rig.server.whenLogged(/taking no new work/);
    rig.server.child.kill(signal);
    expect(await stopped).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(await processesNaming(id)).toEqual([]);
    gate.open();
    await rig.restart();
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', attempt: 1 });
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    const said = body.messages?.map(({ content }) => content).join('\n');
    expect(said).toContain('The server is stopping: the job goes back to the queue');
    expect(said).toContain('Claude continues where it was interrupted');
  });

  it('is held up by nobody who keeps a connection open: without a word, in half a request, as a reader', async () => {
    const { hostname, port } = new URL(rig.api.url);
    const open = async (words: string) => {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.write(words);
      const closed = once(socket, 'close');
      socket.on('error', () => undefined).resume();
      return closed;
    };
    const key = `Authorization: Bearer ${rig.api.secret}\r\n`;
    const closed = Promise.all([
      open(''),
      open('GET /queue HTTP/1.1\r\nHost: x\r\n'),
      open(`POST /jobs HTTP/1.1\r\nHost: x\r\n${key}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{`),
      open(`GET /events HTTP/1.1\r\nHost: x\r\n${key}\r\n`),
    ]);
    // What was written before has arrived by then.
    expect((await rig.api.get('/queue')).status).toBe(200);
    const begun = performance.now();
    expect(await rig.server.stop()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(12_000);
    await closed;
    await rig.restart();
  });
});
