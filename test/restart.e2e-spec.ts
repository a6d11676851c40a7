import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { processesNaming } from './support/leaks.js';
import { expectLedgerAgrees } from './support/ledger.js';
import { Rig } from './support/rig.js';
import { toolResultsOf, userTextOf } from './support/scripted-model.conversation.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, steps, uses, writes } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

/** What a killed server leaves goes on writing until the next start, or until now. */
async function endOrphansOf(id: string): Promise<void> {
  for (const line of await processesNaming(id)) process.kill(Number(line.split(' ', 1)[0]), 'SIGKILL');
  await until(async () => (await processesNaming(id)).length === 0, 5_000);
}

/** As the kernel does when memory is short: the CLI alone, not what stands around it. */
async function killClaudeOf(id: string): Promise<void> {
  let claude: string[] = [];
  // A child that it forks bears its command line for a moment.
  await until(async () => {
    const lines = await processesNaming(id);
    claude = lines.filter((line) => line.includes('--output-format') && !line.includes('bwrap'));
    return claude.length === 1;
  }, 20_000);
  for (const line of claude) process.kill(Number(line.split(' ', 1)[0]), 'SIGKILL');
}

describe('a code job whose server ends', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { SHUTDOWN_GRACE: '100ms' } });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  const notesOf = async (id: string) => {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return (body.messages ?? []).filter(({ type }) => type === 'system').map(({ content }) => content);
  };

  /** A job that has written one file and is interrupted before the next. */
  async function interrupted(marker: string) {
    const gate = new Gate();
    rig.model.script(marker, steps(writes('one.txt'), after(gate, writes('two.txt')), says('Both are written.')));
    const id = await rig.queue({ clientId, prompt: `Write ${marker}`, branchName: `feature/${marker}` });
    await rig.model.whenRequested(marker, 2);
    const { body: before } = await rig.api.get<JobBody>(`/jobs/${id}`);
    return { id, gate, before };
  }

  it.each(['killed', 'stopped'] as const)(
    'goes on with its session in its tree after the server was %s, and adds up what all attempts have used',
    async (how) => {
      const { id, gate, before } = await interrupted(how);
      await (how === 'killed' ? rig.server.kill() : rig.server.stop());
      gate.open();
      await rig.restart();
      const job = await rig.api.waitForEnd(id);
      expect(job).toMatchObject({ status: 'completed', attempt: how === 'killed' ? 2 : 1, error: null });
      expect(job.session_id).toBe(before.session_id);
      // The first answer belongs to the conversation that goes on, and is not asked for again.
      const last = rig.model.requestsOf(how).at(-1);
      expect(last && toolResultsOf(last.body)).toHaveLength(2);
      expect(last && userTextOf(last.body)).toContain('You were interrupted');
      for (const file of ['one.txt', 'two.txt']) {
        expect(await rig.forge.file('acme/app', `feature/${how}`, file)).toBe(file);
      }
      expect(rig.forge.pulls.filter(({ head }) => head === `feature/${how}`)).toHaveLength(1);
      expect(job.total_cost_usd).toBeGreaterThan(0);
      const notes = await notesOf(id);
      expect(notes).toContain('Claude continues where it was interrupted');
      expect(notes.join('\n')).toMatch(
        how === 'killed' ? /The job was interrupted \(attempt 1 on/ : /server is stopping/,
      );
      expect(await processesNaming(id)).toEqual([]);
    },
  );

  it('goes on with its session in its tree after Claude alone was killed', async () => {
    const { id, gate, before } = await interrupted('oom-once');
    await killClaudeOf(id);
    gate.open();
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', attempt: 2, error: null, session_id: before.session_id });
    expect(job).toMatchObject({ interruptions: [{ attempt: 1, node: expect.any(String), phase: 'working' }] });
    expect(job.num_turns).toBeGreaterThanOrEqual(3);
    for (const file of ['one.txt', 'two.txt'])
      expect(await rig.forge.file('acme/app', 'feature/oom-once', file)).toBe(file);
    expect((await notesOf(id)).join('\n')).toMatch(
      /killed \(SIGKILL\), probably for memory: SANDBOX_MEMORY.*\(attempt 1\)/,
    );
  });

  it('fails when Claude is killed in each of its attempts, and says so', async () => {
    const { id } = await interrupted('oom-always');
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await rig.model.whenRequested('oom-always', attempt + 1);
      await killClaudeOf(id);
    }
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'failed', attempt: 3, error: expect.stringContaining('SANDBOX_MEMORY') });
    expect(job.error).toContain('tried 3 times in all');
  });

  it('begins anew when the session is lost', async () => {
    const { id, gate, before } = await interrupted('lost-session');
    await rig.server.kill();
    await endOrphansOf(id);
    await rm(join(rig.server.path.data, 'jobs', id, 'claude'), { recursive: true, force: true });
    gate.open();
    await rig.restart();
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', attempt: 2 });
    expect(job.session_id).not.toBe(before.session_id);
    expect(await rig.forge.file('acme/app', 'feature/lost-session', 'two.txt')).toBe('two.txt');
  });

  it('begins anew when the tree is lost', async () => {
    const { id, gate } = await interrupted('lost-tree');
    await rig.server.kill();
    await endOrphansOf(id);
    await rm(join(rig.server.path.worktrees, id), { recursive: true, force: true });
    gate.open();
    await rig.restart();
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', attempt: 2 });
    expect(await rig.forge.file('acme/app', 'feature/lost-tree', 'one.txt')).toBe('one.txt');
  });

  it('keeps no tree of a job that was cancelled between two attempts', async () => {
    const { id } = await interrupted('cancelled-between');
    await rig.server.kill();
    await rig.restart({ MAX_ATTEMPTS: '3' });
    await rig.api.post(`/jobs/${id}/cancel`);
    await until(async () => (await processesNaming(id)).length === 0, 10_000);
    await until(async () => (await notesOf(id)).includes('Job cancelled'), 5_000);
  });

  it('is in the ledger with all that it used', () => expectLedgerAgrees(rig.api, clientId));
});

describe('a publish that a kill of the server interrupts', () => {
  let rig: Rig;
  let clientId: string;
  const waiting: ((line: string) => void)[] = [];

  beforeAll(async () => {
    rig = await Rig.start({ onLine: (line) => waiting.forEach((hear) => hear(line)) });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  /** Resolves at the moment the server's log says so. */
  const logged = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      waiting.push((line) => pattern.test(line) && resolve());
    });
  const phase = (id: string, wanted: string) => rig.api.waitForJob(id, (job) => job.phase === wanted);
  /** Queue a job and resolve with its id once it stands where its name says. */
  const stages: Record<string, (queue: () => Promise<string>) => Promise<string>> = {
    'before the work is collected': async (queue) => {
      const collecting = logged(/: collecting\b/);
      const id = await queue();
      await collecting;
      return id;
    },
    'before the push': async (queue) => {
      rig.forge.fail(/git-receive-pack/, 503, 1);
      const id = await queue();
      await phase(id, 'pushing');
      await until(() => rig.forge.requests.some(({ status }) => status === 503), 10_000);
      return id;
    },
    'in the middle of the push': async (queue) => {
      const hold = rig.forge.hold('push');
      const id = await queue();
      await hold.reached;
      return id;
    },
    'between push and pull request': async (queue) => {
      rig.forge.fail(/^GET .*\/pulls/, 503, 1);
      const id = await queue();
      await phase(id, 'opening_pr');
      return id;
    },
    'after the pull request, before its record': async (queue) => {
      rig.forge.loseAnswer(/^POST .*\/pulls$/);
      const before = rig.forge.pulls.length;
      const id = await queue();
      await until(() => rig.forge.pulls.length > before, 20_000);
      return id;
    },
  };

  it.each(Object.keys(stages))('%s: is finished once, and Claude is not asked again', async (stage) => {
    const branch = `publish/${stage.replaceAll(/\W+/g, '-')}`;
    rig.model.script(branch, steps(uses('Write', { file_path: 'p.txt', content: branch }), says('Done.')));
    const id = await stages[stage]?.(() => rig.queue({ clientId, prompt: `Do ${branch}`, branchName: branch }));
    if (id === undefined) throw new Error('no such stage');
    await rig.server.kill();
    const asked = rig.model.requestsOf(branch).length;
    await rig.restart();
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', error: null, result_summary: 'Done.' });
    expect(job.pr_url).not.toBeNull();
    expect(rig.model.requestsOf(branch)).toHaveLength(asked);
    expect(rig.forge.pulls.filter(({ head }) => head === branch)).toHaveLength(1);
    expect(await rig.forge.commits('acme/app', branch)).toHaveLength(2);
  });
});
