import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiError, type Client, createClient, type ReadableJobEvent } from 'claude-code-orchestrator-client';
import { Rig, type RegisteredRepository } from '../../../test/support/rig.js';
import { hangs, says, writes } from '../../../test/support/scripted-model.turns.js';
import { TcpProxy } from '../../../test/support/tcp-proxy.js';

describe('the typed client', () => {
  let rig: Rig;
  let repository: RegisteredRepository;
  let client: Client;

  beforeAll(async () => {
    rig = await Rig.start({ env: { MAX_CONCURRENT_JOBS: '2' } });
    repository = await rig.addRepository();
    client = createClient({ url: rig.api.url, token: rig.api.secret });
  });

  afterAll(() => rig.close());

  const noteJob = (name: string) => ({
    clientId: repository.clientId,
    prompt: `Leave the ${name}`,
    branchName: `feature/${name}`,
  });

  const script = (name: string) =>
    rig.model.script(`Leave the ${name}`, [writes('note.txt'), says(`I left the ${name}.`)]);

  it('creates a job, follows it as text, and waits for its end', async () => {
    script('first-note');
    const { id } = await client.post('/jobs', { body: noteJob('first-note') });
    const [events, job] = await Promise.all([collect(client.followJob(id, { format: 'text' })), client.waitForJob(id)]);
    expect(job).toMatchObject({ status: 'completed', pr_url: expect.stringContaining('/pull/') });
    expect(events.at(-1)).toMatchObject({ event: 'end', data: { status: 'completed', outcome: 'pull_request' } });
    const texts = events.flatMap((each) => (each.event === 'message' ? [each.data.text] : []));
    expect(texts.join('\n')).toContain('I left the first-note.');
    expect(await collect(client.followJob(id, { after: events.at(-1)?.id ?? '' }))).toEqual([]);
  });

  it('goes on following where a connection broke, without a gap and without repeating anything', async () => {
    script('second-note');
    const proxy = await TcpProxy.start(rig.api.url);
    try {
      const cut = createClient({ url: proxy.url, token: rig.api.secret });
      const { id } = await client.post('/jobs', { body: noteJob('second-note') });
      const ids: (string | null)[] = [];
      for await (const each of cut.followJob(id)) {
        if (each.event === 'message') ids.push(each.id);
        if (ids.length !== 3 || each.event !== 'message') continue;
        proxy.cut();
        proxy.open();
      }
      const { messages } = await client.get('/jobs/{id}/messages', {
        params: { path: { id }, query: { limit: 1_000 } },
      });
      expect(ids).toEqual(messages.map(({ seq }) => String(seq)));
    } finally {
      await proxy.close();
    }
  });

  it('asks for lists and for members of objects as the server reads them', async () => {
    const found = await client.get('/jobs', {
      params: { query: { status: ['queued', 'completed'], metadata: { ticket: 'PM-7' } } },
    });
    expect(found.jobs).toEqual([]);
    script('said-note');
    const { id } = await client.post('/jobs', { body: { ...noteJob('said-note'), metadata: { ticket: 'PM-7' } } });
    await client.waitForJob(id);
    const again = client.paginate('/jobs', 'jobs', { status: ['completed'], metadata: { ticket: 'PM-7' } });
    expect((await collect(again)).map((job) => job.id)).toEqual([id]);
  });

  it('refuses with the sentence, the code and the fields of the server', async () => {
    const refused = client.post('/jobs', { body: { prompt: '', clientId: repository.clientId } });
    await expect(refused).rejects.toBeInstanceOf(ApiError);
    await expect(refused).rejects.toMatchObject({
      status: 400,
      code: 'validation_failed',
      details: expect.arrayContaining([{ field: 'prompt', message: expect.any(String) }]),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('does not create a job twice when the answer is lost', async () => {
    let lost = 0;
    const losing = createClient({
      url: rig.api.url,
      token: rig.api.secret,
      fetch: async (...request) => {
        const answer = await fetch(...request);
        if ((lost += 1) > 1) return answer;
        await answer.body?.cancel();
        throw new TypeError('the connection broke');
      },
    });
    rig.model.script('Leave the third-note', [hangs()]);
    const { id } = await losing.post('/jobs', { body: noteJob('third-note') });
    expect(lost).toBe(2);
    const { jobs } = await client.get('/jobs', { params: { query: { limit: 200 } } });
    expect(jobs.filter(({ branch_name: branch }) => branch === 'feature/third-note').map((job) => job.id)).toEqual([
      id,
    ]);
    await client.post('/jobs/{id}/cancel', { params: { path: { id } } });
  });

  it('does not repeat what may have been done, and comes back when the server says so', async () => {
    const answers = [503, 429, 200];
    const sent: string[] = [];
    const refusing = createClient({
      url: 'http://server.invalid',
      token: 'x',
      fetch: async (request) => {
        sent.push((request as Request).method);
        const status = answers.shift() ?? 500;
        return Response.json(status === 200 ? { clients: [] } : { error: 'Not now', code: 'shutting_down' }, {
          status,
          headers: { 'retry-after': '0' },
        });
      },
    });
    expect(await refusing.get('/clients')).toEqual({ clients: [] });
    answers.push(503);
    const path = { id: repository.clientId };
    await expect(refusing.post('/jobs/{id}/cancel', { params: { path } })).rejects.toMatchObject({
      message: 'Not now',
      retryAfter: 0,
    });
    expect(sent).toEqual(['GET', 'GET', 'GET', 'POST']);
  });

  it('reads a list to its end, page by page', async () => {
    const notBefore = '2099-01-01T00:00:00Z';
    const waiting = await Promise.all(
      ['one', 'two', 'three'].map((name) => rig.queue({ ...noteJob(name), notBefore })),
    );
    const found: string[] = [];
    for await (const { id } of client.paginate('/queue', 'queued', { limit: 1 })) found.push(id);
    expect(found.toSorted()).toEqual(waiting.toSorted());
    await Promise.all(waiting.map((id) => client.post('/jobs/{id}/cancel', { params: { path: { id } } })));
  });

  it('stops waiting when it is told to', async () => {
    rig.model.script('Leave the last-note', [hangs()]);
    const { id } = await client.post('/jobs', { body: noteJob('last-note') });
    const stop = new AbortController();
    const waiting = client.waitForJob(id, { signal: stop.signal });
    const following = collect(client.followJob(id, { signal: stop.signal }));
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(following).rejects.toThrow('enough');
    await client.post('/jobs/{id}/cancel', { params: { path: { id } } });
  });
});

async function collect<Item = ReadableJobEvent>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
