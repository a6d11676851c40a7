import { randomUUID } from 'node:crypto';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ClaudeRig } from '../../../test/support/claude-rig.js';
import { systemTextOf, toolResultsOf, userTextOf } from '../../../test/support/scripted-model.conversation.js';
import { Gate } from '../../../test/support/scripted-model.gate.js';
import { after, fails, replies, says, uses } from '../../../test/support/scripted-model.turns.js';
import { Talk } from '../../../test/support/talk.js';

jest.setTimeout(60_000);

describe('ClaudeConversations with the real CLI', () => {
  let rig: ClaudeRig;

  beforeAll(async () => {
    rig = await ClaudeRig.start();
  });
  afterAll(() => rig.close());

  const lastBody = () => {
    const body = rig.model.requests.at(-1)?.body;
    if (!body) throw new Error('the model was not asked');
    return body;
  };

  it('holds a conversation of three turns and accounts for them together', async () => {
    const talk = await Talk.open(rig, { instructions: 'Speak plainly.', model: 'claude-haiku-4-5' });
    await writeFile(join(talk.request.cwd, 'CLAUDE.md'), 'House rule: tabs.');
    rig.model.script('hello there', [says('one'), says('two'), replies(({ turn }) => `after ${turn}`)]);
    await talk.ask('hello there');
    expect(talk.soFar).toMatchObject({ summary: 'one', numTurns: 1, inputTokens: 100, outputTokens: 20 });
    await talk.ask('go on');
    await talk.ask('and again');
    expect(talk.soFar).toMatchObject({ summary: 'after 2', numTurns: 3, inputTokens: 300 });
    expect(talk.heard).toEqual(
      ['hello there', 'go on', 'and again'].flatMap((text) => ['busy', `taken ${text}`, 'idle']),
    );
    expect(systemTextOf(lastBody())).toContain('Speak plainly.');
    expect(JSON.stringify(lastBody())).toContain('House rule: tabs.');
    expect(lastBody().model).toBe('claude-haiku-4-5');

    const end = await talk.finish();
    expect(end).toMatchObject({ reason: 'finished', failure: null, summary: 'after 2', numTurns: 3 });
    expect(end).toMatchObject({ inputTokens: 300, outputTokens: 60, unacknowledged: [], unanswered: [] });
    expect(end.costUsd).toBeGreaterThan(0);
    const lines = rig.messagesOf(talk.request.claim.jobId);
    expect(
      lines.filter(({ content }) => content.startsWith('{"type":"result"') || /"type":"result"/.test(content)),
    ).toHaveLength(3);
    expect(rig.processes()).toEqual([]);
  });

  it('takes messages that arrive during a tool loop, and a repeated one, once each, and is idle when all are answered', async () => {
    const gate = new Gate();
    const talk = await Talk.open(rig);
    await writeFile(join(talk.request.cwd, 'a.txt'), 'inside');
    const reads = after(gate, uses('Read', { file_path: join(talk.request.cwd, 'a.txt') }));
    rig.model.script('read a file', [reads, replies(({ body }) => toolResultsOf(body).join())]);
    const id = talk.say('read a file');
    await rig.model.whenRequested('read a file');
    talk.say('a second thing');
    talk.say('a third thing');
    talk.say('read a file', id);
    // Waits until the CLI has queued both.
    await rig.whenSaid(talk.request.claim.jobId, '"state":"queued"', 3);
    gate.open();
    await talk.hear('idle');
    expect(talk.heard).toEqual(['busy', 'taken read a file', 'taken a second thing', 'taken a third thing', 'idle']);
    expect(JSON.stringify(lastBody().messages)).toMatch(/a second thing.*a third thing/s);
    expect(await talk.finish()).toMatchObject({ summary: expect.stringContaining('inside'), numTurns: 2 });
  });

  it('answers messages that arrive during an answer before it is idle or finished', async () => {
    const gate = new Gate();
    const talk = await Talk.open(rig);
    rig.model.script('take your time', [after(gate, says('first')), says('second')]);
    talk.say('take your time');
    await rig.model.whenRequested('take your time');
    talk.say('and this');
    const ended = talk.finish();
    const late = talk.say('too late');
    gate.open();
    expect(await ended).toMatchObject({ reason: 'finished', summary: 'second', numTurns: 2, unacknowledged: [late] });
    expect(talk.heard).toEqual(['busy', 'taken take your time', 'busy', 'taken and this', 'idle']);
  });

  it('finishes also before anything was said', async () => {
    const talk = await Talk.open(rig);
    expect(await talk.finish()).toMatchObject({ reason: 'finished', numTurns: 0, summary: null, costUsd: null });
  });

  it('tells of a turn that failed and answers the next message', async () => {
    const talk = await Talk.open(rig);
    rig.model.script('fail once', [fails(400)]);
    await talk.ask('fail once');
    rig.model.script('fail once', [says('recovered')]);
    await talk.ask('again');
    expect(talk.heard.slice(0, 4)).toEqual(['busy', 'taken fail once', 'failed model_error', 'idle']);
    expect(talk.heard.slice(4)).toEqual(['busy', 'taken again', 'idle']);
    expect(await talk.finish()).toMatchObject({ reason: 'finished', failure: null, summary: 'recovered' });
  });

  it('hands messages over as they stand: no slash command, no file mention, no shell', async () => {
    const talk = await Talk.open(rig);
    const before = rig.model.requests.length;
    const hostile = `!ls\n#note @/etc/passwd @"/etc/hostname" \u2028 👩‍🚀 `;
    const texts = ['/clear', ' /compact', '/cost please', hostile, hostile.repeat(4_000)];
    for (const text of texts) await talk.ask(text);
    expect(rig.model.requests.length).toBe(before + texts.length);
    const said = userTextOf(lastBody());
    for (const text of texts) expect(said.includes(text)).toBe(true);
    expect(JSON.stringify(lastBody())).not.toContain('root:x:0:0');
    await talk.finish();
  });

  it('changes nothing and reads nothing outside the tree, links and mentions included', async () => {
    const talk = await Talk.open(rig);
    const { cwd } = talk.request;
    const other = join(dirname(cwd), `other-${randomUUID()}`);
    await mkdir(other);
    await writeFile(join(other, 'secret.txt'), 'OTHERS-SECRET');
    await symlink(other, join(cwd, 'others'));
    await symlink('/etc/passwd', join(cwd, 'passwd'));
    await symlink(join(other, 'secret.txt'), join(cwd, 'CLAUDE.md'));
    const { claude } = rig.parts().folders.pathsOf(talk.request.claim.jobId);
    const attempts = [
      uses('Read', { file_path: '/etc/passwd' }),
      uses('Read', { file_path: join(other, 'secret.txt') }),
      uses('Read', { file_path: '../' + other.split('/').at(-1) + '/secret.txt' }),
      uses('Read', { file_path: join(cwd, 'passwd') }),
      uses('Read', { file_path: join(cwd, 'others', 'secret.txt') }),
      uses('Read', { file_path: join(claude, '.claude.json') }),
      uses('Grep', { pattern: 'SECRET', path: other, output_mode: 'content' }),
      uses('Grep', { pattern: 'SECRET|root:', path: cwd, output_mode: 'content' }),
      uses('Grep', { pattern: 'SECRET', path: join(cwd, 'others'), output_mode: 'content' }),
      uses('Glob', { pattern: '/etc/pass*' }),
      uses('Glob', { pattern: '*', path: join(cwd, 'others') }),
      uses('Write', { file_path: join(cwd, 'new.txt'), content: 'x' }),
      uses('Edit', { file_path: join(cwd, 'a.txt'), old_string: 'a', new_string: 'b' }),
      uses('Bash', { command: `git init ${cwd}/repo && git commit --allow-empty -m x` }),
      uses('Bash', { command: `echo x > ${cwd}/redirected` }),
    ];
    rig.model.script('break out', [...attempts, replies(({ body }) => toolResultsOf(body).join('\n'))]);
    await talk.ask(`break out @${join(other, 'secret.txt')} @others/secret.txt`);
    expect(toolResultsOf(lastBody())).toHaveLength(attempts.length);
    expect(JSON.stringify(rig.model.requestsOf('break out').map(({ body }) => body))).not.toMatch(
      /OTHERS-SECRET|root:x:0:0/,
    );
    expect((await readdir(cwd)).sort()).toEqual(['CLAUDE.md', 'others', 'passwd']);
    expect(JSON.stringify(lastBody().tools?.map(({ name }) => name))).not.toMatch(/Write|Edit|Bash|Task|Agent|Web/);
    await talk.finish();
  });
});
