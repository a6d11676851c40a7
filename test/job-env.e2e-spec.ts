import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { filesHolding } from './support/leaks.js';
import { Rig } from './support/rig.js';
import { toolResultsOf } from './support/scripted-model.conversation.js';
import { fails, says, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';
import { subscribe } from './support/webhooks.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

const TINY = join(process.cwd(), 'test', 'support', 'tiny-mcp-server.mjs');
/** With what shells, JSON and URLs write otherwise. */
const TOKEN = 'sesame "open" & 47/11';
const ENV = { SHOP_TOKEN: TOKEN, MODE: 'test', _EMPTY: '' };
const NAMES = ['MODE', 'SHOP_TOKEN', '_EMPTY'];

interface EnvBody extends JobBody {
  readonly env_names: readonly string[] | null;
}

interface Refusal {
  readonly code: string;
  readonly error: string;
  readonly details?: readonly { readonly field: string; readonly message: string }[];
}

describe('the variables of a job', () => {
  let rig: Rig;
  let clientId: string;
  let repositoryId: string;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    rig = await Rig.start({ env: { WEBHOOK_ALLOW_PRIVATE: 'true', RETAIN_FAILED_WORK: '1s' } });
    ({ clientId, repositoryId } = await rig.addRepository());
    receiver = await WebhookReceiver.start();
    await subscribe(rig.api, receiver);
  });

  afterAll(async () => {
    await rig.close();
    await receiver.close();
  });

  const body = (marker: string, more: object = {}) => ({
    clientId,
    prompt: `Do ${marker}`,
    branchName: `feature/${marker}`,
    env: ENV,
    ...more,
  });
  const saidOf = async (id: string): Promise<string> =>
    JSON.stringify((await rig.api.get(`/jobs/${id}?includeMessages=true`)).body);
  const lastResult = (marker: string): string => {
    const last = rig.model.requestsOf(marker).at(-1);
    return (last ? toolResultsOf(last.body) : []).at(-1) ?? '';
  };
  /** A job that has ended before it was started. */
  const cancelled = async (marker: string): Promise<string> => {
    const id = await rig.queue(body(marker, { notBefore: '2999-01-01T00:00:00Z' }));
    expect((await rig.api.post(`/jobs/${id}/cancel`)).status).toBe(200);
    return id;
  };

  it('reach Claude’s tools, and nobody else: not readers, receivers, the log, the repository or the disk', async () => {
    const command = 'printf "%s|%s|%s|%s" "$SHOP_TOKEN" "$MODE" "${_EMPTY-none}" "$HOME"; echo done > done.txt';
    rig.model.script('use-them', [uses('Bash', { command, description: 'show' }), says(`It is ${TOKEN}.`)]);
    const id = await rig.queue(body('use-them', { title: `About ${TOKEN}` }));
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', error: null, env_names: NAMES });
    expect(lastResult('use-them').startsWith(`${TOKEN}|test||`)).toBe(true);
    expect(lastResult('use-them')).not.toContain('none');

    expect(job.result_summary).toBe('It is [redacted].');
    const said = await saidOf(id);
    expect(said).toContain('[redacted]|test||');
    const { body: audit } = await rig.api.get('/admin/audit?limit=200');
    await until(() => receiver.receipts.some(({ event }) => event.type === 'job.completed'), 20_000);
    const told = receiver.receipts.map(({ raw }) => raw).join('\n');
    const spoken = {
      // Whoever reads the job sees the title that was sent.
      job: said.replace(JSON.stringify(`About ${TOKEN}`), ''),
      audit: JSON.stringify(audit),
      pulls: JSON.stringify(rig.forge.pulls),
      told,
      log: rig.server.log,
    };
    for (const [where, text] of Object.entries(spoken))
      expect([where, text.includes('sesame')]).toEqual([where, false]);
    expect(told).toContain('About [redacted]');
  });

  it('reach the feedback commands of a loop', async () => {
    rig.model.scriptIterations('loop-them', [[uses('Write', { file_path: 'loop', content: '1' }), says('One.')]]);
    const id = await rig.queue(
      body('loop-them', {
        jobType: 'ralph',
        maxIterations: 1,
        feedbackCommands: ['echo "mode=$MODE token=$SHOP_TOKEN"'],
      }),
    );
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', env_names: NAMES });
    expect(await saidOf(id)).toContain('mode=test token=[redacted]');
  });

  it('do not reach MCP servers, whose own secrets they could send elsewhere', async () => {
    const put = await rig.api.request('PUT', `/repos/${repositoryId}/mcp-config`, {
      mcpServers: { tiny: { command: process.execPath, args: [TINY] } },
      allowedTools: { tiny: ['tell'] },
    });
    expect(put.status).toBe(200);
    rig.model.script('tell-them', [uses('mcp__tiny__tell', {}), says(`It is ${TOKEN}.`)]);
    const id = await rig.queue(body('tell-them', { jobType: 'task', env: { TOKEN } }));
    await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    expect(lastResult('tell-them')).toBe('token= key=<>');
    expect(await saidOf(id)).not.toContain('sesame');
    await rig.api.post(`/jobs/${id}/complete`);
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', env_names: ['TOKEN'] });
  });

  it('are encrypted in the database, and in no file of the server', async () => {
    const secret = `plain-${randomBytes(9).toString('hex')}`;
    const id = await rig.queue(body('sealed', { env: { SHOP_TOKEN: secret }, notBefore: '2999-01-01T00:00:00Z' }));
    expect(await filesHolding(rig.folder, secret)).toEqual([]);
    expect((await rig.api.get<EnvBody>(`/jobs/${id}`)).body.env_names).toEqual(['SHOP_TOKEN']);
    await rig.api.post(`/jobs/${id}/cancel`);
  });

  it('are there for a retry, which may have others', async () => {
    const original = await cancelled('again');
    rig.model.script('again', [uses('Bash', { command: 'echo "<$MODE$MORE>"', description: 'show' }), says('Shown.')]);
    const retry = async (changes?: object): Promise<EnvBody> => {
      const { body: created } = await rig.api.post<{ id: string }>(`/jobs/${original}/retry`, changes);
      const change = await rig.api.request('PATCH', `/jobs/${created.id}`, { notBefore: null });
      expect(change.status).toBe(200);
      return (await rig.api.waitForEnd(created.id)) as EnvBody;
    };
    expect((await retry()).env_names).toEqual(NAMES);
    expect(lastResult('again')).toBe('<test>');
    expect((await retry({ env: { MORE: 'others' } })).env_names).toEqual(['MORE']);
    expect(lastResult('again')).toBe('<others>');
    expect((await retry({ env: {} })).env_names).toBeNull();
    expect(lastResult('again')).toBe('<>');
  });

  it('are dropped when the job is completed, and when its work is kept no longer', async () => {
    rig.model.script('drop-them', [says('Nothing to do.')]);
    const completed = await rig.queue(body('drop-them'));
    expect(await rig.api.waitForEnd(completed)).toMatchObject({ status: 'completed', outcome: 'no_changes' });
    rig.model.script('drop-too', [fails(400, `This is not ${TOKEN}`)]);
    const failed = await rig.queue(body('drop-too'));
    const { status: end, error } = await rig.api.waitForEnd(failed);
    expect([end, `${error}${rig.server.log}`.includes('sesame')]).toEqual(['failed', false]);
    await until(async () => {
      await rig.api.post('/admin/housekeeping');
      return (await rig.api.post(`/jobs/${failed}/retry`)).status === 400;
    }, 20_000);
    for (const id of [completed, failed]) {
      expect(await rig.api.post<Refusal>(`/jobs/${id}/retry`)).toMatchObject({
        status: 400,
        body: { code: 'env_dropped', error: expect.stringContaining('send env again') },
      });
      expect((await rig.api.get<EnvBody>(`/jobs/${id}`)).body.env_names).toEqual(NAMES);
    }
    const { body: again } = await rig.api.post<{ id: string }>(`/jobs/${completed}/retry`, {
      env: { MODE: 'x' },
    });
    expect(await rig.api.waitForEnd(again.id)).toMatchObject({ env_names: ['MODE'] });
  });

  it('belong to the request: with the same Idempotency-Key, others are another request', async () => {
    const sent = body('once', { notBefore: '2999-01-01T00:00:00Z' });
    const key = { 'Idempotency-Key': 'with-variables' };
    const first = await rig.api.post<{ id: string }>('/jobs', sent, key);
    expect((await rig.api.post('/jobs', sent, key)).body).toEqual(first.body);
    const other = await rig.api.post('/jobs', { ...sent, env: { ...ENV, MODE: 'other' } }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    await rig.api.post(`/jobs/${first.body.id}/cancel`);
  });

  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`V${n}`, 'x']));

  it.each([
    ['text', 'must be an object of strings'],
    [['A'], 'must be an object of strings'],
    [many(21), 'at most 20 variables, it has 21'],
    [{ lower: 'hush-hush' }, 'names of 1 to 100 capital letters'],
    [{ '1ST': 'hush-hush' }, 'names of 1 to 100 capital letters'],
    [{ 'A-B': 'hush-hush' }, 'names of 1 to 100 capital letters'],
    [{ ['A'.repeat(101)]: 'hush-hush' }, 'names of 1 to 100 capital letters'],
    [{ B: 'fine', CLAUDE_CONFIG_DIR: 'hush-hush' }, 'must not have CLAUDE_CONFIG_DIR,'],
    [{ A: 7 }, 'A is none'],
    [{ A: null }, 'A is none'],
    [{ A: ['hush-hush'] }, 'A is none'],
    [{ A: 'hush-hush\0' }, 'A is none'],
    [{ A: 'hush-hush\ud800' }, 'A is none'],
    [{ B: 'fine', A: 'hush-hush'.repeat(1_112) }, 'A is none'],
  ])('are refused if they are %j', async (env, sentence) => {
    const answer = await rig.api.post<Refusal>('/jobs', body('refused', { env }));
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(answer.body.details).toEqual([{ field: 'env', message: expect.stringContaining(sentence) }]);
    expect(JSON.stringify(answer.body)).not.toContain('hush');
  });

  it('may be 20 of 10,000 characters, and are none when there are none', async () => {
    const env = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`V${n}`, '😀'.repeat(10_000)]));
    rig.model.script('large-ones', [
      uses('Bash', { command: 'printf %s "$V19" | wc -m; env | grep -c ^V', description: 'count' }),
      says('Counted.'),
    ]);
    expect(await rig.run(body('large-ones', { env }))).toMatchObject({ status: 'completed' });
    expect(lastResult('large-ones').split(/\s+/)).toEqual(['10000', '20']);
    for (const none of [{}, null]) {
      const id = await rig.queue(body('none', { env: none, notBefore: '2999-01-01T00:00:00Z' }));
      expect((await rig.api.get<EnvBody>(`/jobs/${id}`)).body.env_names).toBeNull();
      await rig.api.post(`/jobs/${id}/cancel`);
    }
  });
});
