import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageBody } from './support/api-client.js';
import { iterationsOf } from './support/iterations.js';
import { Rig } from './support/rig.js';
import { says, writes } from './support/scripted-model.turns.js';
import type { Break } from './support/statement-breaker.js';
import { startTcpPostgres, type TcpPostgres } from './support/tcp-postgres.js';
import { TcpProxy } from './support/tcp-proxy.js';

/** What runs of all types say to the database, and nobody else. */
const OF_ALL = ['claim_jobs', 'append_job_messages', 'update "public"."agent_jobs"'];
const OF_CONVERSATIONS = ['mark_message_delivered', 'park_job', 'select "complete_requested_at" from'];
const OF_LOOPS = ['begin_iteration', 'record_iteration_session', 'finish_iteration', 'select "stop_requested_at" from'];

const UNHARMED = { status: 'completed', attempt: 1, error: null };

describe.each<[Break, string]>([
  ['unsaid', 'before it is said'],
  ['unheard', 'before its answer is heard'],
])('a connection to the database that breaks at each statement of a run, %s', (kind) => {
  let postgres: TcpPostgres;
  let proxy: TcpProxy;
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    postgres = await startTcpPostgres();
    proxy = await TcpProxy.start(postgres.url);
    rig = await Rig.start({ env: { DATABASE_URL: proxy.url, TASK_PARK_AFTER: '500ms' } });
    ({ clientId } = await rig.addRepository());
  });

  afterEach(() => void proxy.breaker.stop());

  afterAll(async () => {
    await rig.close();
    await proxy.close();
    await postgres.close();
  });

  const breakAt = (...words: readonly string[]) => proxy.breaker.start(kind, [...OF_ALL, ...words]);
  const brokenAt = () => Object.keys(proxy.breaker.stop()).toSorted();

  async function resultsOf(id: string): Promise<string[]> {
    const { messages } = (await rig.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages?type=stdout&limit=1000`))
      .body;
    return messages.flatMap(({ content }) => {
      const line = JSON.parse(content) as { type: string; result?: string };
      return line.type === 'result' ? [line.result ?? ''] : [];
    });
  }

  it('costs a code job nothing', async () => {
    rig.model.script(`broken-code-${kind}`, [writes('code.txt'), says('Done.')]);
    breakAt();
    const branchName = `feature/code-${kind}`;
    const job = await rig.run({ clientId, prompt: `broken-code-${kind}`, branchName });
    expect(job).toMatchObject({ ...UNHARMED, pr_url: expect.any(String) });
    expect(await resultsOf(job.id)).toEqual(['Done.']);
    expect(rig.forge.pulls.filter(({ head }) => head === branchName)).toHaveLength(1);
    expect(brokenAt()).toEqual(OF_ALL.toSorted());
  });

  it('costs a loop nothing', async () => {
    const name = `broken-loop-${kind}`;
    rig.model.scriptIterations(name, [
      [writes('one.txt'), says('More.')],
      [writes('two.txt'), says('RALPH_COMPLETE')],
    ]);
    breakAt(...OF_LOOPS);
    const branchName = `feature/loop-${kind}`;
    const job = await rig.run({ clientId, jobType: 'ralph', prompt: name, branchName, maxIterations: 5 });
    expect(job).toMatchObject({ ...UNHARMED, completion_reason: 'promise_detected' });
    expect(await resultsOf(job.id)).toEqual(['More.', 'RALPH_COMPLETE']);
    const { iterations } = await iterationsOf(rig.api, job.id);
    expect(iterations.map(({ iterationNumber }) => iterationNumber)).toEqual([1, 2]);
    expect(rig.forge.pulls.filter(({ head }) => head === branchName)).toHaveLength(1);
    expect(brokenAt()).toEqual([...OF_ALL, ...OF_LOOPS].toSorted());
  });

  it('costs a conversation nothing', async () => {
    const name = `broken-talk-${kind}`;
    rig.model.script(name, [says('The first answer.'), says('The second answer.')]);
    breakAt(...OF_CONVERSATIONS);
    const id = await rig.queue({ clientId, jobType: 'task', prompt: name });
    await rig.api.waitForJob(id, ({ phase }) => phase === 'parked');
    expect((await rig.api.post(`/jobs/${id}/message`, { message: 'And then?' })).status).toBe(200);
    await rig.api.waitForJob(id, ({ phase }) => phase === 'working');
    await rig.api.waitForJob(id, ({ phase }) => phase === 'parked');
    expect((await rig.api.post(`/jobs/${id}/complete`)).status).toBe(200);
    expect(await rig.api.waitForEnd(id)).toMatchObject(UNHARMED);
    expect(await resultsOf(id)).toEqual(['The first answer.', 'The second answer.']);
    expect(brokenAt()).toEqual([...OF_ALL, ...OF_CONVERSATIONS].toSorted());
  });
});
