import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageBody } from './support/api-client.js';
import { EventReader } from './support/event-reader.js';
import { Rig } from './support/rig.js';
import { openScratchDatabaseUrl } from './support/scratch-store.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, uses } from './support/scripted-model.turns.js';
import { RunningServer } from './support/server.js';

describe('streams of one server on a job of another', () => {
  let database: Awaited<ReturnType<typeof openScratchDatabaseUrl>>;
  let rig: Rig;
  let other: RunningServer;
  let clientId: string;

  beforeAll(async () => {
    database = await openScratchDatabaseUrl();
    rig = await Rig.start({ env: { DATABASE_URL: database.url, NODE_ID: 'stream-nodes-a' } });
    // It looks at the queue only at its boot: it runs nothing.
    const env = { DATABASE_URL: database.url, NODE_ID: 'stream-nodes-b', QUEUE_POLL_INTERVAL: '1h' };
    other = await RunningServer.start({ env });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(async () => {
    await other.stop();
    await rig.close();
    await database.close();
  });

  it('follow it live, whole and to its end', async () => {
    const gate = new Gate();
    rig.model.script('elsewhere', [
      uses('Bash', { command: 'echo from-node-a', description: 'Say it' }),
      after(gate, says('The end.')),
    ]);
    const all = await EventReader.open(other.api, '/events');
    const id = await rig.queue({ clientId, prompt: 'Work elsewhere', branchName: 'feature/elsewhere' });
    const reader = await EventReader.open(other.api, `/jobs/${id}/events`);
    // It is said while the job waits at the gate, and heard on the other node.
    await reader.until(({ data }) => data.type === 'stdout' && data.content?.includes('tool_result') === true);
    expect(reader.of('status').at(-1)?.data.status).toBe('running');
    gate.open();
    await reader.untilClosed();
    expect(reader.events.at(-1)).toMatchObject({ event: 'end', data: { status: 'completed' } });
    const { body } = await rig.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages`);
    expect(reader.of('message').map(({ data }) => data)).toEqual(body.messages);
    expect((await rig.api.get(`/jobs/${id}`)).body).toMatchObject({ lease_owner: 'stream-nodes-a' });

    await all.until(({ data }) => data.id === id && data.status === 'completed');
    await all.cut();
  });

  it('end after the last words of a job that was cancelled through another node', async () => {
    const gate = new Gate();
    rig.model.script('cancelled-there', [after(gate, says('Too late.'))]);
    const id = await rig.queue({ clientId, prompt: 'Be cancelled-there', branchName: 'feature/cancelled-there' });
    const reader = await EventReader.open(other.api, `/jobs/${id}/events`);
    await rig.model.whenRequested('cancelled-there');
    // Cancelled on the node that does not run it.
    await other.api.post(`/jobs/${id}/cancel`);
    await reader.untilClosed();
    gate.open();
    expect(reader.events.at(-1)).toMatchObject({ event: 'end', data: { status: 'cancelled' } });
    const { body } = await rig.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages`);
    expect(reader.of('message').map(({ data }) => data)).toEqual(body.messages);
  });
});
