import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { says, uses } from './support/scripted-model.turns.js';

/** About two dollars. */
const DEAR = { usage: { input_tokens: 400_000, output_tokens: 10 } };

describe('a job whose maxCostUsd is used up', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  const notes = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return (body.messages ?? []).map(({ content }) => content).join('\n');
  };

  it('ends with what it has: a code job with a draft', async () => {
    rig.model.script('dear-code', [
      uses('Write', { file_path: 'one', content: '1' }),
      uses('Bash', { command: 'echo 2 > two', description: 'x' }, DEAR),
      says('Never said.'),
    ]);
    const body = { clientId, prompt: 'Be dear-code', branchName: 'feature/dear', maxCostUsd: 0.5 };
    const job = await rig.run(body);
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'budget_exceeded', error: null });
    expect(job.total_cost_usd).toBeGreaterThan(0.5);
    expect(rig.forge.pulls).toMatchObject([{ head: 'feature/dear', draft: true }]);
    expect(rig.forge.pulls[0]?.body).toContain('**Not finished:** The job has used up its maxCostUsd');
    expect(await rig.forge.file('acme/app', 'feature/dear', 'one')).toBe('1');
    expect(await notes(job.id)).toContain('The budget of the job is used up');
  });

  it('ends a conversation, which takes no more messages', async () => {
    rig.model.script('dear-talk', [says('A first answer.', DEAR), says('Never said.')]);
    const id = await rig.queue({ clientId, jobType: 'task', prompt: 'Be dear-talk', maxCostUsd: 0.5 });
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'budget_exceeded', error: null });
    expect(await notes(id)).toContain('A first answer.');
    expect((await rig.api.post(`/jobs/${id}/message`, { message: 'More?' })).status).toBe(400);
  });

  it('does nothing to a job that stays below it', async () => {
    const body = { clientId, prompt: 'Be cheap', branchName: 'feature/cheap', maxCostUsd: 0.5, maxDurationMinutes: 5 };
    expect(await rig.run(body)).toMatchObject({ status: 'completed', completion_reason: null });
  });
});
