import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { iterationsOf } from './support/iterations.js';
import { processesNaming } from './support/leaks.js';
import { expectLedgerAgrees } from './support/ledger.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, hangs, says, type Turn, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

const write = (file: string): Turn => uses('Write', { file_path: file, content: file });

describe('a loop that is interrupted', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { MAX_CONCURRENT_JOBS: '1' } });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  async function begin(name: string, iterations: readonly (readonly Turn[])[], part: Record<string, unknown> = {}) {
    rig.model.scriptIterations(`loop-${name}.`, iterations);
    return rig.queue({
      clientId,
      jobType: 'ralph',
      branchName: `feature/${name}`,
      prompt: `Do loop-${name}.`,
      ...part,
    });
  }

  const stop = (id: string) => rig.api.post(`/jobs/${id}/stop`);
  const pulls = (name: string) => rig.forge.pulls.filter(({ head }) => head === `feature/${name}`);

  it('by a stop during an iteration finishes that iteration, and publishes a draft', async () => {
    const gate = new Gate();
    const id = await begin('stop', [
      [write('one'), after(gate, says('One.'))],
      [write('two'), says('Two.')],
    ]);
    await rig.model.whenRequested('loop-stop.', 2);
    const answer = {
      id,
      message: 'Stop requested - job will complete after current iteration and create PR with partial work',
    };
    expect(await stop(id)).toMatchObject({ status: 200, body: answer });
    expect(await stop(id)).toMatchObject({ status: 200, body: answer });
    gate.open();
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'manual_stop', total_iterations: 1 });
    expect(job).toMatchObject({ outcome: 'stopped' });
    expect(pulls('stop')).toMatchObject([{ draft: true }]);
    expect(await stop(id)).toMatchObject({ status: 200, body: answer });
  });

  it('by a stop, keeps a promise that was given in the same iteration', async () => {
    const gate = new Gate();
    const id = await begin('stop-promise', [[write('one'), after(gate, says('RALPH_COMPLETE'))]]);
    await rig.model.whenRequested('loop-stop-promise.', 2);
    await stop(id);
    gate.open();
    expect(await rig.api.waitForEnd(id)).toMatchObject({ completion_reason: 'promise_detected' });
    expect(pulls('stop-promise')).toMatchObject([{ draft: false }]);
  });

  it('between two iterations by a stop begins no other one', async () => {
    // The feedback command waits: Claude has ended, the iteration has not.
    const id = await begin('between', [[write('one'), says('One.')], [says('Two.')]], {
      feedbackCommands: ['while [ ! -e go-on ]; do sleep 0.05; done'],
    });
    await rig.api.waitForJob(id, ({ phase }) => phase === 'feedback');
    expect((await stop(id)).status).toBe(200);
    await writeFile(`${rig.server.path.worktrees}/${id}/go-on`, '');
    expect(await rig.api.waitForEnd(id)).toMatchObject({ completion_reason: 'manual_stop', total_iterations: 1 });
  });

  it('is not stopped while it is queued, nor after a cancel', async () => {
    const plug = await begin('plug', [[hangs()]]);
    await rig.model.whenRequested('loop-plug.');
    const id = await begin('queued', []);
    expect(await stop(id)).toMatchObject({ status: 400, body: { code: 'job_not_running' } });
    expect(await iterationsOf(rig.api, id)).toMatchObject({
      currentIteration: 0,
      completionReason: null,
      iterations: [],
    });
    await rig.api.post(`/jobs/${id}/cancel`);
    await rig.api.post(`/jobs/${plug}/cancel`);
    expect(await stop(plug)).toMatchObject({ status: 400, body: { code: 'job_not_running' } });
  });

  it('by a cancel during feedback ends the whole tree of its processes, and publishes nothing', async () => {
    const id = await begin('cancel', [[write('one'), says('One.')]], {
      feedbackCommands: ['setsid sleep 1000 & nohup sleep 1001 >/dev/null 2>&1 & echo started; sleep 1002'],
    });
    await until(
      async () => (await processesNaming(id)).filter((line) => line.includes('sleep 100')).length >= 3,
      30_000,
    );
    await rig.api.post(`/jobs/${id}/cancel`);
    await until(async () => (await processesNaming(id)).length === 0, 10_000);
    const job = await rig.api.waitForJob(id, ({ phase }) => phase === null);
    expect(job).toMatchObject({ status: 'cancelled', pr_url: null, completion_reason: null });
    expect(pulls('cancel')).toEqual([]);
    expect(await rig.forge.repository('acme/app').tip('feature/cancel')).toBeNull();
  });

  it('by the death of the server in its second iteration goes on with that one, and the work of the first', async () => {
    const gate = new Gate();
    const id = await begin('crash', [
      [write('one'), says('One.')],
      [
        uses('Bash', { command: 'ls; echo half > half-done', description: 'x' }),
        after(gate, uses('Bash', { command: 'ls; echo two > two', description: 'x' })),
        says('Two.\nRALPH_COMPLETE'),
      ],
    ]);
    await until(
      () =>
        rig.model.requestsOf('loop-crash.').filter(({ body }) => JSON.stringify(body).includes('half-done')).length > 0,
      60_000,
    );
    await rig.server.kill();
    gate.open();
    await rig.restart();
    const job = await rig.api.waitForEnd(id, 60_000);
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'promise_detected', total_iterations: 2 });
    const { iterations } = await iterationsOf(rig.api, id);
    expect(iterations.map(({ iterationNumber }) => iterationNumber)).toEqual([1, 2]);
    expect(pulls('crash')).toHaveLength(1);
    expect(await rig.forge.commits('acme/app', 'feature/crash')).toHaveLength(2);
    expect(await rig.forge.file('acme/app', 'feature/crash', 'one')).toBe('one');
    expect(await rig.forge.file('acme/app', 'feature/crash', 'two')).toBe('two\n');
    // The first iteration was not run again.
    const firsts = rig.model
      .requestsOf('loop-crash.')
      .filter(({ body }) => JSON.stringify(body).includes('iteration 1 of'));
    expect(firsts).toHaveLength(2);
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    const said = body.messages?.map(({ content }) => content).join('\n') ?? '';
    expect(said).toContain('The job was interrupted');
    expect(said).toContain('The loop continues with the work of 1 finished iterations');
  });

  it('is in the ledger with all that it used', () => expectLedgerAgrees(rig.api, clientId));
});
