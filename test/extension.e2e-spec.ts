import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { systemTextOf, userTextOf } from './support/scripted-model.conversation.js';
import { says, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

describe('a server with modules of a team', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({ program: 'test/support/in-house-server.mjs' });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  it('still does what the server does, and tells listeners of it', async () => {
    rig.model.script('look around', [says('Nothing to do.')]);
    const job = await rig.run({ clientId, title: 'Seen', prompt: 'look around', branchName: 'feature/none' });
    expect(job).toMatchObject({ status: 'completed', result_summary: 'Nothing to do.' });
    await until(async () => {
      const { body } = await rig.api.get<{ titles: string[] }>('/ended');
      return body.titles.includes('Seen');
    }, 20_000);
  });

  it('has their controllers behind the same doors, with the same errors', async () => {
    const stranger = new ApiClient(rig.server.api.url, 'wrong');
    expect((await stranger.get('/ended')).status).toBe(401);
    const refused = await rig.api.post('/ended');
    expect(refused).toMatchObject({ status: 409, body: { error: 'Not now', code: 'job_not_running' } });
  });

  it('keeps a controller closed that declares no scope, also to the holder of the secret', async () => {
    const { status, body } = await rig.api.get('/forgotten');
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'forbidden', error: 'This route declares no scope and is closed' });
  });

  describe('and their type of job that changes files', () => {
    const form = (title: string, more: object = {}) => {
      const written = uses('Write', { file_path: 'CHANGELOG.md', content: `## 1.4.0\n\n${title}\n` });
      rig.model.script(title, [written, says(`Wrote ${title}.`)]);
      return { clientId, jobType: 'release-notes', version: '1.4.0', prompt: title, ...more };
    };
    const pullsOf = (branch: string) => rig.forge.pulls.filter(({ head }) => head === branch);

    it('ends in a pull request, with the instructions of the type', async () => {
      const job = await rig.run(form('first notes'));
      expect(job).toMatchObject({ status: 'completed', outcome: 'pull_request', version: '1.4.0' });
      expect(await rig.forge.file('acme/app', job.branch_name, 'CHANGELOG.md')).toBe('## 1.4.0\n\nfirst notes\n');
      expect(pullsOf(job.branch_name)).toHaveLength(1);
      const [request] = rig.model.requestsOf('first notes');
      expect(request && systemTextOf(request.body)).toContain('You write release notes.');
      expect(request && userTextOf(request.body)).toContain('Write the section "1.4.0" of CHANGELOG.md.');
    });

    it('is published by the next server without asking Claude again, when the first dies at the pull request', async () => {
      // It is open, and the server does not know.
      rig.forge.loseAnswer(/^POST .*\/pulls$/);
      const id = await rig.queue(form('crashed notes', { branchName: 'notes/crash' }));
      await until(() => pullsOf('notes/crash').length > 0, 60_000);
      await rig.server.kill();
      await rig.restart();
      expect(await rig.api.waitForEnd(id)).toMatchObject({
        status: 'completed',
        attempt: 2,
        pr_url: expect.any(String),
      });
      expect(pullsOf('notes/crash')).toHaveLength(1);
      expect(rig.model.requestsOf('crashed notes')).toHaveLength(2);
    });

    it('is published by its retry without asking Claude again, when the push was refused', async () => {
      await rig.forge.repository('acme/app').refusePushes(['Not today']);
      const failed = await rig.run(form('refused notes'));
      await rig.forge.repository('acme/app').refusePushes(null);
      expect(failed).toMatchObject({ status: 'failed', error: expect.stringContaining('The work is kept') });
      const { body } = await rig.api.post<{ id: string }>(`/jobs/${failed.id}/retry`);
      const again = await rig.api.waitForEnd(body.id);
      expect(again).toMatchObject({ status: 'completed', outcome: 'pull_request', total_cost_usd: null });
      expect(rig.model.requestsOf('refused notes')).toHaveLength(2);
    });

    it('asks for its fields', async () => {
      const { status, body } = await rig.api.post('/jobs', form('no notes', { version: 'soon' }));
      expect(status).toBe(400);
      expect(body).toMatchObject({ details: [{ message: 'version must be three numbers, such as 1.4.0' }] });
    });
  });
});
