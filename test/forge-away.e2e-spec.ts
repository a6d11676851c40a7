import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { iterationsOf } from './support/iterations.js';
import { Rig } from './support/rig.js';
import { says, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

interface QueueBody {
  readonly queued: readonly { id: string; wait_reason: string | null; run_after: string | null }[];
  readonly paused: readonly { reason: string; until: string; jobs: number }[];
}

/** As often as any test lasts; `calm` takes back what is left. */
const ALWAYS = 10_000;

describe('a forge that is away', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { FORGE_BACKOFF: '3s' } });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  const jobOf = async (id: string) => (await rig.api.get<JobBody>(`/jobs/${id}`)).body;
  const queue = async () => (await rig.api.get<QueueBody>('/queue')).body;
  const notes = async (id: string) =>
    (await rig.api.get<{ messages: { content: string }[] }>(`/jobs/${id}/messages?type=system`)).body.messages.map(
      ({ content }) => content,
    );
  const waits = (id: string, reason: string) =>
    until(async () => (await jobOf(id))['wait_reason'] === reason && (await jobOf(id)).status === 'queued', 60_000);
  const pullsOf = (branch: string) => rig.forge.pulls.filter(({ head }) => head === branch);

  function queueWriting(marker: string, more: object = {}): Promise<string> {
    rig.model.script(marker, [uses('Write', { file_path: `${marker}.txt`, content: marker }), says(`Made ${marker}.`)]);
    return rig.queue({ clientId, prompt: `Do ${marker}`, branchName: `feature/${marker}`, ...more });
  }

  it('makes jobs wait, holds all others back, and costs none of them anything', async () => {
    await rig.forge.goDown();
    const ids = [await queueWriting('away-one'), await queueWriting('away-two'), await queueWriting('away-three')];
    const [first = ''] = ids;
    await waits(first, 'forge_unreachable');
    const { queued, paused } = await queue();
    expect(queued.map(({ wait_reason }) => wait_reason)).toEqual(Array(queued.length).fill('forge_unreachable'));
    expect(paused).toMatchObject([{ reason: 'forge_unreachable' }]);
    const health = await rig.api.get('/health');
    expect(health.body).toMatchObject({ status: 'degraded', paused: { reason: 'forge_unreachable' } });
    expect(await notes(first)).toContainEqual(
      expect.stringMatching(/^Could not \w+ acme\/app: GitHub cannot be reached .* continues by itself at 20\S+Z$/),
    );
    await rig.forge.comeBack();
    for (const id of ids) {
      expect(await rig.api.waitForEnd(id, 120_000)).toMatchObject({ status: 'completed', attempt: 1, error: null });
    }
    for (const marker of ['away-one', 'away-two', 'away-three']) {
      expect(rig.model.requestsOf(marker)).toHaveLength(2);
      expect(pullsOf(`feature/${marker}`)).toHaveLength(1);
    }
  }, 240_000);

  it.each([
    ['takes no push', 'no-push', /git-receive-pack/],
    ['opens no pull request', 'no-pull', /^POST .*\/pulls$/],
  ])(
    'that %s makes a paid job wait with its work, which is published later and once',
    async (_, marker, pattern) => {
      rig.forge.fail(pattern, 503, ALWAYS);
      const id = await queueWriting(marker);
      await waits(id, 'forge_unreachable');
      const waiting = await jobOf(id);
      expect(waiting.head_sha).not.toBeNull();
      expect(Number(waiting.total_cost_usd)).toBeGreaterThan(0);
      rig.forge.calm();
      const done = await rig.api.waitForEnd(id, 120_000);
      expect(done).toMatchObject({ status: 'completed', attempt: 1, total_cost_usd: waiting.total_cost_usd });
      expect(rig.model.requestsOf(marker)).toHaveLength(2);
      expect(pullsOf(`feature/${marker}`)).toHaveLength(1);
      const [tip, parent] = await rig.forge.commits('acme/app', `feature/${marker}`);
      expect([tip?.sha, parent?.message]).toEqual([waiting.head_sha, 'Initial commit']);
    },
    180_000,
  );

  describe('and refuses the work of a job', () => {
    it('gets it from a retry, which does not pay again', async () => {
      await rig.forge.repository('acme/app').refusePushes(['Not today']);
      const failed = await rig.api.waitForEnd(await queueWriting('refused-push'), 60_000);
      await rig.forge.repository('acme/app').refusePushes(null);
      expect(failed.error).toMatch(/Not today.* The work is kept as refs\/jobs\/\S+ .* Retry the job to publish it/);
      const again = await retry(failed.id);
      expect(again).toMatchObject({ status: 'completed', total_cost_usd: null, result_summary: 'Made refused-push.' });
      expect(again.head_sha).toBe(failed.head_sha);
      expect(rig.model.requestsOf('refused-push')).toHaveLength(2);
      expect(again.branch_name).toMatch(/^feature\/refused-push-retry-\d+$/);
      expect(await rig.forge.file('acme/app', again.branch_name, 'refused-push.txt')).toBe('refused-push');
      const [pull] = pullsOf(again.branch_name);
      for (const part of ['Made refused-push.', again.id]) expect(pull?.body).toContain(part);
      expect(await notes(again.id)).toContainEqual(expect.stringContaining(`The work of job ${failed.id} is kept`));
    }, 120_000);

    it('keeps the branch that has it, when only the pull request is missing', async () => {
      rig.forge.fail(/^POST .*\/pulls$/, 403, 1, { body: { message: 'Resource not accessible' } });
      const failed = await rig.api.waitForEnd(await queueWriting('refused-pull'), 60_000);
      expect(failed.error).toContain('The work is on the branch "feature/refused-pull" at GitHub. Retry the job');
      const again = await retry(failed.id);
      expect(again).toMatchObject({ status: 'completed', branch_name: 'feature/refused-pull', total_cost_usd: null });
      expect(rig.model.requestsOf('refused-pull')).toHaveLength(2);
      expect(pullsOf('feature/refused-pull')).toHaveLength(1);
      const branches = await rig.forge.repository('acme/app').branches();
      expect(branches.filter((name) => name.startsWith('feature/refused-pull'))).toEqual(['feature/refused-pull']);
    }, 120_000);

    it('gets that of a loop without another iteration', async () => {
      rig.model.scriptIterations('refused-loop', [
        [uses('Write', { file_path: 'loop.txt', content: '1' }), says('One.\nRALPH_COMPLETE')],
      ]);
      await rig.forge.repository('acme/app').refusePushes(['Not today']);
      const body = { clientId, jobType: 'ralph', prompt: 'refused-loop', branchName: 'feature/refused-loop' };
      const failed = await rig.run(body, 60_000);
      expect(failed).toMatchObject({ status: 'failed', completion_reason: 'promise_detected' });
      await rig.forge.repository('acme/app').refusePushes(null);
      const asked = rig.model.requestsOf('refused-loop').length;
      const again = await retry(failed.id);
      expect(again).toMatchObject({ status: 'completed', completion_reason: 'promise_detected', total_cost_usd: null });
      expect(rig.model.requestsOf('refused-loop')).toHaveLength(asked);
      expect((await iterationsOf(rig.api, again.id)).iterations).toEqual([]);
      expect(pullsOf(again.branch_name)).toMatchObject([
        { draft: false, body: expect.stringContaining('## Iterations') },
      ]);
    }, 120_000);

    it('does not get it when the job that left it had no result', async () => {
      rig.model.script('no-result', [says('No.')]);
      const cancelled = await queueWriting('no-result');
      await rig.api.post(`/jobs/${cancelled}/cancel`);
      const again = await retry(cancelled);
      expect(again.status).toBe('completed');
      expect(rig.model.requestsOf('no-result').length).toBeGreaterThan(0);
    }, 60_000);
  });

  async function retry(id: string): Promise<JobBody> {
    const { status, body } = await rig.api.post<{ id: string }>(`/jobs/${id}/retry`);
    expect(status).toBe(201);
    return rig.api.waitForEnd(body.id, 90_000);
  }
});
