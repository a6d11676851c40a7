import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import type { ForgeRequest } from './support/forge-request.js';
import { processesNaming } from './support/leaks.js';
import { NodesRig } from './support/nodes-rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, steps, writes } from './support/scripted-model.turns.js';
import type { RunningServer } from './support/server.js';
import { until } from './support/until.js';

/** `a` is suspended in the middle of its work, `b` does the job meanwhile, and then `a` wakes up. */
describe('a node that was frozen and wakes up after its job went elsewhere', () => {
  let nodes: NodesRig;
  let b: RunningServer;

  beforeAll(async () => {
    nodes = await NodesRig.start('frozen-node');
    b = await nodes.startNode();
  });

  beforeEach(() => nodes.drain('b'));

  afterEach(() => nodes.a.thaw());

  afterAll(() => nodes.close());

  /** From here on `a` does nothing, and `b` takes over and ends the job. */
  async function elsewhere(id: string): Promise<JobBody> {
    nodes.a.freeze();
    await b.api.post('/admin/resume');
    const job = await b.api.waitForEnd(id, 60_000);
    expect(await nodes.job(b, id)).toMatchObject({ lease_owner: 'frozen-node-b' });
    return job;
  }

  /** Wakes `a` up, and waits until it has let go of the job. */
  async function wake(id: string): Promise<void> {
    nodes.a.thaw();
    await until(() => new RegExp(`job ${id}: the run ends`).test(nodes.a.log), 20_000);
    // Whatever it had been about to do it has done by the time it has swept the job's processes.
    await until(async () => (await processesNaming(id)).length === 0, 10_000);
    expect((await nodes.a.api.get('/health/ready')).status).toBe(200);
  }

  it('while Claude works: writes nothing, pushes nothing, and ends its Claude', async () => {
    const gate = new Gate();
    const turn = steps(writes('one.txt'), after(gate, writes('two.txt')), says('Done.'));
    nodes.model.script('frozen-at-work', turn);
    const id = await nodes.queue({ prompt: 'Be frozen-at-work', branchName: 'frozen/work' });
    await nodes.model.whenRequested('frozen-at-work', 2);
    nodes.a.freeze();
    gate.open();
    const job = await elsewhere(id);
    expect(job).toMatchObject({ status: 'completed', attempt: 2 });
    const before = await nodes.messages(b, id);
    const [row, commits, requests] = [
      await nodes.job(b, id),
      await nodes.forge.commits('acme/app', 'frozen/work'),
      nodes.forge.requests.length,
    ];
    await wake(id);
    expect(await nodes.messages(b, id)).toEqual(before);
    expect(await nodes.job(b, id)).toEqual(row);
    expect(await nodes.forge.commits('acme/app', 'frozen/work')).toEqual(commits);
    expect(nodes.forge.requests.slice(requests).filter(changes)).toEqual([]);
    expect(nodes.forge.pulls.filter(({ head }) => head === 'frozen/work')).toHaveLength(1);
  });

  it('right before the push: pushes nothing', async () => {
    nodes.model.script('frozen-push', steps(writes('p.txt'), says('Done.')));
    // The first attempt fails; before the next there is a pause.
    nodes.forge.fail(/git-receive-pack/, 503, 1);
    const failed = () => nodes.forge.requests.filter(({ status }) => status === 503).length;
    const before = failed();
    const id = await nodes.queue({ prompt: 'A frozen-push', branchName: 'frozen/push' });
    await until(() => failed() > before, 30_000);
    expect(await elsewhere(id)).toMatchObject({ status: 'completed', error: null });
    const commits = await nodes.forge.commits('acme/app', 'frozen/push');
    const requests = nodes.forge.requests.length;
    await wake(id);
    expect(nodes.forge.requests.slice(requests).filter(changes)).toEqual([]);
    expect(await nodes.forge.commits('acme/app', 'frozen/push')).toEqual(commits);
    expect(nodes.forge.pulls.filter(({ head }) => head === 'frozen/push')).toHaveLength(1);
  });

  it('between push and pull request: opens and changes none', async () => {
    nodes.model.script('frozen-pull', steps(writes('q.txt'), says('Done.')));
    nodes.forge.fail(/^GET .*\/pulls/, 503, 1);
    const id = await nodes.queue({ prompt: 'A frozen-pull', branchName: 'frozen/pull' });
    await nodes.a.api.waitForJob(id, ({ phase }) => phase === 'opening_pr');
    const asked = nodes.model.requestsOf('frozen-pull').length;
    const job = await elsewhere(id);
    expect(job).toMatchObject({ status: 'completed', result_summary: 'Done.' });
    expect(nodes.model.requestsOf('frozen-pull')).toHaveLength(asked);
    const requests = nodes.forge.requests.length;
    const pull = { ...nodes.forge.pulls.find(({ head }) => head === 'frozen/pull') };
    await wake(id);
    const later = nodes.forge.requests.slice(requests);
    expect(later.filter(({ method, path }) => method !== 'GET' && /pulls|receive-pack/.test(path))).toEqual([]);
    expect(nodes.forge.pulls.filter(({ head }) => head === 'frozen/pull')).toEqual([pull]);
  });
});

/** Pushes, and what changes pull requests. A server also looks how those stand. */
function changes({ method, path }: ForgeRequest): boolean {
  return /receive-pack/.test(path) || (/pulls/.test(path) && method !== 'GET');
}
