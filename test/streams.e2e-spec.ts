import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageBody } from './support/api-client.js';
import { EventReader } from './support/event-reader.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, hangs, says, uses } from './support/scripted-model.turns.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('GET /jobs/:id/events', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  const events = (id: string, query = '', headers: Record<string, string> = {}) =>
    EventReader.open(rig.api, `/jobs/${id}/events${query}`, headers);

  /** A job that reads, writes and says a few words. */
  function queueWorking(marker: string): Promise<string> {
    rig.model.script(marker, [
      uses('Bash', { command: 'echo one; echo two', description: 'Say two lines' }),
      uses('Write', { file_path: `${marker}.txt`, content: 'x\n' }),
      says('All done.'),
    ]);
    return rig.queue({ clientId, prompt: `Do ${marker}`, branchName: `feature/${marker}` });
  }

  async function messagesOf(id: string): Promise<MessageBody[]> {
    return (await rig.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages`)).body.messages;
  }

  describe('of a job that runs', () => {
    let reader: EventReader;
    let id: string;
    const gate = new Gate();
    let saidBeforeItsEnd: string[];

    beforeAll(async () => {
      rig.model.script('followed', [
        uses('Write', { file_path: 'followed.txt', content: 'x\n' }),
        after(gate, says('The end.')),
      ]);
      id = await rig.queue({ clientId, prompt: 'Be followed', branchName: 'feature/followed' });
      reader = await events(id);
      await reader.until(({ data }) => data.content?.includes('tool_result') === true);
      saidBeforeItsEnd = reader.of('message').map(({ data }) => data.content ?? '');
      gate.open();
      await reader.untilClosed();
    });

    it('tells what is said while it is said', () => {
      expect(saidBeforeItsEnd.join('\n')).toContain('followed.txt');
      expect(saidBeforeItsEnd.join('\n')).not.toContain('The end.');
    });

    it('tells every message once, in order, as the messages are read otherwise', async () => {
      expect(reader.of('message').map(({ data }) => data)).toEqual(await messagesOf(id));
      expect(reader.seqs).toEqual((await messagesOf(id)).map(({ seq }) => seq));
    });

    it('tells status and phase at the start and at each change, without ids', () => {
      const statuses = reader.of('status').map(({ data }) => data.status);
      expect(['queued', 'running']).toContain(reader.events[0]?.data.status);
      expect(statuses.at(-1)).toBe('completed');
      expect(reader.of('status').at(-1)?.data).toMatchObject({ error: null, completion_reason: null });
      expect(reader.of('status').at(-1)?.data['pr_url']).toContain('/pull/');
      expect(reader.of('status').at(-1)?.data).toMatchObject({ outcome: 'pull_request', pr_draft: false });
      expect(reader.of('status')[0]?.data).toMatchObject({ outcome: null, pr_draft: null });
      const phases = reader.of('phase').map(({ data }) => data.phase);
      expect(phases).toContain('working');
      expect(phases.at(-1)).toBeNull();
      expect(reader.of('phase')[0]?.data).toHaveProperty('awaiting_input_since', null);
      for (const { event, id: eventId } of reader.events)
        expect(eventId === null).toBe(!['message', 'end'].includes(event));
    });

    it('ends after the last message, with the status', () => {
      expect(reader.events.at(-1)).toMatchObject({ event: 'end', data: { status: 'completed' } });
      expect(reader.of('message').at(-1)?.data.content).toBe('Job completed');
    });

    it('is not to be kept or changed on its way', () => {
      expect(reader.response.headers).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
    });

    it('is replayed when the job is over', async () => {
      const replay = await events(id);
      await replay.untilClosed();
      expect(replay.seqs).toEqual(reader.seqs);
      expect(replay.events.map(({ event }) => event).slice(0, 2)).toEqual(['status', 'phase']);
      expect(replay.of('status')).toHaveLength(1);
      expect(replay.ended).toBe(true);
    });

    it('goes on after ?after, and after Last-Event-ID, which wins', async () => {
      const [first, second] = reader.seqs;
      const byQuery = await events(id, `?after=${first}`);
      await byQuery.untilClosed();
      expect(byQuery.seqs).toEqual(reader.seqs.slice(1));
      const byHeader = await events(id, `?after=${first}`, { 'last-event-id': `${second}` });
      await byHeader.untilClosed();
      expect(byHeader.seqs).toEqual(reader.seqs.slice(2));
      const atTheEnd = await events(id, `?after=${reader.seqs.at(-1)}`);
      await atTheEnd.untilClosed();
      expect(atTheEnd.events.map(({ event }) => event)).toEqual(['status', 'phase', 'end']);
    });
  });

  it('tells people what they want to read with ?format=text', async () => {
    const id = await queueWorking('readable');
    const reader = await events(id, '?format=text');
    await reader.untilClosed();
    const texts = reader.of('message').map(({ data }) => data.text ?? '');
    expect(texts[0]).toMatch(/^Job started/);
    expect(texts).toContain('Bash echo one; echo two');
    expect(texts).toContain('  ↳ one (2 lines)');
    expect(texts).toContain('Write readable.txt');
    expect(texts).toContain('All done.');
    expect(texts.some((text) => /^Finished after 3 turns, \$\d/.test(text))).toBe(true);
    expect(texts.at(-1)).toBe('Job completed');
    for (const { id: eventId, data } of reader.of('message')) {
      expect(data).toEqual({ seq: eventId, role: data.role, text: data.text });
      expect(['server', 'claude', 'tool', 'user']).toContain(data.role);
    }
    expect(texts.every((text) => text !== '' && !text.startsWith('{'))).toBe(true);
    expect(reader.lastId).toBe((await messagesOf(id)).at(-1)?.seq);
  });

  it('ends with a job that is cancelled, after its last words', async () => {
    rig.model.script('unwanted', [hangs()]);
    const id = await rig.queue({ clientId, prompt: 'Be unwanted', branchName: 'feature/unwanted' });
    const reader = await events(id);
    await rig.model.whenRequested('unwanted');
    await rig.api.post(`/jobs/${id}/cancel`);
    await reader.until(({ data }) => data.status === 'cancelled', 5_000);
    await reader.untilClosed();
    expect(reader.events.at(-1)).toMatchObject({ event: 'end', data: { status: 'cancelled' } });
    expect(reader.of('message').map(({ data }) => data)).toEqual(await messagesOf(id));
    expect(reader.of('message').some(({ data }) => data.content === 'Job cancelled')).toBe(true);
  });

  it('lets a client that breaks off fifty times see every message exactly once', async () => {
    rig.model.script(
      'broken-off',
      Array.from({ length: 12 }, (_, index) => uses('Bash', { command: `echo ${index}`, description: 'Count' })),
    );
    const id = await rig.queue({ clientId, prompt: 'Be broken-off', branchName: 'feature/broken-off' });
    const seen: number[] = [];
    let lastId: number | null = null;
    let cuts = 0;
    for (let done = false; !done;) {
      const reader: EventReader = await events(id, '', lastId === null ? {} : { 'last-event-id': `${lastId}` });
      const enough = 1 + ((cuts * 7) % 3);
      if (cuts < 50) await reader.until(() => reader.events.length >= enough || reader.ended);
      else await reader.untilClosed();
      await reader.cut();
      cuts += 1;
      seen.push(...reader.seqs);
      lastId = reader.lastId ?? lastId;
      done = cuts > 50;
    }
    expect(seen).toEqual((await messagesOf(id)).map(({ seq }) => seq));
  });

  it('refuses what it cannot follow, as JSON', async () => {
    const id = await queueWorking('refusals');
    const path = `/jobs/${id}/events`;
    const refused = async (url: string, headers: Record<string, string> = {}) => {
      const { status, body } = await rig.api.request('GET', url, undefined, headers);
      return [status, body['code']];
    };
    expect(await refused(`/jobs/${UNKNOWN}/events`)).toEqual([404, 'not_found']);
    expect(await refused('/jobs/1/events')).toEqual([400, 'validation_failed']);
    for (const query of ['after=-1', 'after=x', 'after=', 'after=1.5', 'format=html', 'unknown=1']) {
      expect(await refused(`${path}?${query}`)).toEqual([400, 'validation_failed']);
    }
    for (const value of ['x', '-1', '1, 2', '99999999999999999999']) {
      expect(await refused(path, { 'last-event-id': value })).toEqual([400, 'validation_failed']);
    }
    for (const url of [path, '/events']) {
      expect(await refused(url, { authorization: 'Bearer wrong' })).toEqual([401, 'unauthorized']);
      expect(await refused(`${url}?token=${rig.api.secret}`, { authorization: '' })).toEqual([401, 'unauthorized']);
    }
    const head = await fetch(new URL(path, rig.api.url), {
      method: 'HEAD',
      headers: { authorization: `Bearer ${rig.api.secret}` },
    });
    expect(head.headers.get('content-type')).toContain('text/event-stream');
    await rig.api.waitForEnd(id);
  });

  it('tells the changes of all jobs at GET /events, from now on', async () => {
    const earlier = await queueWorking('earlier');
    await rig.api.waitForEnd(earlier);
    const reader = await EventReader.open(rig.api, '/events');
    const ids = await Promise.all(['one-of-all', 'two-of-all'].map(queueWorking));
    for (const id of ids) {
      await reader.until(({ data }) => data.id === id && data.status === 'completed');
      const own = reader.events.filter(({ data }) => data.id === id);
      expect(own.filter(({ event }) => event === 'status').map(({ data }) => data.status)).toContain('running');
      expect(own.filter(({ event }) => event === 'phase').map(({ data }) => data.phase)).toContain('working');
    }
    expect(reader.events.filter(({ data }) => data.id === earlier)).toEqual([]);
    expect(reader.events.every(({ id }) => id === null)).toBe(true);
    await reader.cut();
  });
});
