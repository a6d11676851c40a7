import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from './support/api-client.js';
import { EventReader } from './support/event-reader.js';
import { createKey } from './support/keys.js';
import { foreignIn, NOBODYS, startTwoClients, type TwoClients, UNKNOWN, withoutIds } from './support/two-clients.js';
import { answers, WebhookReceiver } from './support/webhook-receiver.js';
import { deliveriesOf, subscribe } from './support/webhooks.js';

describe('what a key that is bound to clients sees', () => {
  let world: TwoClients;

  beforeAll(async () => {
    world = await startTwoClients();
  });

  afterAll(() => world.close());

  const get = async <T = Record<string, Json>>(path: string): Promise<T> => (await world.bound.get<T>(path)).body;

  it('lists, counts and adds up what is its own alone', async () => {
    await world.queue(world.foreign, { priority: 50 });
    await world.queue(world.own);
    const lists = await Promise.all(
      ['/clients', '/repos', '/jobs?limit=200', '/jobs?q=Work', '/queue', '/usage', '/webhooks', '/health'].map(
        async (path) => [path, foreignIn(world, await get(path))],
      ),
    );
    expect(lists).toEqual(lists.map(([path]) => [path, []]));
    const { body: all } = await world.rig.api.get<{ total: number }>('/jobs');
    const { total, jobs } = await get<{ total: number; jobs: { position: number | null }[] }>('/jobs?limit=200');
    const [row] = await world.sql`
      select count(*)::integer as all, count(*) filter (where status = 'queued')::integer as queued
      from agent_jobs where client_id = ${world.own.client}`;
    expect([total, total < all.total]).toEqual([row?.['all'], true]);
    const { queued, waiting, nodes, paused } = await get<{
      queued: { position: number }[];
      waiting: object;
      nodes: object[];
      paused: object[];
    }>('/queue');
    expect(queued.map(({ position }) => position)).toEqual(queued.map((_, place) => place + 1));
    expect({ waiting, nodes, paused }).toEqual({
      waiting: { total: row?.['queued'], by_reason: { waiting: row?.['queued'] } },
      nodes: [],
      paused: [],
    });
    expect(jobs.flatMap(({ position }) => position ?? []).toSorted((one, other) => one - other)).toEqual(
      queued.map(({ position }) => position),
    );
    const page = await get<{ queued: { position: number }[]; next_cursor: string }>('/queue?limit=1');
    const next = await get<{ queued: { position: number }[] }>(`/queue?limit=1&cursor=${page.next_cursor}`);
    expect([page.queued[0]?.position, next.queued[0]?.position]).toEqual([1, 2]);
    for (const path of ['/sync', '/repos/clone']) {
      const { body } = await world.bound.post<Record<string, { repo: string }[]>>(path);
      expect(Object.values(body).flatMap((outcomes) => outcomes.map(({ repo }) => repo))).toEqual(['acme/shop']);
    }
  });

  it('does not hear from /health how many jobs others have, not even without its token', async () => {
    const { queue } = await get<{ queue: { queued: number } }>('/health');
    const everybody = (await (await fetch(new URL('/health', world.bound.url))).json()) as { queue: object };
    const [row] = await world.sql`
      select count(*)::integer as jobs from agent_jobs where client_id = ${world.own.client} and status = 'queued'`;
    expect([queue.queued, everybody.queue]).toEqual([
      row?.['jobs'],
      { running: null, queued: null, maxConcurrent: 2, draining: true },
    ]);
    expect((await world.rig.api.get<{ queue: { queued: number } }>('/health')).body.queue.queued).toBeGreaterThan(
      queue.queued,
    );
  });

  it('is told that a branch is locked by its own jobs, and of others that it waits', async () => {
    // Both clients have registered this repository.
    const both = await Promise.all(
      [world.foreign, world.own].map(async ({ client }) => {
        const body = { githubOrg: 'shared', githubRepo: 'base', defaultBranch: 'main' };
        return (await world.rig.api.post<{ id: string }>(`/clients/${client}/repository`, body)).body.id;
      }),
    );
    const [theirs, ours] = both.map((repositoryId) => ({ repositoryId, branchName: 'work/shared' }));
    await world.queue(world.foreign, theirs);
    const first = await world.queue(world.own, ours, world.bound);
    const reasons = async (id: string): Promise<Json[]> => {
      const [seen, known] = await Promise.all([world.bound, world.rig.api].map((api) => api.get(`/jobs/${id}`)));
      return [seen?.body['wait_reason'] ?? null, known?.body['wait_reason'] ?? null];
    };
    expect(await reasons(first)).toEqual(['waiting', 'branch_locked']);
    expect(await reasons(await world.queue(world.own, ours, world.bound))).toEqual(['branch_locked', 'branch_locked']);
  });

  it('follows its own jobs, whose messages are counted without those of others', async () => {
    const reader = await EventReader.open(world.bound, '/events');
    const mine = await world.queue(world.own);
    const theirs = await world.queue(world.foreign);
    const told = async (id: string, count: number): Promise<void> => {
      for (let times = 0; times < count; times += 1) {
        await world.sql`insert into agent_job_messages (job_id, content) values (${id}, 'Said')`;
      }
    };
    await told(mine, 1);
    await told(theirs, 20);
    for (const id of [theirs, mine]) await world.rig.api.post(`/jobs/${id}/cancel`);
    await reader.until(({ data }) => data.id === mine && data.status === 'cancelled');
    expect(reader.events.filter(({ data }) => data.id === theirs)).toEqual([]);
    const { messages } = await get<{ messages: { seq: number }[] }>(`/jobs/${mine}/messages`);
    expect(messages.map(({ seq }) => seq)).toEqual([1, 2]);
    await reader.cut();
  });

  it('has tools that go by the same rules', async () => {
    const call = async (name: string, values: object): Promise<string> => {
      const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: values } };
      const response = await fetch(new URL('/mcp', world.bound.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${world.bound.secret}`, 'content-type': 'application/json' },
        body: JSON.stringify(message),
      });
      return response.text();
    };
    const [foreign, none] = await Promise.all([world.foreign, NOBODYS].map(({ job }) => call('get_job', { id: job })));
    expect(withoutIds(String(foreign))).toBe(withoutIds(String(none)));
    expect(none).toContain('not_found');
    expect(await call('get_job', { id: world.own.job })).toContain('Work for acme/shop');
    for (const name of ['list_repositories', 'list_jobs', 'get_queue', 'get_usage']) {
      expect([name, foreignIn(world, await call(name, {}))]).toEqual([name, []]);
    }
  });

  it('has webhooks for its own clients alone, which tell of no other', async () => {
    const receiver = await WebhookReceiver.start(answers(204));
    for (const clientId of [undefined, null]) {
      const { status, body } = await world.bound.post('/webhooks', { url: receiver.url, clientId });
      expect([status, body['error']]).toEqual([400, expect.stringContaining('clientId is required')]);
    }
    const id = await subscribe(world.bound, receiver, { clientId: world.own.client });
    await world.queue(world.foreign, { priority: 100 });
    const job = await world.queue(world.own, { priority: 99 }, world.bound);
    const { event } = await receiver.whenTold(job, 'job.created');
    expect(event.data.job).toMatchObject({ position: 1, wait_reason: 'waiting' });
    expect(foreignIn(world, receiver.typesOf(world.foreign.job))).toEqual([]);
    const [delivery] = await deliveriesOf(world.bound, id);
    const again = await world.bound.post(`/webhooks/${id}/deliveries/${delivery?.id}/redeliver`);
    expect(again.status).toBe(200);
    // One that was for all clients before keeps nothing of what it told then.
    const former = await world.rig.api.post<{ id: string }>('/webhooks', { url: receiver.url });
    await world.queue(world.foreign);
    await world.queue(world.own);
    await world.rig.api.request('PATCH', `/webhooks/${former.body.id}`, { clientId: world.own.client });
    const kept = await deliveriesOf(world.bound, former.body.id);
    expect(kept.map(({ event_type }) => event_type)).toEqual(['job.created']);
    for (const one of [id, former.body.id]) await world.bound.request('DELETE', `/webhooks/${one}`);
    await receiver.close();
  });

  it('gets no answer that another key got, and its jobs say by whom they are', async () => {
    const body = { prompt: 'Once', branchName: 'work/once' };
    const headers = { 'Idempotency-Key': 'once' };
    const theirs = await world.rig.api.post('/jobs', { ...body, repositoryId: world.foreign.repository }, headers);
    const mine = await world.bound.post<{ id: string }>(
      '/jobs',
      { ...body, repositoryId: world.own.repository },
      headers,
    );
    expect([theirs.status, mine.status, mine.headers.get('idempotency-replayed')]).toEqual([201, 201, null]);
    expect(await get(`/jobs/${mine.body.id}`)).toMatchObject({ created_by_key: 'acme tool' });
  });

  it('may have several clients, of which each must be there', async () => {
    const clientIds = [world.own.client, world.foreign.client];
    const { key, api } = await createKey(world.rig.api, 'both', ['read'], { clientIds });
    const { body: keys } = await world.rig.api.get<{ keys: { id: string; client_ids: string[] }[] }>('/admin/keys');
    expect(keys.keys.find(({ id }) => id === key.id)?.client_ids).toEqual(clientIds);
    const { body } = await api.get<{ clients: { id: string }[] }>('/clients');
    expect(body.clients.map(({ id }) => id).toSorted()).toEqual(clientIds.toSorted());
    const unknown = await world.rig.api.post('/admin/keys', { name: 'x', scopes: ['read'], clientIds: [UNKNOWN] });
    expect([unknown.status, unknown.body['error']]).toEqual([404, `clientIds ${UNKNOWN} not found`]);
  });
});
