import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

describe('an answer that Claude remembers, and that died with the server on its way to the store', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  it('is given again, so that the person hears it', async () => {
    const gate = new Gate();
    rig.model.script('lost-answer', [after(gate, says('It is blue.')), says('It is blue, as I said.'), says('Bye.')]);
    const id = await rig.queue({ clientId, jobType: 'task', prompt: 'Which colour has the lost-answer?' });
    await rig.model.whenRequested('lost-answer');
    // A server that stands still hears nothing of what Claude writes down meanwhile.
    rig.server.child.kill('SIGSTOP');
    gate.open();
    await until(() => isRemembered(id, 'It is blue.'), 20_000);
    await rig.server.kill();
    await rig.restart();
    await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    const { body } = await rig.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages?type=stdout`);
    const answers = body.messages.filter(({ content }) => /"type":"result"/.test(content) && content.includes('blue'));
    expect(answers).toHaveLength(1);
    await rig.api.post(`/jobs/${id}/complete`);
    expect((await rig.api.waitForEnd(id)).status).toBe('completed');
  });

  /** Whether the CLI has written down `words` in its record of the session. */
  async function isRemembered(jobId: string, words: string): Promise<boolean> {
    const jobs = join(rig.server.path.data, 'jobs', jobId);
    const names = await readdir(jobs, { recursive: true }).catch(() => []);
    const records = names.filter((name) => name.endsWith('.jsonl'));
    const texts = await Promise.all(records.map((name) => readFile(join(jobs, name), 'utf8').catch(() => '')));
    return texts.some((text) => text.includes(words));
  }
});
