import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventReader } from './support/event-reader.js';
import { Rig } from './support/rig.js';
import { makeTempFolder, type TempFolder } from './support/temp-folder.js';
import { until } from './support/until.js';

const LINES = 300;
const LINE_BYTES = 100_000;
const SLOW_READERS = 10;
/** One for whoever listens to all jobs, one more for a reader in time. */
const MAX_STREAMS = SLOW_READERS + 2;

/** Says 30 MB as fast as it is listened to. */
const VERBOSE_CLAUDE = `
const [first, second] = process.argv.slice(2);
const say = (line) => new Promise((said) => process.stdout.write(JSON.stringify(line) + '\\n', said));
if (first === '--version') await say('2.1.328').then(() => process.exit());
if (first === 'auth' && second === 'status') process.exit(0);
await say({ type: 'system', subtype: 'init', model: 'verbose', tools: [], mcp_servers: [] });
for (let line = 0; line < ${LINES}; line += 1) {
  const content = [{ type: 'text', text: line + 'x'.repeat(${LINE_BYTES}) }];
  await say({ type: 'assistant', message: { role: 'assistant', content } });
}
await say({ type: 'result', subtype: 'success', is_error: false, result: 'Done.', num_turns: 1, total_cost_usd: 0 });
`;

describe('readers of streams', () => {
  let folder: TempFolder;
  let rig: Rig;
  let clientId: string;
  let idle: EventReader;
  let jobs = 0;

  beforeAll(async () => {
    folder = await makeTempFolder('verbose-');
    await folder.write({ 'claude.mjs': VERBOSE_CLAUDE });
    const env = { CLAUDE_BIN: `${folder.path}/claude.mjs`, MAX_STREAMS: `${MAX_STREAMS}` };
    rig = await Rig.start({ env });
    ({ clientId } = await rig.addRepository());
    idle = await EventReader.open(rig.api, '/events');
  });

  afterAll(async () => {
    await rig.close();
    await folder.remove();
  });

  function queueVerbose(): Promise<string> {
    jobs += 1;
    return rig.queue({ clientId, prompt: 'Talk', branchName: `feature/talk-${jobs}` });
  }

  async function residentBytesOfServer(): Promise<number> {
    const status = await readFile(`/proc/${rig.server.child.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
  }

  const follow = (id: string) => EventReader.open(rig.api, `/jobs/${id}/events`);

  it('may stand still: the job goes on, and the server holds little for them', async () => {
    const unwatched = performance.now();
    await rig.api.waitForEnd(await queueVerbose());
    const unwatchedMs = performance.now() - unwatched;
    const before = await residentBytesOfServer();

    const watched = performance.now();
    const id = await queueVerbose();
    const readers = await Promise.all(Array.from({ length: SLOW_READERS }, () => follow(id)));
    for (const reader of readers) reader.pause();
    const inTime = await follow(id);
    const { status, body } = await rig.api.get(`/jobs/${id}/events`);
    expect([status, body['code']]).toEqual([503, 'too_many_streams']);

    expect((await rig.api.waitForEnd(id)).status).toBe('completed');
    expect(performance.now() - watched).toBeLessThan(unwatchedMs * 3 + 5_000);
    await inTime.untilClosed();
    // All that was said, for each of them, would be ten times as much.
    expect((await residentBytesOfServer()) - before).toBeLessThan((SLOW_READERS * LINES * LINE_BYTES) / 2);
    const [late, ...others] = readers;
    expect(readers.every(({ ended }) => !ended)).toBe(true);

    late?.resume();
    await late?.untilClosed();
    expect(late?.seqs).toEqual(inTime.seqs);
    expect(late?.ended).toBe(true);

    // A place is free as soon as its reader has gone.
    await Promise.all(others.map((reader) => reader.cut()));
    await until(async () => {
      const again = await follow(id).catch(() => null);
      await again?.cut();
      return again !== null;
    }, 5_000);
    expect(inTime.seqs.length).toBeGreaterThan(LINES);
  });

  it('are told that the connection lives while nothing happens', async () => {
    await until(() => idle.comments > 0, 20_000);
    expect(idle.lastId).toBeNull();
    expect(idle.open).toBe(true);
  });

  it('do not hold up the stop of the server, whether they read or not', async () => {
    const id = await queueVerbose();
    await rig.api.waitForEnd(id);
    const stuck = await follow(id);
    stuck.pause();
    const begun = performance.now();
    expect(await rig.server.stop()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
    await idle.untilClosed();
    expect(idle.ended).toBe(false);
    stuck.resume();
    await stuck.untilClosed();
    expect(stuck.ended).toBe(false);
    expect(rig.server.linesOf('error')).toEqual([]);
  });
});
