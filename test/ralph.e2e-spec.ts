import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiAnswer, JobBody, MessageBody } from './support/api-client.js';
import { type IterationsBody, iterationsOf } from './support/iterations.js';
import { Rig } from './support/rig.js';
import { userTextOf } from './support/scripted-model.conversation.js';
import { says, uses } from './support/scripted-model.turns.js';

const AUTH = {
  prompt:
    'Implement a user authentication system with login, logout, and session management. Include tests. Output RALPH_COMPLETE when done.',
  jobType: 'ralph',
  maxIterations: 10,
  completionPromise: 'RALPH_COMPLETE',
} as const;
/** Green once all three files are there. */
const CHECKS = ['test -f login.txt && test -f logout.txt && test -f session.txt', 'echo linted'];

const write = (file: string) => uses('Write', { file_path: file, content: `${file}\n` });

describe('a ralph job', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  describe('whose work needs three iterations', () => {
    let created: ApiAnswer<{ id: string }>;
    let job: JobBody;
    let history: IterationsBody;

    beforeAll(async () => {
      rig.model.scriptIterations('user authentication system', [
        [write('login.txt'), says('SECRET-THOUGHT-1 The login works. I will say RALPH_COMPLETE at the end.')],
        // A premature promise: feedback is red.
        [
          uses('Bash', {
            command: 'git add -A -f && git commit -qm "mine, not yours" && echo RALPH_COMPLETE',
            description: 'x',
          }),
          write('logout.txt'),
          says('SECRET-THOUGHT-2 is done.\n\nRALPH_COMPLETE'),
        ],
        [write('session.txt'), says('Sessions are kept now, everything is tested.\n\n**RALPH_COMPLETE**')],
      ]);
      created = await rig.api.post<{ id: string }>('/jobs', {
        ...AUTH,
        clientId,
        branchName: 'feature/auth-system',
        feedbackCommands: CHECKS,
      });
      job = await rig.api.waitForEnd(created.body.id, 90_000);
      history = await iterationsOf(rig.api, job.id);
    });

    it('is answered with its settings when it is created', () => {
      expect(created.status).toBe(201);
      expect(created.body).toMatchObject({
        status: 'queued',
        jobType: 'ralph',
        maxIterations: 10,
        completionPromise: 'RALPH_COMPLETE',
        branchName: 'feature/auth-system',
      });
    });

    it('ends after three, because the promise was kept', () => {
      expect(job).toMatchObject({
        status: 'completed',
        completion_reason: 'promise_detected',
        current_iteration: 3,
        total_iterations: 3,
        error: null,
      });
      expect(history).toMatchObject({
        jobId: job.id,
        currentIteration: 3,
        maxIterations: 10,
        completionReason: 'promise_detected',
      });
    });

    it('tells of each iteration', () => {
      const rows = history.iterations;
      expect(rows.map(({ iterationNumber }) => iterationNumber)).toEqual([1, 2, 3]);
      expect(rows.map(({ promiseDetected }) => promiseDetected)).toEqual([false, false, true]);
      expect(rows.map(({ promiseClaimed }) => promiseClaimed)).toEqual([false, true, true]);
      expect(rows.map(({ exitCode, error }) => [exitCode, error])).toEqual([
        [0, null],
        [0, null],
        [0, null],
      ]);
      expect(rows.map(({ filesChanged }) => filesChanged)).toEqual([1, 1, 1]);
      expect(rows[2]?.outputSummary).toContain('Sessions are kept now');
      for (const row of rows) {
        expect(row.id).toMatch(/^[0-9a-f-]{36}$/);
        expect(Date.parse(row.completedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(row.startedAt));
      }
      const [lint, checks] = [CHECKS[1], CHECKS[0]];
      expect(rows.map(({ feedbackResults }) => feedbackResults.map(({ passed }) => passed))).toEqual([
        [false, true],
        [false, true],
        [true, true],
      ]);
      expect(rows[0]?.feedbackResults).toMatchObject([
        { command: checks, exitCode: 1, passed: false },
        { command: lint, exitCode: 0, passed: true, output: 'linted\n', durationMs: expect.any(Number) },
      ]);
    });

    it('gives each iteration a session of its own, and sums up what they cost', async () => {
      const sessions = history.iterations.map(({ sessionId }) => sessionId);
      expect(new Set(sessions).size).toBe(3);
      const { body } = await rig.api.get<JobBody>(`/jobs/${job.id}?includeMessages=true`);
      const lines = (body.messages ?? []).filter(({ type }) => type === 'stdout');
      const wrong = lines.filter(({ content, iteration_number }) => {
        const { session_id } = JSON.parse(content) as { session_id?: string };
        return session_id !== undefined && session_id !== sessions[(iteration_number ?? 0) - 1];
      });
      expect(wrong).toEqual([]);
      expect(new Set(lines.map(({ iteration_number }) => iteration_number))).toEqual(new Set([1, 2, 3]));
      const sum = (name: 'costUsd' | 'inputTokens' | 'outputTokens' | 'numTurns') =>
        history.iterations.reduce((total, row) => total + row[name], 0);
      expect(job.total_cost_usd).toBeCloseTo(sum('costUsd'), 5);
      expect(job.total_cost_usd).toBeGreaterThan(0);
      expect([job.input_tokens, job.output_tokens, job.num_turns]).toEqual([
        sum('inputTokens'),
        sum('outputTokens'),
        sum('numTurns'),
      ]);
    });

    it('begins each iteration with nothing of the others but the progress', () => {
      const requests = rig.model.requestsOf('user authentication system');
      const third = requests.filter(({ body }) => userTextOf(body).includes('This is iteration 3 of at most 10'));
      expect(third[0]?.body.messages.map(({ role }) => role)).not.toContain('assistant');
      const said = userTextOf(third[0]?.body ?? { model: '', messages: [] });
      // Earlier closing words are quoted as progress; tool calls, their output and prompts are not there.
      expect(said).toContain('SECRET-THOUGHT-1');
      expect(said).toContain('The last iteration said that the task is done, but the commands above failed');
      expect(said).not.toContain('git add -A -f');
      expect(said).not.toContain('File created successfully');
      expect(said).not.toContain('This is iteration 2');
    });

    it('becomes one commit and one pull request, without the progress file', async () => {
      expect(await rig.forge.commits('acme/app', 'feature/auth-system')).toHaveLength(2);
      for (const file of ['login.txt', 'logout.txt', 'session.txt']) {
        expect(await rig.forge.file('acme/app', 'feature/auth-system', file)).toBe(`${file}\n`);
      }
      expect(await rig.forge.file('acme/app', 'feature/auth-system', '.ralph/progress.md')).toBeNull();
      const pulls = rig.forge.pulls.filter(({ head }) => head === 'feature/auth-system');
      expect(pulls).toMatchObject([{ draft: false }]);
      const body = pulls[0]?.body ?? '';
      expect(body).toContain('Implement a user authentication system');
      expect(body).toMatch(/> Sessions are kept now, everything is tested\.\n\n<!-- .* -->\n\n## Checks/);
      expect(body).toMatch(/\| 1 \| \d+ s \| (less than )?\$0\.\d\d \| failed: `test -f login\.txt/);
      expect(body).toMatch(/\| 3 \| \d+ s \| (less than )?\$0\.\d\d \| passed \(2\) \| 1 \|/);
      expect(job.pr_url).toContain('/pull/');
    });

    it('keeps what the commands printed as messages of the iteration', async () => {
      const { body } = await rig.api.get<{ messages: MessageBody[] }>(`/jobs/${job.id}/messages?type=system`);
      const linted = body.messages.filter(({ content }) => content === 'linted');
      expect(linted.map(({ iteration_number }) => iteration_number)).toEqual([1, 2, 3]);
    });
  });

  it('lets Claude read the progress in a file that git does not see', async () => {
    rig.model.scriptIterations('read-the-progress', [
      [write('a.txt'), says('Wrote a.')],
      [
        uses('Bash', { command: 'cat .ralph/progress.md; git status --short --ignored=no', description: 'x' }),
        says('RALPH_COMPLETE'),
      ],
    ]);
    const prompt = 'Please read-the-progress';
    const job = await rig.run({ ...AUTH, clientId, prompt, feedbackCommands: ['test ! -e .ralph'] });
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'promise_detected', total_iterations: 2 });
    expect(job.branch_name).toMatch(/^ralph\/please-read-the-progress-/);
    const seen = JSON.stringify(rig.model.requestsOf('read-the-progress').at(-1)?.body.messages);
    expect(seen).toContain('## Iteration 1');
    expect(seen).toContain('Wrote a.');
    expect(seen).not.toContain('?? .ralph');
  });

  it('refuses iterations and a stop of what is no loop, or does not run', async () => {
    const { id } = await rig.run({ clientId, prompt: 'Just code', branchName: 'feature/just-code' });
    for (const [method, path] of [
      ['GET', 'iterations'],
      ['POST', 'stop'],
    ] as const) {
      expect(await rig.api.request(method, `/jobs/${id}/${path}`)).toMatchObject({
        status: 400,
        body: { code: 'job_not_a_ralph', error: expect.stringContaining('not a ralph job') },
      });
      expect((await rig.api.request(method, `/jobs/${randomUUID()}/${path}`)).status).toBe(404);
      expect((await rig.api.request(method, `/jobs/17/${path}`)).status).toBe(400);
    }
  });
});
