import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { iterationsOf } from './support/iterations.js';
import { Rig } from './support/rig.js';
import { fails, firstly, says, type Turn, uses } from './support/scripted-model.turns.js';

const write = (file: string, content = file): Turn => uses('Write', { file_path: file, content });

describe('a loop ends', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { MAX_CONCURRENT_JOBS: '3', CLAUDE_MAX_RETRIES: '0' } });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  /** Runs a loop whose iterations are scripted, on a branch of its own. */
  async function loop(name: string, iterations: readonly (readonly Turn[])[], part: Record<string, unknown> = {}) {
    rig.model.scriptIterations(`loop-${name}.`, iterations);
    const branchName = `feature/${name}`;
    const job = await rig.run({ clientId, jobType: 'ralph', branchName, prompt: `Do loop-${name}.`, ...part }, 90_000);
    const { iterations: rows } = await iterationsOf(rig.api, job.id);
    return { job, rows, pulls: rig.forge.pulls.filter(({ head }) => head === branchName) };
  }

  const notes = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return (body.messages ?? []).flatMap(({ type, content }) => (type === 'system' ? [content] : [])).join('\n');
  };

  it('not for a promise in a sentence, in a tool result or in the prompt: at its maximum, with a draft', async () => {
    const { job, rows, pulls } = await loop(
      'talk',
      [
        [write('one'), says('I shall output RALPH_COMPLETE when all is done.')],
        [
          uses('Bash', { command: 'echo; echo RALPH_COMPLETE; echo two > two', description: 'x' }),
          says('The command printed RALPH_COMPLETE for me.'),
        ],
      ],
      { maxIterations: 2, prompt: 'Do loop-talk. Say only:\nRALPH_COMPLETE' },
    );
    expect(job).toMatchObject({
      status: 'completed',
      completion_reason: 'max_iterations',
      outcome: 'max_iterations',
      total_iterations: 2,
    });
    expect(rows.map(({ promiseClaimed }) => promiseClaimed)).toEqual([false, false]);
    expect(pulls).toMatchObject([{ draft: true }]);
    expect(pulls[0]?.body).toContain('**Not finished:** The loop reached its maximum number of iterations');
  });

  it('with the promise, also in the last allowed iteration, and whatever characters it has', async () => {
    const completionPromise = 'DONE (100%)? [a-z]* $&';
    const { job, rows, pulls } = await loop(
      'regex',
      [
        [write('one'), says('DONE (100%) x')],
        [write('two'), says(`All there.\n**${completionPromise}**.`)],
      ],
      { maxIterations: 2, completionPromise },
    );
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'promise_detected', outcome: 'pull_request' });
    expect(rows.map(({ promiseDetected }) => promiseDetected)).toEqual([false, true]);
    expect(pulls).toMatchObject([{ draft: false }]);
  });

  it('with iteration_error when an iteration fails twice; the work so far becomes a draft', async () => {
    const { job, rows, pulls } = await loop('error', [
      [write('kept'), says('One.')],
      [write('half'), fails(400, 'the model says no')],
    ]);
    expect(job).toMatchObject({
      status: 'failed',
      completion_reason: 'iteration_error',
      outcome: 'failed',
      total_iterations: 2,
    });
    expect(job.error).toContain('An iteration failed, and failed again when it was repeated.');
    expect(job.error).toContain('the model says no');
    expect(rows[1]).toMatchObject({ iterationNumber: 2, error: expect.stringContaining('the model says no') });
    expect(pulls).toMatchObject([{ draft: true }]);
    expect(job.pr_url).toContain('/pull/');
    expect(await rig.forge.file('acme/app', 'feature/error', 'kept')).toBe('kept');
    const { body } = await rig.api.post<JobBody & { branchName: string }>(`/jobs/${job.id}/retry`);
    await rig.api.post(`/jobs/${body.id}/cancel`);
  });

  it('with iteration_error when its tree cannot be read any more; what there was before becomes a draft', async () => {
    const { job, rows, pulls } = await loop('damaged', [
      [write('kept'), says('One.')],
      [
        uses('Bash', { command: 'find .git -delete; echo more > more', description: 'x' }),
        says('Two.\nRALPH_COMPLETE'),
      ],
    ]);
    expect(job).toMatchObject({
      status: 'failed',
      completion_reason: 'iteration_error',
      outcome: 'failed',
      total_iterations: 2,
    });
    expect(job.error).toContain('the .git directory of the working tree is gone or damaged');
    expect(rows.map(({ promiseDetected }) => promiseDetected)).toEqual([false, false]);
    expect(pulls).toMatchObject([{ draft: true }]);
    expect(await rig.forge.file('acme/app', 'feature/damaged', 'kept')).toBe('kept');
  });

  it('not when the second try of an iteration succeeds', async () => {
    const { job, rows } = await loop('flaky', [
      [firstly(1, fails(403, 'just once'), says('Fine now.\nRALPH_COMPLETE'))],
    ]);
    expect(job).toMatchObject({
      status: 'completed',
      completion_reason: 'promise_detected',
      outcome: 'no_changes',
      total_iterations: 1,
    });
    expect(rows).toMatchObject([{ iterationNumber: 1, error: null, promiseDetected: true }]);
    expect(await notes(job.id)).toContain('The iteration is tried once more.');
  });

  it('with no_progress after three iterations that change nothing, the third of which was told', async () => {
    const { job, rows, pulls } = await loop('idle', [], { maxIterations: 9 });
    expect(job).toMatchObject({
      status: 'completed',
      completion_reason: 'no_progress',
      outcome: 'no_progress',
      total_iterations: 3,
      pr_url: null,
    });
    expect(rows.map(({ treeChanged }) => treeChanged)).toEqual([false, false, false]);
    expect(pulls).toEqual([]);
    const prompts = rig.model.requestsOf('loop-idle.').map(({ body }) => JSON.stringify(body.messages));
    expect(prompts.map((prompt) => prompt.includes('changed no file. One more, and the loop ends'))).toEqual([
      false,
      false,
      true,
    ]);
    expect(await notes(job.id)).toContain('there is no branch to push and no pull request to open');
  });

  it('with no_progress after three equal failures, with a draft of what there is', async () => {
    const { job, pulls } = await loop(
      'same',
      [1, 2, 3, 4].map((number) => [write('try', `${number}`), says('Again.\nRALPH_COMPLETE')]),
      { feedbackCommands: ['echo "failed after $((100000 + $$)) of 3 in 0.$$ s at $(date +%H:%M:%S)"; exit 1'] },
    );
    expect(job).toMatchObject({
      status: 'completed',
      completion_reason: 'no_progress',
      outcome: 'no_progress',
      total_iterations: 3,
    });
    expect(pulls).toMatchObject([{ draft: true }]);
    expect(await notes(job.id)).toContain('The promise was given, but does not count: feedback failed');
  });

  it('with blocked when Claude says so, and why', async () => {
    const { job, rows, pulls } = await loop('blocked', [
      [write('some'), says('I cannot decide.\n<blocked>Which database is it to be?</blocked>')],
    ]);
    expect(job).toMatchObject({
      status: 'completed',
      completion_reason: 'blocked',
      outcome: 'blocked',
      total_iterations: 1,
    });
    expect(rows[0]?.blockedReason).toBe('Which database is it to be?');
    expect(pulls).toMatchObject([{ draft: true }]);
    expect(pulls[0]?.body).toContain('Claude said that it cannot go on, and why. Which database is it to be?');
  });

  it('with budget_exceeded when its cost is used up, and keeps the work', async () => {
    const dear = { usage: { input_tokens: 400_000, output_tokens: 10 } };
    const { job, pulls } = await loop(
      'dear',
      [
        [write('one'), says('One.')],
        [uses('Write', { file_path: 'two', content: 'two' }, dear), write('three'), says('Never said.')],
      ],
      { maxCostUsd: 0.5 },
    );
    expect(job).toMatchObject({
      status: 'completed',
      completion_reason: 'budget_exceeded',
      outcome: 'budget_exceeded',
    });
    expect(job.total_cost_usd).toBeGreaterThan(0.5);
    expect(pulls).toMatchObject([{ draft: true }]);
    expect(await rig.forge.file('acme/app', 'feature/dear', 'one')).toBe('one');
    expect(await rig.forge.file('acme/app', 'feature/dear', 'three')).toBeNull();
  });
});
