import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { enterNode, nodeSelf } from '../../../test/support/scratch-node.js';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import { JobQueueRepository } from '../dispatching/job-queue.repository.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { NodeRepository } from './node.repository.js';

/** Seconds after which nodes of these tests are removed. */
const FORGET = 60;

describe('the names of nodes in the store', () => {
  let store: ScratchStore;
  let nodes: NodeRepository;
  let queue: JobQueueRepository;

  beforeAll(async () => {
    store = await openScratchStore();
    nodes = new NodeRepository(store.client);
    queue = new JobQueueRepository(store.client, new JobEventBus(new EventEmitter2()));
  });

  afterAll(() => store.close());

  beforeEach(() => store.sql`delete from agent_nodes`);

  /** Pretends that this many seconds passed without a heartbeat of any node. */
  const silence = (seconds: number) => store.sql`
    update agent_nodes set last_heartbeat_at = last_heartbeat_at - make_interval(secs => ${seconds}),
      alive_until = alive_until - make_interval(secs => ${seconds}),
      quiet_until = quiet_until - make_interval(secs => ${seconds})`;

  const lives = async () =>
    (await store.sql`select life from agent_nodes order by id`).map(({ life }) => life as string);

  it('belong to one of those that ask at the same moment', async () => {
    const all = Array.from({ length: 20 }, (_, index) => nodeSelf('name', { instance: `folder ${index}` }));
    const outcomes = await Promise.all(all.map(async (self) => (await nodes.enter(self, true)).outcome));
    expect(outcomes.filter((outcome) => outcome === 'entered')).toHaveLength(1);
    expect(await lives()).toEqual([all[outcomes.indexOf('entered')]?.life]);
  });

  it('are refused to another folder while their node is heard of, and given to it when the lease is over', async () => {
    const first = await enterNode(store.client, 'name');
    const second = nodeSelf('name', { instance: 'another folder' });
    const answer = await nodes.enter(second, true);
    expect(answer).toMatchObject({ outcome: 'taken', holder: 'host' });
    expect(Date.parse(answer.freeAt) - Date.parse(answer.askedAt)).toBeGreaterThan(20_000);
    // No heartbeat since then: it may be dead.
    expect((await nodes.enter(second, true, answer.askedAt)).outcome).toBe('taken');
    expect(await nodes.heartbeat(first, FORGET)).toBe(false);
    expect((await nodes.enter(second, true, answer.askedAt)).outcome).toBe('alive');
    await silence(31);
    expect((await nodes.enter(second, true, answer.askedAt)).outcome).toBe('entered');
  });

  it('go at once to the next start of the same folder, where it could look for the former process', async () => {
    await enterNode(store.client, 'name');
    const next = await enterNode(store.client, 'name');
    expect(await lives()).toEqual([next.life]);
  });

  it('go to the same folder elsewhere, such as in a new container, only when its server has been quiet', async () => {
    const first = await enterNode(store.client, 'name', { place: 'there' });
    const copy = nodeSelf('name');
    const { outcome, askedAt } = await nodes.enter(copy, true);
    expect(outcome).toBe('taken');
    await nodes.heartbeat(first, FORGET);
    // Two servers with copies of one directory.
    expect((await nodes.enter(copy, true, askedAt)).outcome).toBe('alive');
    await silence(4);
    expect((await nodes.enter(copy, true, askedAt)).outcome).toBe('entered');
  });

  it('are lost by whoever was silent for too long, and come back when they are free', async () => {
    const first = await enterNode(store.client, 'name');
    await silence(31);
    // No other server took the name.
    expect(await nodes.heartbeat(first, FORGET)).toBe(false);
    await silence(31);
    const second = await enterNode(store.client, 'name', { instance: 'another folder' });
    expect(await nodes.heartbeat(first, FORGET)).toBeNull();
    expect((await nodes.enter(first, false)).outcome).toBe('taken');
    await nodes.leave(first);
    expect(await lives()).toEqual([second.life]);
    await nodes.leave(second);
    expect((await nodes.enter(first, false)).outcome).toBe('entered');
  });

  it('let no start of the same folder come in between while a server runs', async () => {
    const first = await enterNode(store.client, 'name');
    const second = await enterNode(store.client, 'name');
    expect((await nodes.enter(first, false)).outcome).toBe('taken');
    expect(await nodes.heartbeat(second, FORGET)).toBe(false);
  });

  it('are asked for with each claim, at each boot, and by whoever leaves', async () => {
    const first = await enterNode(store.client, 'name');
    const add = async () => unwrap(await store.client.from('agent_jobs').insert({ prompt: 'x' }).select('id').single());
    await add();
    await silence(31);
    const second = await enterNode(store.client, 'name', { instance: 'another folder' });
    expect(await queue.claim(first, 1, 30)).toEqual([]);
    expect(await queue.claim(first, 1, 30, { credential: 'credential' })).toEqual([]);
    expect(await queue.claim(second, 1, 30)).toHaveLength(1);
    expect(await queue.recoverOf(first, 3)).toEqual([]);
    expect(await nodes.setDraining(first, true)).toBe(false);
    expect(await nodes.heartbeat(second, FORGET)).toBe(false);
    expect(await queue.recoverOf(second, 3)).toMatchObject([{ status: 'queued', attempt: 1 }]);
  });

  it('remember that a node drains until its next life, and are forgotten after a long silence', async () => {
    const first = await enterNode(store.client, 'name');
    expect(await nodes.setDraining({ id: 'name' }, true)).toBe(true);
    expect(await nodes.heartbeat(first, FORGET)).toBe(true);
    const second = await enterNode(store.client, 'name');
    expect(await nodes.heartbeat(second, FORGET)).toBe(false);
    const other = await enterNode(store.client, 'other');
    await nodes.setDraining(other, true);
    await silence(FORGET + 1);
    expect(await nodes.heartbeat(other, FORGET)).toBe(true);
    expect((await nodes.list()).map(({ id }) => id)).toEqual(['other']);
    expect(await nodes.heartbeat(second, FORGET)).toBeNull();
    expect((await nodes.enter(second, false)).outcome).toBe('entered');
    expect(await nodes.setDraining({ id: 'nobody' }, true)).toBe(false);
  });
});
