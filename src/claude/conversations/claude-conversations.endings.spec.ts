import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ClaudeRig } from '../../../test/support/claude-rig.js';
import { userTextOf } from '../../../test/support/scripted-model.conversation.js';
import { Gate } from '../../../test/support/scripted-model.gate.js';
import { after, hangs, hangsMidStream, says, uses } from '../../../test/support/scripted-model.turns.js';
import { Talk } from '../../../test/support/talk.js';

jest.setTimeout(60_000);

describe('how a conversation ends and is taken up again', () => {
  let rig: ClaudeRig;
  let folder: string;

  beforeAll(async () => {
    rig = await ClaudeRig.start();
    folder = await mkdtemp(join(tmpdir(), 'fake-cli-'));
  });
  afterAll(async () => {
    await rig.close();
    await rm(folder, { recursive: true });
  });

  /** The same conversation in a new process. */
  const resumed = ({ request }: Talk): Promise<Talk> => Talk.open(rig, { ...request, resume: true });

  const lastBody = () => {
    const body = rig.model.requests.at(-1)?.body;
    if (!body) throw new Error('the model was not asked');
    return body;
  };

  /** Kills the CLI of this conversation as the kernel would. */
  const kill = (talk: Talk): void => {
    for (const pid of rig.processes(talk.request.claim.jobId)) process.kill(pid, 'SIGKILL');
  };

  it('is closed at once while it waits for the person, and goes on later with all that was said', async () => {
    const talk = await Talk.open(rig);
    rig.model.script('remember seven', [says('I will.'), says('It is seven.')]);
    await talk.ask('remember seven');
    const closedAt = performance.now();
    await talk.conversation.close();
    expect(performance.now() - closedAt).toBeLessThan(3_000);
    expect(await talk.conversation.ended).toMatchObject({ reason: 'closed', failure: null, summary: 'I will.' });

    const again = await resumed(talk);
    await again.ask('which number?');
    expect(
      lastBody()
        .messages.map(({ role }) => role)
        .filter((role) => role === 'assistant'),
    ).toHaveLength(1);
    expect(await again.finish()).toMatchObject({ summary: 'It is seven.', numTurns: 1, inputTokens: 100 });
  });

  it('is closed while Claude works, and names what was left open', async () => {
    const talk = await Talk.open(rig);
    rig.model.script('never answered', [hangsMidStream()]);
    const first = talk.say('never answered');
    await rig.model.whenRequested('never answered');
    const second = talk.say('waits');
    await talk.conversation.close();
    expect(rig.processes()).toEqual([]);
    const { reason, failure, unacknowledged, unanswered } = await talk.conversation.ended;
    expect([reason, failure]).toEqual(['closed', null]);
    expect([...unanswered, ...unacknowledged]).toEqual([first, second]);
  });

  it('loses nothing when the CLI is killed in the middle of an answer', async () => {
    const talk = await Talk.open(rig);
    rig.model.script('first things first', [says('one'), hangsMidStream()]);
    await talk.ask('first things first');
    const cut = talk.say('cut off');
    await rig.model.whenRequested('first things first', 2);
    const queued = talk.say('in the queue');
    await rig.whenSaid(talk.request.claim.jobId, '"state":"queued"', 3);
    kill(talk);
    const end = await talk.conversation.ended;
    expect(end).toMatchObject({ reason: 'died', failure: expect.stringContaining('SIGKILL'), summary: 'one' });
    expect([...end.unanswered, ...end.unacknowledged]).toEqual([cut, queued]);

    rig.model.script('first things first', []);
    const again = await resumed(talk);
    again.say('cut off', cut);
    again.say('in the queue', queued);
    await again.hear('taken in the queue');
    await again.hear('idle');
    const said = userTextOf(lastBody());
    expect(said).toMatch(/first things first.*cut off.*in the queue/s);
    expect(await again.finish()).toMatchObject({ reason: 'finished', unacknowledged: [], unanswered: [] });
  });

  it('loses nothing when the CLI is killed in a tool loop that a second message has joined', async () => {
    const gate = new Gate();
    const talk = await Talk.open(rig);
    await writeFile(join(talk.request.cwd, 'a.txt'), 'inside');
    const reads = after(gate, uses('Read', { file_path: join(talk.request.cwd, 'a.txt') }));
    rig.model.script('look into it', [reads, hangs()]);
    const first = talk.say('look into it');
    await rig.model.whenRequested('look into it');
    const joined = talk.say('and mind this');
    await rig.whenSaid(talk.request.claim.jobId, '"state":"queued"', 2);
    gate.open();
    await talk.hear('taken and mind this');
    kill(talk);
    expect(await talk.conversation.ended).toMatchObject({ unanswered: [first, joined], unacknowledged: [] });

    rig.model.script('look into it', []);
    const again = await resumed(talk);
    again.say('look into it', first);
    again.say('and mind this', joined);
    await again.hear('taken and mind this');
    await again.hear('idle');
    expect(userTextOf(lastBody())).toMatch(/look into it.*and mind this/s);
    await again.finish();
  });

  it('goes on after a kill in idleness, and costs nothing for a message that was answered before', async () => {
    const talk = await Talk.open(rig);
    const id = talk.say('answered already');
    await talk.hear('idle');
    await rig.whenSaid(talk.request.claim.jobId, '"state":"completed"');
    kill(talk);
    expect(await talk.conversation.ended).toMatchObject({ reason: 'died', unacknowledged: [], unanswered: [] });
    const again = await resumed(talk);
    const before = rig.model.requests.length;
    again.say('answered already', id);
    await again.hear('idle');
    expect(again.heard).toEqual(['taken answered already', 'idle']);
    expect(rig.model.requests.length).toBe(before);
    expect(await again.finish()).toMatchObject({ reason: 'finished', numTurns: 0 });
  });

  it('says so when there is nothing to take up', async () => {
    const talk = await Talk.open(rig, { resume: true });
    const id = talk.say('hello?');
    const end = await talk.conversation.ended;
    expect(end).toMatchObject({ reason: 'died', unacknowledged: [id] });
    expect(end.failure).toContain('its record is gone');
  });

  it('dies with the signal, and does not begin with one that is aborted', async () => {
    const talk = await Talk.open(rig);
    rig.model.script('to be aborted', [hangs()]);
    talk.say('to be aborted');
    await rig.model.whenRequested('to be aborted');
    talk.stop();
    expect(await talk.conversation.ended).toMatchObject({ reason: 'aborted', failure: null });
    expect(rig.processes()).toEqual([]);
    const request = { ...talk.request, claim: { jobId: randomUUID(), leaseToken: 1 } };
    const { conversations } = rig.parts();
    expect(await conversations.open(request, talk.listener(), AbortSignal.abort())).toMatchObject({
      reason: 'aborted',
    });
  });

  it('lets a person think as long as they like, but Claude not be silent', async () => {
    const env = { JOB_IDLE_TIMEOUT: '6s' };
    const talk = await Talk.open(rig, {}, { env });
    rig.model.script('think about it', [says('Well?'), hangsMidStream()]);
    await talk.ask('think about it');
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    talk.say('are you there?');
    const end = await talk.conversation.ended;
    expect(end.reason).toBe('idle_timeout');
    expect(end.failure).toMatch(/^Claude produced no output for/);
  });

  it('bounds each turn by itself', async () => {
    const env = { JOB_TIMEOUT: '7s', JOB_IDLE_TIMEOUT: '30s' };
    const talk = await Talk.open(rig, {}, { env });
    rig.model.script('three times', [says('one'), says('two'), hangs()]);
    for (const text of ['three times', 'again']) {
      await talk.ask(text);
      await new Promise((resolve) => setTimeout(resolve, 4_000));
    }
    talk.say('the last one');
    expect(await talk.conversation.ended).toMatchObject({ reason: 'timeout', summary: 'two', numTurns: 2 });
  });

  it('ends, and rejects, when its listener fails', async () => {
    const talk = await Talk.open(rig);
    talk.refuse('taken nobody cares');
    talk.say('nobody cares');
    await expect(talk.conversation.ended).rejects.toThrow('refused: taken nobody cares');
    expect(rig.processes()).toEqual([]);
  });

  it('can be closed by its listener', async () => {
    const talk = await Talk.open(rig);
    talk.on('idle', () => talk.conversation.close());
    talk.say('close when done');
    expect(await talk.conversation.ended).toMatchObject({ reason: 'closed', summary: 'Done.' });
  });

  it('is not started where there is no CLI', async () => {
    const opening = Talk.open(rig, {}, { env: { CLAUDE_BIN: '/nonexistent' } });
    await expect(opening).rejects.toThrow('Claude Code cannot be started');
  });

  it('ends a CLI that does not leave', async () => {
    const file = join(folder, 'stays.mjs');
    await writeFile(file, `process.stdin.resume(); setInterval(() => {}, 1000);`);
    const talk = await Talk.open(rig, {}, { env: { CLAUDE_BIN: file } });
    await talk.conversation.close();
    expect(await talk.conversation.ended).toMatchObject({ reason: 'closed', numTurns: 0 });
    expect(rig.processes()).toEqual([]);
  });
});
