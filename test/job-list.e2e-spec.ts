import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { type PluggedRig, startPlugged } from './support/plugged-rig.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('lists of jobs', () => {
  let rig: PluggedRig['rig'];
  let clientId: string;
  let repositoryId: string;

  beforeAll(async () => {
    ({ rig, clientId, repositoryId } = await startPlugged());
    for (const name of ['one', 'two', 'three']) await rig.queue({ ...valid(), branchName: `feature/${name}` });
  });

  afterAll(() => rig.close());

  const valid = () => ({ clientId, prompt: 'Do something', branchName: 'feature/valid' });

  describe('GET /jobs', () => {
    it('pages newest first, and counts without paging', async () => {
      const { body: all } = await rig.api.get<{ jobs: JobBody[]; total: number }>('/jobs?limit=200');
      expect(all.jobs).toHaveLength(all.total);
      const { body: page } = await rig.api.get<{ jobs: JobBody[]; total: number }>('/jobs?limit=2&offset=1');
      expect(page.jobs.map(({ id }) => id)).toEqual(all.jobs.slice(1, 3).map(({ id }) => id));
      expect(page.total).toBe(all.total);
      const beyond = await rig.api.get('/jobs?offset=100000');
      expect(beyond.body).toEqual({ jobs: [], total: all.total, total_is_estimate: false, next_cursor: null });
    });

    it('pages by cursor without repeating or leaving out a job while others come', async () => {
      const filter = 'repositoryId=' + repositoryId;
      const before = await rig.api.get<{ jobs: JobBody[] }>(`/jobs?limit=200&${filter}`);
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const at: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const page = await rig.api.get<{ jobs: JobBody[]; next_cursor: string | null }>(`/jobs?limit=2&${filter}${at}`);
        seen.push(...page.body.jobs.map(({ id }) => id));
        cursor = page.body.next_cursor;
        await rig.queue({ ...valid(), branchName: `feature/meanwhile-${seen.length}` });
      }
      expect(seen).toEqual(before.body.jobs.map(({ id }) => id));
    });

    it.each([
      ['cursor=abc', 'cursor must be the next_cursor of an earlier answer'],
      [`cursor=${Buffer.from('["x",1]').toString('base64url')}`, 'cursor must be the next_cursor of an earlier answer'],
      ['cursor=abc&offset=1', 'Send cursor or offset, not both'],
    ])('says what is wrong with the place ?%s', async (query, sentence) => {
      const { status, body } = await rig.api.get<{ error: string }>(`/jobs?${query}`);
      expect([status, body.error]).toEqual([400, expect.stringContaining(sentence)]);
    });

    it('filters by status, client and feature', async () => {
      const running = await rig.api.get<{ jobs: JobBody[] }>('/jobs?status=running, completed,&limit=200');
      expect(running.body.jobs.map(({ status }) => status)).toEqual(['running']);
      expect((await rig.api.get(`/jobs?clientId=${UNKNOWN}`)).body).toEqual({
        jobs: [],
        total: 0,
        total_is_estimate: false,
        next_cursor: null,
      });
      expect((await rig.api.get(`/jobs?featureId=${UNKNOWN}`)).body).toEqual({
        jobs: [],
        total: 0,
        total_is_estimate: false,
        next_cursor: null,
      });
      expect((await rig.api.get(`/jobs?clientId=${clientId.toUpperCase()}&status=`)).body['total']).toBeGreaterThan(0);
    });

    it.each(['limit=0', 'limit=201', 'limit=x', 'limit=1.5', 'limit=', 'offset=-1', 'offset=1e2', 'status=done'])(
      'refuses ?%s',
      async (query) => {
        expect((await rig.api.get(`/jobs?${query}`)).status).toBe(400);
      },
    );

    it('finds jobs by what callers say of them', async () => {
      const began = new Date(Date.now() - 60_000).toISOString();
      const said = {
        title: 'Repair the zeppelin',
        metadata: { ticket: 'PM-7', __proto__x: 'a' },
        externalId: 'pm 7/ä',
        branchName: 'feature/zeppelin',
      };
      const id = await rig.queue({ ...valid(), ...said });
      await rig.queue({ ...valid(), metadata: { ticket: 'PM-8' }, branchName: 'feature/other-metadata' });
      const found = async (query: string) => {
        const { status, body } = await rig.api.get<{ jobs: JobBody[]; total: number }>(`/jobs?${query}`);
        expect([query, status, body.total]).toEqual([query, 200, body.jobs?.length]);
        return body.jobs.map((job) => job.id);
      };
      for (const query of [
        'metadata[ticket]=PM-7',
        'metadata%5Bticket%5D=PM-7&metadata[__proto__x]=a',
        `externalId=${encodeURIComponent(said.externalId)}`,
        'branch=feature/zeppelin',
        'q=zeppelin',
        `q=${encodeURIComponent('"the ZEPPELIN" -balloon')}`,
        `q=zeppelin&repositoryId=${repositoryId}&clientId=${clientId}&jobType=code&createdAfter=${began}&archived=false`,
      ]) {
        expect([query, await found(query)]).toEqual([query, [id]]);
      }
      for (const query of [
        'metadata[ticket]=PM-9',
        'metadata[ticket]=PM-7&metadata[team]=a',
        `q=zeppelin&createdBefore=${began}`,
        'q=zeppelin&jobType=ralph',
        'q=zepp',
        `q=${encodeURIComponent("%27 ' or 1=1 --")}`,
        `externalId=${encodeURIComponent("'; drop table agent_jobs; --")}`,
        `branch=feature/zeppelin&repositoryId=${UNKNOWN}`,
        `createdByTeamMemberId=${UNKNOWN}`,
        'awaitingInput=true&branch=feature/zeppelin',
      ]) {
        expect([query, await found(query)]).toEqual([query, []]);
      }
    });

    it.each([
      ['metadata=x', 'metadata must be an object of strings'],
      ['metadata[a b]=x', 'metadata must have keys of 1 to 64 letters, digits, underscores, dots and dashes'],
      ['metadata[a]=1&metadata[a]=2', 'metadata must have strings of at most 500 characters'],
      ['client[a]=1', 'Unknown query parameter client'],
      ['createdAfter=yesterday', 'createdAfter must be a time such as 2030-01-31T00:00:00Z'],
      ['awaitingInput=yes', 'awaitingInput must be true'],
      ['archived=1', 'archived must be true or false'],
      ['q=', 'q must have 1 to 200 characters'],
      ['jobType=CODE', 'jobType must be the name of a type of jobs'],
      ['externalId=', 'externalId must not be empty'],
    ])('says what is wrong with ?%s', async (query, sentence) => {
      const { status, body } = await rig.api.get<{ error: string }>(`/jobs?${query}`);
      expect([status, body.error]).toEqual([400, expect.stringContaining(sentence)]);
    });

    it.each(['clientId=1', 'featureId=x', 'unknown=1'])('refuses ?%s', async (query) => {
      expect((await rig.api.get(`/jobs?${query}`)).status).toBe(400);
    });
  });
});
