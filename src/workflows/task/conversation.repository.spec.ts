import { randomUUID } from 'node:crypto';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openScratchStore, type ScratchStore } from '../../../test/support/scratch-store.js';
import { until } from '../../../test/support/until.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { ConversationRepository } from './conversation.repository.js';

describe('conversations in the store', () => {
  let store: ScratchStore;

  beforeAll(async () => {
    store = await openScratchStore();
  });

  afterAll(() => store.close());

  it('are due at once when a message comes while they are being parked', async () => {
    const { sql, client } = store;
    const conversations = new ConversationRepository(client, new JobEventBus(new EventEmitter2()));
    const row = {
      prompt: 'x',
      job_type: 'task',
      converses: true,
      changes_tree: false,
      status: 'running',
      lease_token: 1,
    };
    const { id } = unwrap(await client.from('agent_jobs').insert(row).select('id').single());
    let parking: Promise<boolean> | undefined;
    await sql.begin(async (tx) => {
      await tx`select send_job_message(${id}, ${randomUUID()}, 'And then?')`;
      parking = conversations.park({ jobId: id, leaseToken: 1 }, false);
      const waiting = () => sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '%park_job%'`;
      await until(async () => (await waiting()).length > 0, 20_000);
    });
    expect(await parking).toBe(true);
    const job = unwrap(await client.from('agent_jobs').select('phase, wake_at').eq('id', id).single());
    expect(job).toEqual({ phase: 'parked', wake_at: expect.any(String) });
  });

  it('wait for nobody once they are being completed or have ended, however that came about', async () => {
    const { client } = store;
    const conversations = new ConversationRepository(client, new JobEventBus(new EventEmitter2()));
    const waiting = async (phase: string): Promise<string> => {
      const turn = { answer_owed: false, awaiting_input_since: new Date().toISOString() };
      const type = { prompt: 'x', job_type: 'task', converses: true, changes_tree: false };
      const row = { ...type, ...turn, phase, status: 'running', lease_token: 1 };
      return unwrap(await client.from('agent_jobs').insert(row).select('id').single()).id;
    };
    const stateOf = async (id: string) => {
      const columns = 'status, awaiting_input_since, answer_owed';
      return unwrap(await client.from('agent_jobs').select(columns).eq('id', id).single());
    };
    const [held, parked, cancelled, failed] = await Promise.all(
      ['awaiting_input', 'parked', 'parked', 'awaiting_input'].map((phase) => waiting(phase)),
    );
    expect(await conversations.complete(held ?? '')).toBe('completing');
    expect(await conversations.complete(parked ?? '')).toBe('completed');
    unwrap(await client.rpc('cancel_job', { p_id: cancelled ?? '' }));
    const update = { status: 'failed', error: 'No.' };
    unwrap(
      await client
        .from('agent_jobs')
        .update(update)
        .eq('id', failed ?? '')
        .select('id'),
    );
    // The run that holds it did not know yet that it is being completed.
    const late = { awaiting_input_since: new Date().toISOString() };
    unwrap(
      await client
        .from('agent_jobs')
        .update(late)
        .eq('id', held ?? '')
        .select('id'),
    );
    const ended = { awaiting_input_since: null, answer_owed: false };
    expect(await stateOf(held ?? '')).toEqual({ ...ended, status: 'running' });
    expect(await stateOf(parked ?? '')).toEqual({ ...ended, status: 'completed' });
    expect(await stateOf(cancelled ?? '')).toEqual({ ...ended, status: 'cancelled' });
    expect(await stateOf(failed ?? '')).toEqual({ ...ended, status: 'failed' });
  });
});
