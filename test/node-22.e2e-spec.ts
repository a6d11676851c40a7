import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fetchNode22 } from './support/fetched-node.js';
import { Rig } from './support/rig.js';
import { says, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

const run = promisify(execFile);

describe('a server on the oldest Node.js', () => {
  let node: string;
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    node = await fetchNode22();
    rig = await Rig.start({ node, makesDatabase: true });
    ({ clientId } = await rig.addRepository());
  }, 180_000);

  afterAll(() => rig.close());

  it('runs on a Node.js of the 22 line', async () => {
    expect((await run(node, ['--version'])).stdout).toMatch(/^v22\./);
    expect(rig.server.child.spawnfile).toBe(node);
  });

  it('is well', async () => {
    // The first look at Claude may take longer than a health answer waits for it.
    const isWell = async () => (await rig.api.get<{ status: string }>('/health')).body.status === 'ok';
    await until(isWell, 10_000);
    expect((await rig.api.get('/health')).status).toBe(200);
  });

  it('runs a code job', async () => {
    rig.model.script('old-code', [uses('Write', { file_path: 'hello.txt', content: 'hello\n' }), says('Done.')]);
    const job = await rig.run({ clientId, prompt: 'Do old-code', branchName: 'feature/code' });
    expect(job).toMatchObject({ status: 'completed', pr_url: expect.any(String), error: null });
    expect(await rig.forge.file('acme/app', 'feature/code', 'hello.txt')).toBe('hello\n');
  });

  it('runs a task job', async () => {
    rig.model.script('old-task', [says('Which colour?'), says('Red, then.')]);
    const id = await rig.queue({ clientId, prompt: 'Do old-task', jobType: 'task' });
    await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    await rig.api.post(`/jobs/${id}/message`, { message: 'Red' });
    await rig.model.whenRequested('old-task', 2);
    await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    await rig.api.post(`/jobs/${id}/complete`);
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', result_summary: 'Red, then.' });
  });

  it('runs a ralph job', async () => {
    rig.model.scriptIterations('old-loop', [
      [uses('Write', { file_path: 'done.txt', content: 'done\n' }), says('It is there.\n\nRALPH_COMPLETE')],
    ]);
    const job = await rig.run({
      clientId,
      prompt: 'Do old-loop',
      jobType: 'ralph',
      branchName: 'feature/loop',
      maxIterations: 3,
      completionPromise: 'RALPH_COMPLETE',
      feedbackCommands: ['test -f done.txt'],
    });
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'promise_detected', total_iterations: 1 });
  });

  it('stops in order', async () => {
    expect(await rig.server.stop()).toBe(0);
  });
});
