import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventReader } from './support/event-reader.js';
import type { JobBody, MessageBody } from './support/api-client.js';
import { expectLedgerAgrees } from './support/ledger.js';
import { until } from './support/until.js';
import { Rig } from './support/rig.js';
import { toolResultsOf, userTextOf } from './support/scripted-model.conversation.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, replies, says, uses } from './support/scripted-model.turns.js';

describe('a task job', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository('acme/app', {
      files: { 'README.md': '# App\n', 'secret.txt': 'in the tree\n' },
    }));
  });

  afterAll(() => rig.close());

  const start = (prompt: string) => rig.queue({ clientId, prompt, jobType: 'task' });
  const awaiting = (id: string) => rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
  const send = (id: string, message: string) => rig.api.post(`/jobs/${id}/message`, { message });
  const complete = (id: string) => rig.api.post(`/jobs/${id}/complete`);

  async function messagesOf(id: string): Promise<readonly MessageBody[]> {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return body.messages ?? [];
  }

  /** What was said, in order: the person's messages, and the texts of Claude. */
  async function dialogueOf(id: string): Promise<string[]> {
    return (await messagesOf(id)).flatMap(({ type, content }) => {
      if (type === 'user_input') return [`person: ${content}`];
      const line = type === 'stdout' ? (JSON.parse(content) as { type: string; result?: string }) : null;
      return line?.type === 'result' ? [`claude: ${line.result}`] : [];
    });
  }

  it('is a conversation of questions and answers, until it is completed', async () => {
    rig.model.script('three-turns', [says('Which colour?'), says('Which size?'), says('A large red one, then.')]);
    const id = await start('Spec three-turns for me');
    const first = await awaiting(id);
    expect(first).toMatchObject({ status: 'running', awaiting_input_since: expect.any(String) });
    // Whoever waits is told what was asked, and what it has cost by now.
    expect(first).toMatchObject({ last_answer: 'Which colour?', result_summary: 'Which colour?', num_turns: 1 });
    expect(first.total_cost_usd).toBeGreaterThan(0);
    const reader = await EventReader.open(rig.api, `/jobs/${id}/events?format=text`);
    const sent = await send(id, 'Red');
    expect([sent.status, sent.body]).toEqual([200, { id, messageSent: true, messageId: expect.any(String) }]);
    await rig.model.whenRequested('three-turns', 2);
    await awaiting(id);
    await send(id, 'Large');
    await rig.model.whenRequested('three-turns', 3);
    expect(await awaiting(id)).toMatchObject({ last_answer: 'A large red one, then.', num_turns: 3 });
    expect((await complete(id)).body).toEqual({ id, status: 'completing' });
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', pr_url: null, result_summary: 'A large red one, then.' });
    expect(job).toMatchObject({ outcome: 'answered', pr_draft: null, num_turns: 3, awaiting_input_since: null });
    await reader.untilClosed();
    const phases = reader.of('phase').map(({ data }) => data);
    const questions = phases.filter(({ phase }) => phase === 'awaiting_input').map((data) => data['last_answer']);
    expect(new Set(questions)).toEqual(new Set(['Which colour?', 'Which size?', 'A large red one, then.']));
    const ending = { phase: null, awaiting_input_since: null, last_answer: 'A large red one, then.' };
    expect(phases.at(-1)).toEqual(ending);
    const said = reader.of('message').map(({ data: { role, text } }) => `${role}: ${text}`);
    expect(said).toContain('claude: Which size?');
    expect(said).toContain('user: > Large');
    expect(said.at(-1)).toBe('server: Job completed');
    expect(await dialogueOf(id)).toEqual([
      'claude: Which colour?',
      'person: Red',
      'claude: Which size?',
      'person: Large',
      'claude: A large red one, then.',
    ]);
    expect(rig.forge.pulls).toEqual([]);
    expect(await rig.forge.repository('acme/app').branches()).toEqual(['main']);
    await until(() => !existsSync(`${rig.server.path.worktrees}/${id}`), 10_000);
    expect((await complete(id)).body).toEqual({ id, status: 'completing' });
  });

  it('answers messages that come while Claude is busy, in order', async () => {
    const gate = new Gate();
    // Claude Code tells of a message that comes during a turn in words of its own, between tool results.
    const heard = replies(({ body }) => {
      const said = JSON.stringify(body.messages);
      return `heard: ${said.includes('first thing') && said.includes('second thing') ? 'both' : 'not all'}`;
    });
    rig.model.script('busy-talk', [after(gate, uses('Read', { file_path: 'README.md' })), heard, heard, heard]);
    const id = await start('Have a busy-talk');
    await rig.model.whenRequested('busy-talk');
    await send(id, 'first thing');
    await send(id, 'second thing');
    gate.open();
    await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    await complete(id);
    const job = await rig.api.waitForEnd(id);
    expect(job.status).toBe('completed');
    const dialogue = await dialogueOf(id);
    expect(dialogue.filter((line) => line.startsWith('person'))).toEqual([
      'person: first thing',
      'person: second thing',
    ]);
    expect(dialogue.join('\n')).toContain('heard: both');
  });

  it('keeps a message that comes while the workspace is still being prepared', async () => {
    rig.model.script('early-bird', [says('First.'), says('Second.')]);
    await rig.forge.addRepository('acme/slow', { files: { a: 'a' } });
    const slow = await rig.register('acme/slow');
    const hold = rig.forge.hold('fetch');
    const id = await rig.queue({ clientId: slow.clientId, prompt: 'Talk to an early-bird', jobType: 'task' });
    await hold.reached;
    expect((await rig.api.get<JobBody>(`/jobs/${id}`)).body.phase).toBe('preparing');
    expect((await send(id, 'Are you there?')).status).toBe(200);
    hold.release();
    await rig.model.whenRequested('early-bird', 1);
    await awaiting(id);
    await complete(id);
    expect((await rig.api.waitForEnd(id)).status).toBe('completed');
    const said = JSON.stringify(rig.model.requestsOf('early-bird').at(-1)?.body.messages);
    expect(said).toContain('Are you there?');
    expect((await dialogueOf(id)).filter((line) => line.startsWith('person'))).toEqual(['person: Are you there?']);
  });

  it('answers the same when it is asked to end once more, whatever has become of it', async () => {
    const gate = new Gate();
    rig.model.script('end-twice', [after(gate, says('Late.'))]);
    const id = await start('Please end-twice');
    await rig.model.whenRequested('end-twice');
    const first = await complete(id);
    await rig.api.post(`/jobs/${id}/cancel`);
    const second = await complete(id);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(second).toMatchObject({ status: 200, body: { id, status: 'completing' } });
    gate.open();
  });

  it('keeps the answer that is being given when it is completed', async () => {
    const gate = new Gate();
    rig.model.script('last-word', [after(gate, says('My last word.'))]);
    const id = await start('Say your last-word');
    await rig.model.whenRequested('last-word');
    await complete(id);
    await rig.api.waitForJob(id, ({ phase }) => phase === 'completing');
    expect(await send(id, 'too late')).toMatchObject({ status: 400, body: { code: 'job_completing' } });
    gate.open();
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', result_summary: 'My last word.' });
  });

  it('changes nothing and reads nothing outside of its tree', async () => {
    rig.model.script('vandal', [
      uses('Write', { file_path: 'new.txt', content: 'x' }),
      uses('Edit', { file_path: 'README.md', old_string: '# App', new_string: '# Hacked' }),
      uses('Bash', { command: 'git commit --allow-empty -m x; git push; echo x > y.txt', description: 'x' }),
      uses('Read', { file_path: '/etc/passwd' }),
      uses('Read', { file_path: 'secret.txt' }),
      says('I tried.'),
    ]);
    const id = await start('Be a vandal, and read @/etc/hostname');
    await awaiting(id);
    await complete(id);
    expect((await rig.api.waitForEnd(id)).status).toBe('completed');
    const last = rig.model.requestsOf('vandal').at(-1);
    const results = last ? toolResultsOf(last.body) : [];
    expect(results).toHaveLength(5);
    expect(results.join('\n')).not.toContain('root:x:0');
    expect(results[4]).toContain('in the tree');
    expect((await messagesOf(id)).map(({ content }) => content).join('\n')).not.toContain('was discarded');
    expect(await rig.forge.repository('acme/app').branches()).toEqual(['main']);
  });

  it('takes a message that starts with a slash for a message', async () => {
    rig.model.script('slash-talk', [
      says('Yes?'),
      replies(({ body }) => (userTextOf(body).includes('/clear') ? 'seen' : 'lost')),
    ]);
    const id = await start('Begin the slash-talk');
    await awaiting(id);
    await send(id, '/clear');
    await rig.model.whenRequested('slash-talk', 2);
    await awaiting(id);
    await complete(id);
    await rig.api.waitForEnd(id);
    expect(await dialogueOf(id)).toEqual(['claude: Yes?', 'person: /clear', 'claude: seen']);
  });

  it('refuses messages and completions of what is no running conversation', async () => {
    const code = await rig.run({ clientId, prompt: 'no talk', branchName: 'feature/no-talk' });
    expect(await send(code.id, 'x')).toMatchObject({ status: 400, body: { code: 'job_not_a_task' } });
    expect(await complete(code.id)).toMatchObject({ status: 400, body: { code: 'job_not_a_task' } });
    const id = await start('Be cancelled');
    await awaiting(id);
    for (const message of ['', '  ', 5, undefined]) {
      expect((await rig.api.post(`/jobs/${id}/message`, { message })).status).toBe(400);
    }
    await rig.api.post(`/jobs/${id}/cancel`);
    expect(await send(id, 'x')).toMatchObject({ status: 400, body: { code: 'job_not_running' } });
    expect(await complete(id)).toMatchObject({ status: 400, body: { code: 'job_not_running' } });
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect((await send(unknown, 'x')).status).toBe(404);
    expect((await complete(unknown)).status).toBe(404);
  });

  it('is in the ledger with all that it used', () => expectLedgerAgrees(rig.api, clientId));
});
