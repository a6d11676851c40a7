import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ClaudeRig } from '../../../test/support/claude-rig.js';
import { Gate } from '../../../test/support/scripted-model.gate.js';
import { after, hangsMidStream, says, uses } from '../../../test/support/scripted-model.turns.js';

jest.setTimeout(60_000);

/** Stands in for the CLI where the real one cannot be made to misbehave. */
async function fakeCli(folder: string, script: string): Promise<{ CLAUDE_BIN: string }> {
  const file = join(folder, `${randomUUID()}.mjs`);
  await writeFile(file, script);
  return { CLAUDE_BIN: file };
}

const RESULT = JSON.stringify({
  type: 'result',
  subtype: 'success',
  is_error: false,
  result: 'Finished.',
  num_turns: 1,
});

describe('supervision of the Claude process', () => {
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

  it('leaves no process behind when a run is aborted, whatever a tool has started', async () => {
    const cwd = await rig.tree();
    const escape = 'setsid nohup sleep 1000 >/dev/null 2>&1 & (trap "" TERM; touch started; sleep 1000)';
    rig.model.script('run away', [uses('Bash', { command: escape })]);
    const abort = new AbortController();
    const { runner } = rig.parts();
    const running = runner.run(await rig.request('run away', { cwd }), abort.signal);
    await untilFile(join(cwd, 'started'));
    expect(rig.processes().length).toBeGreaterThanOrEqual(3);
    const abortedAt = performance.now();
    abort.abort();
    expect(await running).toMatchObject({ ok: false, reason: 'aborted' });
    expect(performance.now() - abortedAt).toBeLessThan(10_000);
    expect(rig.processes()).toEqual([]);
  });

  it('sweeps also after a run that went well', async () => {
    rig.model.script('stay behind', [
      uses('Bash', { command: 'setsid nohup sleep 1000 >/dev/null 2>&1 &' }),
      says('Left something.'),
    ]);
    expect(await rig.run('stay behind')).toMatchObject({ ok: true });
    expect(rig.processes()).toEqual([]);
  });

  it('starts nothing for a signal that is aborted already', async () => {
    const result = await rig.parts().runner.run(await rig.request('hello'), AbortSignal.abort());
    expect(result).toMatchObject({ reason: 'aborted', numTurns: null });
  });

  it('tells of a CLI that was killed', async () => {
    rig.model.script('be killed', [hangsMidStream()]);
    const { runner } = rig.parts();
    const running = runner.run(await rig.request('be killed'), new AbortController().signal);
    await rig.model.whenRequested('be killed');
    for (const pid of rig.processes()) process.kill(pid, 'SIGKILL');
    const failure = 'Claude Code was killed (SIGKILL), probably for memory: SANDBOX_MEMORY bounds what a job may use.';
    expect(await running).toMatchObject({ ok: false, reason: 'killed', failure });
  });

  it.each([
    [134, 'killed', /SIGABRT.*memory: SANDBOX_MEMORY/],
    [137, 'killed', /SIGKILL.*memory: SANDBOX_MEMORY/],
    [143, 'killed', /was killed \(SIGTERM\)\.$/],
    [250, 'no_result', /exit code 250/],
  ])('knows a kill by the exit code of a sandbox: %d', async (code, reason, failure) => {
    const result = await rig.run('hello', { env: await fakeCli(folder, `process.exit(${code});`) });
    expect(result).toMatchObject({ ok: false, reason, failure: expect.stringMatching(failure), exitCode: code });
  });

  it('counts a success, whatever error of no turns comes after it', async () => {
    const error = { type: 'result', subtype: 'error_during_execution', is_error: true, num_turns: 0, errors: ['late'] };
    const late = `console.log(${JSON.stringify(RESULT)}); console.log('${JSON.stringify(error)}');`;
    const result = await rig.run('hello', { env: await fakeCli(folder, `${late} process.exitCode = 1;`) });
    expect(result).toMatchObject({ ok: true, reason: 'success', failure: null });
    const more = late.replace('"num_turns":0', '"num_turns":2');
    expect(await rig.run('hello', { env: await fakeCli(folder, more) })).toMatchObject({ ok: false });
  });

  it('tells the last words of a CLI that dies', async () => {
    const env = await fakeCli(folder, 'console.error("first\\nout of memory"); process.exit(3);');
    const claim = { jobId: randomUUID(), leaseToken: 1 };
    const result = await rig.run('hello', { env }, { claim });
    expect(result).toMatchObject({
      reason: 'no_result',
      failure: expect.stringMatching(/exit code 3\b.*first\nout of memory$/s),
    });
    expect(rig.messagesOf(claim.jobId).map(({ type, content }) => [type, content])).toEqual([
      ['stderr', 'first'],
      ['stderr', 'out of memory'],
    ]);
  });

  it('passes on a line of 17 MB, cut and marked, and the lines around it whole', async () => {
    const env = await fakeCli(
      folder,
      `console.log("before"); console.log("ä".repeat(8_500_000)); process.stdout.write(${JSON.stringify(RESULT)});`,
    );
    const claim = { jobId: randomUUID(), leaseToken: 1 };
    expect(await rig.run('hello', { env }, { claim })).toMatchObject({ ok: true, summary: 'Finished.' });
    const [before, long, result] = rig.messagesOf(claim.jobId).map(({ content }) => content);
    expect([before, result]).toEqual(['before', RESULT]);
    expect(long?.length).toBeGreaterThan(8_380_000);
    expect(long?.endsWith('ää… [more than 222784 bytes of this line were left out]')).toBe(true);
  });

  it('keeps no half of a secret where it cuts a line', async () => {
    const script = `console.log("x ".repeat(8_388_600) + "secret-of-github and more"); process.stdout.write(${JSON.stringify(RESULT)});`;
    const claim = { jobId: randomUUID(), leaseToken: 1 };
    await rig.run('hello', { env: await fakeCli(folder, script) }, { claim });
    const [long] = rig.messagesOf(claim.jobId).map(({ content }) => content);
    expect(long?.slice(-200)).toMatch(/^[x ]+… \[more than \d+ bytes of this line were left out\]$/);
  });

  it('ends a CLI that does not leave after its result, and believes the result', async () => {
    const env = await fakeCli(
      folder,
      `process.on('SIGTERM', () => process.exit(9)); console.log(${JSON.stringify(RESULT)}); setInterval(() => {}, 1000);`,
    );
    const result = await rig.run('hello', { env });
    expect(result).toMatchObject({ ok: true, summary: 'Finished.' });
    expect(result.durationMs).toBeGreaterThan(9_000);
  });

  it('does not wait for a stranger who holds the output open', async () => {
    // Without marks and without a live parent, no sweep finds it.
    const script = `import { spawn } from 'node:child_process';
      const child = spawn('/bin/sh', ['-c', 'env -i sleep 8 & exit'], { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
      child.on('exit', () => { console.log(${JSON.stringify(RESULT)}); });`;
    const result = await rig.run('hello', { env: await fakeCli(folder, script) });
    expect(result).toMatchObject({ ok: true });
    expect(result.durationMs).toBeLessThan(7_000);
  });

  it('slows Claude down to the pace of its listener: nothing is lost, memory stays bounded, waiting is no silence', async () => {
    const lines = 60_000;
    const script = `import { once } from 'node:events';
      import { writeFileSync } from 'node:fs';
      for (let i = 0; i < ${lines}; i += 1) {
        if (!process.stdout.write(i + ' ' + 'x'.repeat(2_000) + '\\n')) await once(process.stdout, 'drain');
        if (i % 100 === 0) writeFileSync('written', String(i));
      }
      console.log(${JSON.stringify(RESULT)});`;
    const cwd = await rig.tree();
    const gate = new Gate();
    let next = 0;
    const running = rig.run(
      'hello',
      {
        env: { ...(await fakeCli(folder, script)), JOB_IDLE_TIMEOUT: '1500ms' },
        onMessage: async ({ content }) => {
          if (next < lines && !content.startsWith(`${next} `)) throw new Error('out of order');
          next += 1;
          if (next === 10) await gate.opened;
        },
      },
      { cwd },
    );
    await untilFile(join(cwd, 'written'));
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    // Only what the pipe and one read hold, not the 120 MB that were still to come.
    expect(Number(await readFile(join(cwd, 'written'), 'utf8'))).toBeLessThan(1_000);
    gate.open();
    expect(await running).toMatchObject({ ok: true });
    expect(next).toBe(lines + 1);
    rig.messages.length = 0;
  });

  it('ends Claude when a message cannot be taken, and tells the caller', async () => {
    rig.model.script('nobody listens', [after(new Gate(), says('never'))]);
    const running = rig.run('nobody listens', { onMessage: () => Promise.reject(new Error('store refused')) });
    await expect(running).rejects.toThrow('store refused');
    expect(rig.processes()).toEqual([]);
  });

  it.each([
    // One write each: when the first line has come, the second is in the pipe.
    ['still speaks', 'process.stdout.write("Hello.\\nLast words.\\n"); setInterval(() => {}, 1000);'],
    ['has ended', `process.stdout.write(${JSON.stringify(`Hello.\n${RESULT}\n`)});`],
  ])(
    'can be aborted while a listener keeps a message waiting and Claude %s: its last words are told',
    async (how, script) => {
      const abort = new AbortController();
      const stuck = new Gate();
      const { runner } = rig.parts({ env: await fakeCli(folder, script), onMessage: () => stuck.opened });
      const claim = { jobId: randomUUID(), leaseToken: 1 };
      const running = runner.run(await rig.request('hello', { claim }), abort.signal);
      await until(() => rig.messagesOf(claim.jobId).length === 1);
      if (how === 'has ended') await until(() => rig.processes().length === 0);
      abort.abort();
      expect(await running).toMatchObject({ reason: 'aborted' });
      stuck.open();
      const said = rig.messagesOf(claim.jobId).map(({ content }) => content);
      expect(said).toEqual(['Hello.', how === 'has ended' ? RESULT : 'Last words.']);
    },
  );
});

async function untilFile(path: string): Promise<void> {
  await until(() => existsSync(path));
}

/** For conditions without an event. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}
