import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageBody } from './support/api-client.js';
import { processesNaming } from './support/leaks.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, answers, says, steps, type Turn, uses } from './support/scripted-model.turns.js';
import { startTcpPostgres, type TcpPostgres } from './support/tcp-postgres.js';
import { TcpProxy } from './support/tcp-proxy.js';

const LINES = 12;
/** Looks like a credential of GitHub, which no message may hold. */
const SECRET = `ghp_${'a1B2'.repeat(9)}`;

describe('a stop while the database is away', () => {
  let postgres: TcpPostgres;
  let proxy: TcpProxy;
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    postgres = await startTcpPostgres();
    proxy = await TcpProxy.start(postgres.url);
    const env = { DATABASE_URL: proxy.url, SHUTDOWN_GRACE: '1s', LEASE_SECONDS: '60', MAX_CONCURRENT_JOBS: '3' };
    rig = await Rig.start({ env });
    ({ clientId } = await rig.addRepository());
  });

  afterEach(() => proxy.open());
  afterAll(async () => {
    await rig.close();
    await proxy.close();
    await postgres.close();
  });

  /** Speaks in so many lines as soon as the gate is open, then waits at the second one. */
  function script(name: string, gate: Gate, end: Gate): void {
    const lines = Array.from({ length: LINES }, (_, line) => line + 1);
    const speak = (line: number): Turn => {
      const text = `${name} line ${line}.`;
      return answers([
        { type: 'text', text },
        { type: 'tool_use', name: 'Read', input: { file_path: 'README.md' } },
      ]);
    };
    const [first = 1, ...rest] = lines;
    rig.model.script(name, steps(after(gate, speak(first)), ...rest.map(speak), after(end, says('RALPH_COMPLETE'))));
  }

  /** Jobs of all three types that have said their lines to a database that is away. */
  async function speakInto(fault: 'cut' | 'stall', name: string) {
    const gate = new Gate();
    const end = new Gate();
    const types = ['code', 'task', 'ralph'];
    const ids = new Map<string, string>();
    for (const jobType of types) {
      const own = `${name}-${jobType}`;
      script(own, gate, end);
      const branch = jobType === 'task' ? {} : { branchName: `feature/${own}` };
      ids.set(own, await rig.queue({ clientId, jobType, prompt: `Be ${own}.`, ...branch }));
      await rig.model.whenRequested(own);
    }
    proxy[fault]();
    gate.open();
    // A conversation is held up by what it has to write: it need not come to its end.
    for (const own of [`${name}-code`, `${name}-ralph`]) await rig.model.whenRequested(own, LINES + 1);
    return { ids, end };
  }

  const unsavedFiles = async () => (await readdir(rig.server.path.data)).filter((file) => file.startsWith('unsaved'));

  async function expectWhole(name: string, id: string): Promise<void> {
    const { body } = await rig.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages?type=stdout&limit=1000`);
    const sessions = new Map<string, number[]>();
    for (const { content } of body.messages) {
      const session = /"session_id":"([^"]+)"/.exec(content)?.[1] ?? '';
      const lines = [...content.matchAll(new RegExp(`"${name} line (\\d+)\\."`, 'g'))].map(([, line]) => Number(line));
      sessions.set(session, [...(sessions.get(session) ?? []), ...lines]);
    }
    // A loop begins its interrupted iteration anew.
    const said = [...sessions.values()].filter(({ length }) => length > 0);
    expect([name, said[0]]).toEqual([name, Array.from({ length: LINES }, (_, line) => line + 1)]);
  }

  async function expectAllWhole(ids: ReadonlyMap<string, string>): Promise<void> {
    for (const [name, id] of ids) {
      if (name.endsWith('task')) {
        await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
        await rig.api.post(`/jobs/${id}/complete`);
      }
      const { status, attempt } = await rig.api.waitForEnd(id);
      // An orderly stop counts no attempt, whether or not the job could be given back.
      expect([name, status, attempt <= 1]).toEqual([name, 'completed', true]);
      await expectWhole(name, id);
    }
  }

  it.each(['cut', 'stall'] as const)(
    'loses nothing (%s): the next start stores it, and all jobs end',
    async (fault) => {
      const { ids, end } = await speakInto(fault, fault);
      expect(await rig.server.stop()).toBe(0);
      expect(rig.server.log).toMatch(/lost: nothing; kept in DATA_DIR for the next start: .*\d+ messages of job/);
      for (const id of ids.values()) expect(await processesNaming(id)).toEqual([]);
      const kept = join(rig.server.path.data, 'unsaved-messages.jsonl');
      expect((await stat(kept)).mode & 0o777).toBe(0o600);
      proxy.open();
      await rig.restart();
      expect(await unsavedFiles()).toEqual([]);
      end.open();
      await expectAllWhole(ids);
    },
    180_000,
  );

  it('ends at once by a second signal, and loses nothing', async () => {
    const { ids, end } = await speakInto('stall', 'hurried');
    const stopped = rig.server.stop();
    await rig.server.whenLogged(/taking no new work/);
    const begun = performance.now();
    rig.server.child.kill('SIGTERM');
    expect(await stopped).toBe(0);
    expect(performance.now() - begun).toBeLessThan(8_000);
    expect(rig.server.log).toMatch(/lost: nothing; kept/);
    proxy.open();
    await rig.restart();
    end.open();
    await expectAllWhole(ids);
  }, 120_000);

  it('keeps no secret in the file, and starts also when the file was damaged', async () => {
    const gate = new Gate();
    const name = 'tells-a-secret';
    const leak = uses('Bash', { command: `echo ${SECRET}`, description: 'x' });
    rig.model.script(name, steps(after(gate, leak), says('Done.')));
    const id = await rig.queue({ clientId, prompt: `Be ${name}`, branchName: `feature/${name}` });
    await rig.model.whenRequested(name);
    proxy.stall();
    gate.open();
    await rig.model.whenRequested(name, 2);
    expect(await rig.server.stop()).toBe(0);
    const kept = join(rig.server.path.data, 'unsaved-messages.jsonl');
    const text = await readFile(kept, 'utf8');
    expect(text).toContain('echo');
    expect(text).not.toContain(SECRET);
    await writeFile(kept, text.slice(0, text.length / 2));
    proxy.open();
    await rig.restart();
    expect(rig.server.log).toMatch(
      /unsaved-messages\.jsonl cannot be stored: it is damaged; it is kept as .*\.unusable/,
    );
    expect(await unsavedFiles()).toEqual([expect.stringMatching(/\.unusable$/)]);
    expect(await rig.api.waitForEnd(id, 60_000)).toMatchObject({ status: 'completed' });
  }, 120_000);

  it('ends with 1 and says what is lost when the file cannot be written', async () => {
    const [gate, end] = [new Gate(), new Gate()];
    script('unkept', gate, end);
    const id = await rig.queue({ clientId, prompt: 'Be unkept', branchName: 'feature/unkept' });
    await rig.model.whenRequested('unkept');
    proxy.stall();
    gate.open();
    await rig.model.whenRequested('unkept', LINES + 1);
    // A folder that is not empty gives way to no file.
    await mkdir(join(rig.server.path.data, 'unsaved-messages.jsonl', 'x'), { recursive: true });
    expect(await rig.server.stop()).toBe(1);
    expect(rig.server.log).toMatch(
      new RegExp(`lost: \\d+ messages of job ${id} \\(Error: EISDIR.*kept.*: .*job ${id}`),
    );
    proxy.open();
    await rig.restart();
    end.open();
    expect(await rig.api.waitForEnd(id, 60_000)).toMatchObject({ status: 'completed', attempt: 1 });
  }, 120_000);
});
