import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChainedJob, ChainedJobs, LATER, type Refusal } from './support/chained-jobs.js';
import { says } from './support/scripted-model.turns.js';

describe('a request for a follow-up', () => {
  let jobs: ChainedJobs;

  beforeAll(async () => {
    jobs = await ChainedJobs.start();
  });

  afterAll(() => jobs.rig.close());

  it('takes no second job for one Idempotency-Key', async () => {
    const first = await jobs.root('once');
    const send = () => jobs.post(first.id, { prompt: 'Once', notBefore: LATER }, { 'idempotency-key': 'once-only' });
    const [one, other] = [await send(), await send()];
    expect([other.status, other.body.id]).toEqual([201, one.body.id]);
    await jobs.rig.api.post(`/jobs/${one.body.id}/cancel`);
  });

  it('is listed with the whole chain, page by page', async () => {
    const first = await jobs.root('chain');
    const made: string[] = [];
    for (const from of [0, 1, 1]) {
      const earlier = made[from - 1] ?? first.id;
      const { body } = await jobs.post(earlier, { prompt: `After ${from}`, notBefore: LATER });
      await jobs.rig.api.post(`/jobs/${body.id}/cancel`);
      made.push(body.id);
    }
    const page = async (id: string, query: string) => {
      const { body } = await jobs.rig.api.get<{ jobs: ChainedJob[]; next_cursor: string | null }>(
        `/jobs/${id}/follow-ups${query}`,
      );
      return { ids: body.jobs.map(({ id: each }) => each), next: body.next_cursor };
    };
    expect(await page(first.id, '')).toEqual({ ids: made, next: null });
    const half = await page(made[2] ?? '', '?limit=2');
    expect(half.ids).toEqual(made.slice(0, 2));
    expect(await page(first.id, `?limit=2&cursor=${half.next}`)).toEqual({ ids: made.slice(2), next: null });
    expect((await jobs.rig.api.get(`/jobs/${first.id}/follow-ups?cursor=x`)).status).toBe(400);
  });

  describe('is refused', () => {
    const refusalOf = async (id: string, body: object) => {
      const { status, body: answer } = await jobs.post<Refusal>(id, body);
      return [status, answer.code, answer.error];
    };

    it('of a job that has not ended, or that changes no file', async () => {
      const queued = await jobs.rig.queue({
        clientId: jobs.clientId,
        prompt: 'Later',
        branchName: 'feature/later',
        notBefore: LATER,
      });
      const why = 'Only jobs that have changed files can be followed, once they have ended: this one';
      expect(await refusalOf(queued, { prompt: 'More' })).toEqual([400, 'job_not_followable', `${why} is queued`]);
      await jobs.rig.api.post(`/jobs/${queued}/cancel`);
      jobs.rig.model.script('a question', [says('An answer.')]);
      const task = await jobs.rig.queue({ clientId: jobs.clientId, prompt: 'This is a question', jobType: 'task' });
      await jobs.rig.api.waitForJob(task, ({ awaiting_input_since }) => awaiting_input_since !== null);
      await jobs.rig.api.post(`/jobs/${task}/complete`);
      await jobs.ended(task);
      expect(await refusalOf(task, { prompt: 'More' })).toEqual([400, 'job_not_followable', `${why} is a task job`]);
      expect((await refusalOf('00000000-0000-4000-8000-000000000000', { prompt: 'More' })).slice(0, 2)).toEqual([
        404,
        'not_found',
      ]);
    });

    it.each([
      [{}, 'prompt is required and must be a string'],
      [{ prompt: 'x', branchName: 'other' }, 'Unknown field branchName'],
      [{ prompt: 'x', maxCostUsd: -1 }, 'maxCostUsd must be a number above 0'],
      [{ prompt: 'x', maxIterations: 2 }, 'maxIterations belongs to ralph jobs, this is a code job'],
      [{ prompt: 'x', createdByTeamMemberId: '00000000-0000-4000-8000-000000000000' }, 'createdByTeamMemberId'],
    ])('with the body %j', async (body, reason) => {
      const { body: list } = await jobs.rig.api.get<{ jobs: ChainedJob[] }>('/jobs?branch=feature/once&limit=1');
      const [status, , error] = await refusalOf(list.jobs[0]?.id ?? '', body);
      expect(error).toContain(reason);
      expect([400, 404]).toContain(status);
    });
  });
});
