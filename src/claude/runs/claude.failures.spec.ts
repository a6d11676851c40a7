import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ClaudeRig } from '../../../test/support/claude-rig.js';
import {
  cuts,
  fails,
  firstly,
  hangs,
  hangsMidStream,
  says,
  type Turn,
  usageLimitUntil,
  uses,
} from '../../../test/support/scripted-model.turns.js';

jest.setTimeout(60_000);

describe('failures of Claude and its model', () => {
  let rig: ClaudeRig;

  beforeAll(async () => {
    rig = await ClaudeRig.start();
  });
  afterAll(() => rig.close());

  it.each<[string, Turn, string, RegExp]>([
    [
      '400',
      fails(400, 'bad tool schema'),
      'model_error',
      /The model refused the request as invalid: .*bad tool schema\.$/,
    ],
    [
      'no credit',
      fails(400, 'Your credit balance is too low to access the API.'),
      'billing',
      /billing reasons: Credit balance/,
    ],
    ['401', fails(401), 'auth', /refused the server’s credentials \(HTTP 401\)/],
    ['403', fails(403), 'auth', /refused the server’s credentials \(HTTP 403\)/],
    ['404', fails(404, 'model: nope'), 'model_error', /The model \S+ does not exist, or/],
    [
      'too long',
      fails(400, 'prompt is too long: 250000 tokens > 200000 maximum'),
      'prompt_too_long',
      /too long for the model/,
    ],
    ['429', fails(429, 'slow down', { 'retry-after': '120' }), 'usage_limit', /rate limit was exceeded/],
    ['500', fails(500), 'overloaded', /service failed after several attempts \(HTTP 500\)/],
    ['529', fails(529), 'overloaded', /is overloaded .*HTTP 529/],
    ['every answer cut', cuts(), 'unreachable', /connection to the model failed: Connection dropped/],
  ])('puts %s into words', async (name, turn, reason, sentence) => {
    rig.model.script(`case ${name};`, [turn]);
    const result = await rig.run(`case ${name};`);
    expect(result).toMatchObject({ ok: false, reason, summary: null, resetsAt: null });
    expect(result.failure).toMatch(sentence);
  });

  it('is ended when its time is used up, which is no failure of the model', async () => {
    rig.model.script('out-of-time', [hangs()]);
    const result = await rig.run('out-of-time', {}, { maxDurationMs: 2_000 });
    expect(result).toMatchObject({ ok: false, reason: 'time_limit', failure: expect.stringContaining('time limit') });
    expect(result.durationMs).toBeGreaterThanOrEqual(2_000);
  });

  it('survives one cut answer and one overload', async () => {
    rig.model.script('one fault', [
      firstly(1, cuts(), uses('Bash', { command: 'true' })),
      firstly(1, fails(529), says('Through.')),
    ]);
    expect(await rig.run('one fault')).toMatchObject({ ok: true, summary: 'Through.' });
  });

  it('tells when a used-up subscription is available again', async () => {
    const resetsAt = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 3_600_000);
    rig.model.script('limit;', [usageLimitUntil(resetsAt)]);
    const login = { ANTHROPIC_BASE_URL: rig.model.url, CLAUDE_CODE_OAUTH_TOKEN: 'dummy' };
    const result = await rig.run('limit;', { model: login });
    expect(result).toMatchObject({ ok: false, reason: 'usage_limit', resetsAt });
    expect(result.failure).toContain(resetsAt.toISOString());
  });

  it('says so when nobody is logged in, or nobody listens', async () => {
    const loggedOut = await rig.run('hello', { model: { ANTHROPIC_BASE_URL: rig.model.url } });
    expect(loggedOut).toMatchObject({ reason: 'auth', failure: expect.stringContaining('is not logged in') });
    const refused = await rig.run('hello', {
      model: { ANTHROPIC_BASE_URL: 'http://127.0.0.1:9', ANTHROPIC_API_KEY: 'dummy' },
    });
    expect(refused).toMatchObject({ reason: 'unreachable', failure: expect.stringContaining('refused') });
  });

  it('ends a run that falls silent in the middle of an answer', async () => {
    rig.model.script('fall silent', [hangsMidStream()]);
    const result = await rig.run('fall silent', { env: { JOB_IDLE_TIMEOUT: '2s' } });
    expect(result).toMatchObject({ reason: 'idle_timeout', numTurns: null, costUsd: null });
    expect(result.failure).toMatch(/produced no output for 2 seconds/);
    expect(rig.processes()).toEqual([]);
  });

  it('tells what a run has used that was cut off, from the answers that came', async () => {
    rig.model.script('then silence', [uses('Bash', { command: 'true' }), hangsMidStream()]);
    const used: unknown[] = [];
    const about = { onUsed: (now: unknown) => used.push(now) };
    const result = await rig.run('then silence', { env: { JOB_IDLE_TIMEOUT: '3s' } }, about);
    expect(result).toMatchObject({ reason: 'idle_timeout', numTurns: 1, costUsd: null });
    expect(result.inputTokens).toBeGreaterThan(0);
    const { numTurns, inputTokens, costUsd, stretches } = result;
    expect(used.at(-1)).toMatchObject({ numTurns, inputTokens, costUsd });
    // The lines of the CLI tell an answer's output when it begins, its transcript when it has ended.
    expect(result.outputTokens).toBe(20);
    expect(stretches).toMatchObject([{ ok: null, numTurns: 1, models: [{ outputTokens: 20, costUsd: null }] }]);
  });

  it('ends a run that takes too long, busy or not', async () => {
    rig.model.script('take your time', [hangs()]);
    const result = await rig.run('take your time', { env: { JOB_TIMEOUT: '2s' } });
    expect(result).toMatchObject({
      reason: 'timeout',
      failure: 'Claude had not finished after 2 seconds and was ended.',
    });
  });

  it('tells of a CLI that is not there', async () => {
    const result = await rig.run('hello', { env: { CLAUDE_BIN: '/nonexistent/claude' } });
    expect(result).toMatchObject({ reason: 'not_installed', failure: expect.stringContaining('CLAUDE_BIN') });
    const noFolder = await rig.run('hello', {}, { cwd: '/nonexistent' });
    expect(noFolder).toMatchObject({ reason: 'not_installed' });
  });
});
