import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JobBody, MessageBody } from './support/api-client.js';
import { processesNaming } from './support/leaks.js';
import { Rig } from './support/rig.js';
import { openScratchDatabaseUrl } from './support/scratch-store.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, steps, writes } from './support/scripted-model.turns.js';
import type { RunningServer } from './support/server.js';
import { until } from './support/until.js';

/** `a` is suspended in the middle of its work, `b` does the job meanwhile, and then `a` wakes up. */
describe('a node that was frozen and wakes up after its job went elsewhere', () => {
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
      SHUTDOWN_GRACE: '100ms',
    };
    rig = await Rig.start({ env: { ...env, NODE_ID: 'frozen-node-a' } });
    b = await rig.startNode({ NODE_ID: 'frozen-node-b' });
    ({ clientId } = await rig.addRepository());
  });

  beforeEach(() => b.api.post('/admin/drain'));

  afterEach(() => rig.server.thaw());

  afterAll(async () => {
    await rig.close();
    await database.close();
  });

  const messagesOf = async (id: string) =>
    (await b.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages?limit=1000`)).body.messages;

  /** From here on `a` does nothing, and `b` takes over and ends the job. */
  async function elsewhere(id: string): Promise<JobBody> {
    rig.server.freeze();
    await b.api.post('/admin/resume');
    const job = await b.api.waitForEnd(id, 60_000);
    expect((await b.api.get(`/jobs/${id}`)).body).toMatchObject({ lease_owner: 'frozen-node-b' });
    return job;
  }

  /** Wakes `a` up, and waits until it has let go of the job. */
  async function wake(id: string): Promise<void> {
    rig.server.thaw();
    await until(() => new RegExp(`job ${id}: its run ends`).test(rig.server.log), 20_000);
    // Whatever it had been about to do it has done by the time it has swept the job's processes.
    await until(async () => (await processesNaming(id)).length === 0, 10_000);
    expect((await rig.api.get('/health/ready')).status).toBe(200);
  }

  it('while Claude works: writes nothing, pushes nothing, and ends its Claude', async () => {
    const gate = new Gate();
    const turn = steps(writes('one.txt'), after(gate, writes('two.txt')), says('Done.'));
    rig.model.script('frozen-at-work', turn);
    const id = await rig.queue({ clientId, prompt: 'Be frozen-at-work', branchName: 'frozen/work' });
    await rig.model.whenRequested('frozen-at-work', 2);
    rig.server.freeze();
    gate.open();
    const job = await elsewhere(id);
    expect(job).toMatchObject({ status: 'completed', attempt: 2 });
    const before = await messagesOf(id);
    const [row, commits, requests] = [
      (await b.api.get(`/jobs/${id}`)).body,
      await rig.forge.commits('acme/app', 'frozen/work'),
      rig.forge.requests.length,
    ];
    await wake(id);
    expect(await messagesOf(id)).toEqual(before);
    expect((await b.api.get(`/jobs/${id}`)).body).toEqual(row);
    expect(await rig.forge.commits('acme/app', 'frozen/work')).toEqual(commits);
    expect(rig.forge.requests.slice(requests).filter(({ path }) => /receive-pack|pulls/.test(path))).toEqual([]);
    expect(rig.forge.pulls.filter(({ head }) => head === 'frozen/work')).toHaveLength(1);
  });

  it('right before the push: pushes nothing', async () => {
    rig.model.script('frozen-push', steps(writes('p.txt'), says('Done.')));
    // The first attempt fails; before the next there is a pause.
    rig.forge.fail(/git-receive-pack/, 503, 1);
    const failed = () => rig.forge.requests.filter(({ status }) => status === 503).length;
    const before = failed();
    const id = await rig.queue({ clientId, prompt: 'A frozen-push', branchName: 'frozen/push' });
    await until(() => failed() > before, 30_000);
    expect(await elsewhere(id)).toMatchObject({ status: 'completed', error: null });
    const commits = await rig.forge.commits('acme/app', 'frozen/push');
    const requests = rig.forge.requests.length;
    await wake(id);
    expect(rig.forge.requests.slice(requests).filter(({ path }) => /receive-pack|pulls/.test(path))).toEqual([]);
    expect(await rig.forge.commits('acme/app', 'frozen/push')).toEqual(commits);
    expect(rig.forge.pulls.filter(({ head }) => head === 'frozen/push')).toHaveLength(1);
  });

  it('between push and pull request: opens and changes none', async () => {
    rig.model.script('frozen-pull', steps(writes('q.txt'), says('Done.')));
    rig.forge.fail(/^GET .*\/pulls/, 503, 1);
    const id = await rig.queue({ clientId, prompt: 'A frozen-pull', branchName: 'frozen/pull' });
    await rig.api.waitForJob(id, ({ phase }) => phase === 'opening_pr');
    const asked = rig.model.requestsOf('frozen-pull').length;
    const job = await elsewhere(id);
    expect(job).toMatchObject({ status: 'completed', result_summary: 'Done.' });
    expect(rig.model.requestsOf('frozen-pull')).toHaveLength(asked);
    const requests = rig.forge.requests.length;
    const pull = { ...rig.forge.pulls.find(({ head }) => head === 'frozen/pull') };
    await wake(id);
    const later = rig.forge.requests.slice(requests);
    expect(later.filter(({ method, path }) => method !== 'GET' && /pulls|receive-pack/.test(path))).toEqual([]);
    expect(rig.forge.pulls.filter(({ head }) => head === 'frozen/pull')).toEqual([pull]);
  });
});
