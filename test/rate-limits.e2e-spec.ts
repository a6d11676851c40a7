import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient, type ApiAnswer } from './support/api-client.js';
import { createKey } from './support/keys.js';
import { Rig } from './support/rig.js';
import { openScratchDatabaseUrl } from './support/scratch-store.js';
import { RunningServer } from './support/server.js';

describe('limits for callers', () => {
  let database: Awaited<ReturnType<typeof openScratchDatabaseUrl>>;
  let rig: Rig;
  let other: RunningServer;
  let clientId: string;
  let count = 0;

  beforeAll(async () => {
    database = await openScratchDatabaseUrl();
    const shared = { DATABASE_URL: database.url, QUEUE_POLL_INTERVAL: '1h' };
    rig = await Rig.start({ env: { ...shared, NODE_ID: 'limits-a' } });
    const limits = { KEY_REQUESTS_PER_MINUTE: '5', KEY_JOBS_PER_HOUR: '7', SECRET_REQUESTS_PER_MINUTE: '1000' };
    other = await RunningServer.start({ env: { ...shared, ...limits, NODE_ID: 'limits-b' } });
    ({ clientId } = await rig.addRepository());
    await rig.api.post('/admin/drain');
  });

  afterAll(async () => {
    await other.stop();
    await rig.close();
    await database.close();
  });

  const create = (api: ApiClient, headers: Record<string, string> = {}) => {
    count += 1;
    return api.post('/jobs', { clientId, prompt: 'Wait', branchName: `work/${count}` }, headers);
  };
  const fieldsOf = ({ headers }: ApiAnswer<unknown>): (string | null)[] => [
    headers.get('ratelimit-policy'),
    headers.get('ratelimit'),
    headers.get('retry-after'),
  ];

  it('bound the requests of a key in a minute, and say how many are left', async () => {
    const { api } = await createKey(rig.api, 'busy', ['read'], { requestsPerMinute: 3 });
    const left = [];
    for (let times = 0; times < 3; times += 1) left.push(await api.get('/queue'));
    expect(left.map((answer) => [answer.status, ...fieldsOf(answer)])).toEqual(
      [2, 1, 0].map((rest) => [
        200,
        '"requests";q=3;w=60',
        expect.stringMatching(`^"requests";r=${rest};t=\\d+$`),
        null,
      ]),
    );
    const refused = await api.get('/queue');
    const seconds = Number(refused.headers.get('retry-after'));
    expect([refused.status, refused.body]).toEqual([
      429,
      { error: `This key may send 3 requests in a minute: try again in ${seconds} s`, code: 'rate_limited' },
    ]);
    expect(fieldsOf(refused)).toEqual(['"requests";q=3;w=60', `"requests";r=0;t=${seconds}`, String(seconds)]);
    expect([seconds >= 1, seconds <= 60]).toEqual([true, true]);
    // A body is not read then, a probe is answered all the same, and nobody else feels it.
    expect((await api.post('/jobs', { prompt: 'x'.repeat(1_000_000) })).status).toBe(429);
    expect((await api.get('/health')).status).toBe(200);
    expect((await (await createKey(rig.api, 'calm', ['read'])).api.get('/queue')).status).toBe(200);
    expect(fieldsOf(await rig.api.get('/queue'))).toEqual([null, null, null]);
  });

  it('record of the refusals of a minute the first', async () => {
    const { key, api } = await createKey(rig.api, 'stubborn', ['read'], { requestsPerMinute: 1 });
    for (let times = 0; times < 5; times += 1) await api.get('/queue');
    const { body } = await rig.api.get<{ entries: { key_id: string; status: number }[] }>('/admin/audit?limit=100');
    expect(body.entries.filter(({ key_id }) => key_id === key.id).map(({ status }) => status)).toEqual([429]);
  });

  it('bound the jobs that a key creates in an hour, whichever server it asks', async () => {
    const { key, api } = await createKey(rig.api, 'eager', ['jobs'], { jobsPerHour: 3, requestsPerMinute: 100 });
    const there = new ApiClient(other.api.url, key.token);
    const headers = { 'Idempotency-Key': 'first' };
    const body = { clientId, prompt: 'Wait', branchName: 'work/first' };
    const first = await api.post<{ id: string }>('/jobs', body, headers);
    expect([first.status, first.headers.get('ratelimit-policy')]).toEqual([
      201,
      '"requests";q=100;w=60, "jobs";q=3;w=3600',
    ]);
    // What was refused was not created.
    expect((await api.post('/jobs', { ...body, clientId: undefined })).status).toBe(400);
    const rest = await Promise.all([api, there, api, there, api].map((each) => create(each)));
    expect(rest.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(3);
    const refused = rest.find(({ status }) => status === 429) as ApiAnswer;
    const seconds = Number(refused.headers.get('retry-after'));
    expect(refused.body).toEqual({
      error: `This key may create 3 jobs in an hour: try again in ${seconds} s`,
      code: 'rate_limited',
    });
    expect([seconds > 3_500, seconds <= 3_600, refused.headers.get('ratelimit')]).toEqual([
      true,
      true,
      `"jobs";r=0;t=${seconds}`,
    ]);
    expect((await api.post('/jobs', body, headers)).headers.get('idempotency-replayed')).toBe('true');
    await api.post(`/jobs/${first.body.id}/cancel`);
    expect((await api.post(`/jobs/${first.body.id}/retry`)).status).toBe(429);
    expect((await create(rig.api)).status).toBe(201);
  });

  it('are by default those of the configuration of a server, also for AGENT_API_SECRET', async () => {
    const { key } = await createKey(rig.api, 'plain', ['read']);
    const keyed = await new ApiClient(other.api.url, key.token).get('/queue');
    expect(keyed.headers.get('ratelimit-policy')).toBe('"requests";q=5;w=60, "jobs";q=7;w=3600');
    expect((await other.api.get('/queue')).headers.get('ratelimit-policy')).toBe('"requests";q=1000;w=60');
  });
});
