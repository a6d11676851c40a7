import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openScratchStore, type ScratchStore } from '../../../../test/support/scratch-store.js';
import { unwrap } from '../unwrap.js';

describe('values on their way to the database and back', () => {
  let store: ScratchStore;

  beforeAll(async () => {
    store = await openScratchStore();
  });

  afterAll(() => store.close());

  it('keep JSON as JSON, in columns and in arguments of functions', async () => {
    const id = randomUUID();
    const commands = ['npm test', 'echo "quoted"'];
    const job = unwrap(
      await store.client
        .from('agent_jobs')
        .insert({ id, prompt: 'x', feedback_commands: commands, total_cost_usd: 0.125 })
        .select('feedback_commands, total_cost_usd, lease_token, created_at')
        .single(),
    );
    expect(job).toEqual({
      feedback_commands: commands,
      total_cost_usd: 0.125,
      lease_token: 0,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/),
    });
    const p_messages = [{ id: randomUUID(), type: 'stdout', content: '{"a": [1, "two"]}', iteration_number: null }];
    expect(unwrap(await store.client.rpc('append_job_messages', { p_job_id: id, p_messages }))).toBe(true);
    const messages = unwrap(await store.client.from('agent_job_messages').select('content').eq('job_id', id));
    expect(messages).toEqual([{ content: '{"a": [1, "two"]}' }]);
  });

  it('keep lists as lists, whatever is in their texts', async () => {
    const scopes = ['read', 'a "quoted, one', 'back\\slash', ''];
    const args = {
      p_name: 'x',
      p_scopes: scopes,
      p_token_hash: randomUUID(),
      p_created_by: 'x',
      p_expires_at: null,
      p_max_monthly_usd: null,
      p_client_ids: null,
      p_requests_per_minute: null,
      p_jobs_per_hour: null,
      p_max: 10,
    };
    unwrap(await store.client.rpc('create_api_key', args as never));
    expect(unwrap(await store.client.from('agent_api_keys').select('scopes'))).toEqual([{ scopes }]);
  });

  it('answer objects of functions as objects', async () => {
    const client = unwrap(await store.client.from('clients').insert({ name: 'Acme' }).select('id').single());
    const rows = unwrap(
      await store.client.rpc('add_client_repository', {
        p_id: randomUUID(),
        p_client_id: client.id,
        p_owner: 'acme',
        p_repo: 'app',
        p_default_branch: 'main',
        p_fallback_branch: 'main',
      }),
    );
    const repository = expect.objectContaining({ owner_name: 'acme' });
    expect(rows).toEqual([{ outcome: 'created', repository, previous_branch: null }]);
  });
});
