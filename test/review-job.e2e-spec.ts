import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { systemTextOf, toolResultsOf, userTextOf } from './support/scripted-model.conversation.js';
import { after, replies, says, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

const REPOSITORY = 'acme/app';

/** The example that docs/extending.md builds, as a program of its own. */
describe('a review job', () => {
  let rig: Rig;
  let clientId: string;
  let repositoryId: string;

  beforeAll(async () => {
    rig = await Rig.start({ program: 'examples/review-job/dist/main.js' });
    ({ clientId, repositoryId } = await rig.addRepository(REPOSITORY));
  });

  afterAll(() => rig.close());

  /** A pull request that adds one file. */
  async function pullRequest(branch: string, content = 'export const total = 1;\n'): Promise<number> {
    await rig.forge.repository(REPOSITORY).commit(branch, { [`${branch}.ts`]: content }, `Add ${branch}`);
    return rig.forge.openPull(REPOSITORY, branch, `Add ${branch}`);
  }

  const form = (number: unknown, prompt: string) => ({ clientId, jobType: 'review', prompt, pullRequest: number });
  const review = (number: number, prompt: string): Promise<JobBody> => rig.run(form(number, prompt));
  const reviewsOf = (number: number) => rig.forge.reviews.filter(({ pull }) => pull === number);

  it('shows Claude the changes and the files, and comments once with what it says', async () => {
    const number = await pullRequest('basket');
    rig.model.script('judge the basket', [
      uses('Read', { file_path: 'basket.ts' }),
      replies(({ body }) => `It reads: ${toolResultsOf(body).join()}`),
    ]);
    const job = await review(number, 'judge the basket');
    expect(job).toMatchObject({ status: 'completed', error: null, pr_url: null, pull_request: number, num_turns: 2 });
    expect(job.total_cost_usd).toBeGreaterThan(0);
    const [request] = rig.model.requestsOf('judge the basket');
    expect(request && userTextOf(request.body)).toContain('+++ b/basket.ts');
    expect(request && systemTextOf(request.body)).toContain('You review a pull request.');
    const tools = request?.body.tools?.map(({ name }) => name) ?? [];
    expect(tools).toEqual(expect.arrayContaining(['Glob', 'Grep', 'Read']));
    expect(tools.filter((name) => /Bash|Edit|Write|Task|Agent|Web/.test(name))).toEqual([]);
    expect(reviewsOf(number)).toHaveLength(1);
    expect(reviewsOf(number)[0]).toMatchObject({ event: 'COMMENT', user: 'octocat' });
    expect(reviewsOf(number)[0]?.body).toMatch(/^It reads: .*export const total = 1;/s);
    expect(reviewsOf(number)[0]?.body).toContain(`<!-- review job ${job.id} -->`);
    expect(await rig.forge.repository(REPOSITORY).branches()).toEqual(['basket', 'main']);
    const shown = await rig.api.get(`/reviews/${job.id}`);
    expect(shown).toMatchObject({ status: 200, body: { id: job.id, summary: expect.stringMatching(/^It reads: /) } });
    expect((await rig.api.get(`/reviews/${repositoryId}`)).status).toBe(404);
    await until(() => rig.server.log.includes(`${job.id}: completed`), 20_000);
  });

  it('comments once although the server dies right after the comment', async () => {
    const number = await pullRequest('crash');
    rig.model.script('judge the crash', [says('Fine so far.')]);
    // It has arrived, and the server does not know.
    rig.forge.loseAnswer(/POST .*\/reviews$/);
    const id = await rig.queue(form(number, 'judge the crash'));
    await until(() => reviewsOf(number).length > 0, 30_000);
    await rig.server.kill();
    await rig.restart();
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', attempt: 2 });
    expect(reviewsOf(number)).toHaveLength(1);
    expect(rig.model.requestsOf('judge the crash')).toHaveLength(1);
  });

  it('does not ask Claude again when GitHub was away after its answer', async () => {
    const number = await pullRequest('outage');
    rig.model.script('judge the outage', [says('Fine at last.')]);
    rig.forge.fail(/POST .*\/reviews$/, 503, 1);
    const id = await rig.queue(form(number, 'judge the outage'));
    await until(() => rig.forge.requests.some(({ status }) => status === 503), 30_000);
    await rig.server.kill();
    expect(reviewsOf(number)).toEqual([]);
    await rig.restart();
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed' });
    expect(reviewsOf(number).map(({ body }) => body)).toEqual([expect.stringContaining('Fine at last.')]);
    expect(rig.model.requestsOf('judge the outage')).toHaveLength(1);
  });

  it('goes on after a crash in the middle of the answer', async () => {
    const number = await pullRequest('midway');
    const gate = new Gate();
    rig.model.script('judge midway', [after(gate, says('Judged.'))]);
    const asked = rig.model.whenRequested('judge midway');
    const id = await rig.queue(form(number, 'judge midway'));
    await asked;
    await rig.server.kill();
    gate.open();
    await rig.restart();
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', attempt: 2 });
    expect(reviewsOf(number)).toHaveLength(1);
  });

  it('runs nothing that a pull request brings, also in a repository whose settings count', async () => {
    await rig.api.request('PATCH', `/repos/${repositoryId}`, { trustRepoConfig: true });
    const hook = { hooks: [{ type: 'command', command: 'echo hook-$((40 + 2))' }] };
    const settings = JSON.stringify({ hooks: { SessionStart: [hook] } });
    await rig.forge.repository(REPOSITORY).commit('hooked', { '.claude/settings.json': settings }, 'Add a hook');
    const number = await rig.forge.openPull(REPOSITORY, 'hooked');
    expect(await review(number, 'judge the hook')).toMatchObject({ status: 'completed' });
    // A job of its branch is told what the hook says: there it does run.
    await rig.run({ clientId, prompt: 'work with the hook', branchName: 'hooked' });
    const told = rig.model.requests.map(({ body }) => JSON.stringify(body)).filter((body) => body.includes('hook-42'));
    expect(told.filter((body) => body.includes('judge the hook'))).toEqual([]);
    expect(told.some((body) => body.includes('work with the hook'))).toBe(true);
  });

  it('says in a sentence what it cannot review', async () => {
    expect(await review(99, 'judge nothing')).toMatchObject({
      status: 'failed',
      error: 'acme/app has no pull request 99.',
    });
    const closed = await pullRequest('closed');
    rig.forge.editPull(closed, { state: 'closed' });
    expect((await review(closed, 'judge the past')).error).toBe(
      `Pull request ${closed} is closed: only open ones are reviewed.`,
    );
    const huge = await pullRequest('huge', 'x'.repeat(250_000));
    expect((await review(huge, 'judge the bulk')).error).toMatch(
      new RegExp(`^The changes of pull request ${huge} are too large for one review: \\d+ characters`),
    );
    expect(rig.model.requestsOf('judge the bulk')).toEqual([]);
  });

  it('asks for the number of a pull request, and only reviews have one', async () => {
    const without = await rig.api.post('/jobs', form(undefined, 'judge'));
    expect(without).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect((await rig.api.post('/jobs', form('one', 'judge'))).status).toBe(400);
    const misplaced = await rig.api.post('/jobs', { clientId, prompt: 'x', branchName: 'b', pullRequest: 1 });
    expect(misplaced).toMatchObject({ status: 400, body: { details: [{ field: 'pullRequest' }] } });
  });
});
