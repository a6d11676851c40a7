import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, steps, uses } from './support/scripted-model.turns.js';

interface QueueBody {
  readonly running: readonly { id: string; title: string; started_at: string }[];
  readonly queued: readonly { id: string; created_at: string; position: number; wait_reason: string | null }[];
  readonly next_cursor: string | null;
  readonly waiting: { total: number; by_reason: Record<string, number> };
  readonly maxConcurrent: number;
}

const LOOK_MS = 20;

describe('the queue', () => {
  let rig: Rig;
  let app: string;
  let site: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { MAX_CONCURRENT_JOBS: '3', SHUTDOWN_GRACE: '100ms' } });
    app = (await rig.addRepository('acme/app')).clientId;
    site = (await rig.addRepository('acme/site')).clientId;
  });

  afterAll(() => rig.close());

  const queue = () => rig.api.get<QueueBody>('/queue');

  async function pagesOf(limit: number): Promise<QueueBody[]> {
    const pages: QueueBody[] = [];
    for (let cursor: string | null = ''; cursor !== null; cursor = pages.at(-1)?.next_cursor ?? null) {
      const more = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      pages.push((await rig.api.get<QueueBody>(`/queue?limit=${limit}${more}`)).body);
    }
    return pages;
  }

  /** The largest number of running jobs seen until the signal is aborted. */
  async function mostRunning(signal: AbortSignal): Promise<number> {
    let most = 0;
    while (!signal.aborted) {
      most = Math.max(most, (await queue()).body.running.length);
      // A job takes far longer; a look right after the other would take the processor from it.
      await delay(LOOK_MS);
    }
    return most;
  }

  it('runs ten jobs on two repositories, three at a time and in order, one branch at a time', async () => {
    const gates = Array.from({ length: 10 }, () => new Gate());
    const ids: string[] = [];
    for (const [index, gate] of gates.entries()) {
      const file = `file-${index}.txt`;
      rig.model.script(`ten-${index}.`, [
        after(gate, uses('Write', { file_path: file, content: file })),
        says('Done.'),
      ]);
      // The second and the third job want the same branch of the same repository.
      const branchName = index === 2 ? 'feature/ten-1' : `feature/ten-${index}`;
      const clientId = index % 2 === 0 && index !== 2 ? site : app;
      ids.push(await rig.queue({ clientId, prompt: `Job ten-${index}.`, title: `Ten ${index}`, branchName }));
    }
    // The third one is passed over: its branch is being worked on.
    await Promise.all([0, 1, 3].map((index) => rig.model.whenRequested(`ten-${index}.`)));
    const { body } = await queue();
    expect(body.maxConcurrent).toBe(3);
    expect(body.running.map(({ id }) => id)).toEqual([ids[0], ids[1], ids[3]]);
    expect(body.queued.map(({ id }) => id)).toEqual([ids[2], ...ids.slice(4)]);
    expect(body.queued.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(body.queued[0]?.wait_reason).toBe('branch_locked');
    expect(body.queued[1]?.wait_reason).toBe('no_free_slot');
    expect((await rig.api.get(`/jobs/${ids[2]}`)).body).toMatchObject({ position: 1, wait_reason: 'branch_locked' });

    expect(body.waiting).toEqual({ total: 7, by_reason: { branch_locked: 1, no_free_slot: 6 } });
    expect(body.next_cursor).toBeNull();
    const pages = await pagesOf(3);
    expect(pages.map(({ queued }) => queued.length)).toEqual([3, 3, 1]);
    expect(pages.flatMap(({ queued }) => queued)).toEqual(body.queued);

    // Watching while the gates open one by one: never more than three run.
    const watch = new AbortController();
    const most = mostRunning(watch.signal);
    const jobs: JobBody[] = [];
    for (const index of [1, 2, 0, 3, 4, 5, 6, 7, 8, 9]) {
      gates[index]?.open();
      jobs[index] = await rig.api.waitForEnd(ids[index] ?? '');
    }
    watch.abort();

    expect(jobs.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'completed'));
    expect(await most).toBe(3);
    const unblocked = jobs.filter((_, index) => index !== 2).map(({ started_at }) => String(started_at));
    expect(unblocked).toEqual(unblocked.toSorted());
    const commits = await rig.forge.commits('acme/app', 'feature/ten-1');
    expect(commits).toHaveLength(3);
    expect(await rig.forge.file('acme/app', 'feature/ten-1', 'file-1.txt')).toBe('file-1.txt');
    expect(await rig.forge.file('acme/app', 'feature/ten-1', 'file-2.txt')).toBe('file-2.txt');
    expect(Date.parse(String(jobs[2]?.started_at))).toBeGreaterThanOrEqual(Date.parse(String(jobs[1]?.completed_at)));
  });

  it('gives running jobs back on SIGTERM, and goes on with them after the next start', async () => {
    const gate = new Gate();
    rig.model.script('sigterm', steps(after(gate, uses('Write', { file_path: 's.txt', content: 's' })), says('Done.')));
    const id = await rig.queue({ clientId: app, prompt: 'Survive sigterm', branchName: 'feature/sigterm' });
    await rig.model.whenRequested('sigterm');
    expect(await rig.server.stop()).toBe(0);
    gate.open();
    await rig.restart();
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', attempt: 1 });
    expect(rig.forge.pulls.filter((pull) => pull.head === 'feature/sigterm')).toHaveLength(1);
  });

  it('takes up again what a killed server left, and counts the attempt', async () => {
    const gate = new Gate();
    rig.model.script('sigkill', steps(after(gate, uses('Write', { file_path: 'k.txt', content: 'k' })), says('Done.')));
    const id = await rig.queue({ clientId: app, prompt: 'Survive sigkill', branchName: 'feature/sigkill' });
    await rig.model.whenRequested('sigkill');
    await rig.server.kill();
    gate.open();
    await rig.restart();
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', attempt: 2 });
    expect(rig.forge.pulls.filter((pull) => pull.head === 'feature/sigkill')).toHaveLength(1);
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    expect(body.messages?.map(({ content }) => content).join('\n')).toContain('was interrupted');
  });

  it('fails a job that was interrupted too often', async () => {
    rig.model.script('doomed', steps(after(new Gate(), says('never'))));
    const id = await rig.queue({ clientId: app, prompt: 'Be doomed', branchName: 'feature/doomed' });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await rig.model.whenRequested('doomed', attempt);
      await rig.server.kill();
      await rig.restart();
    }
    const job = await rig.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'failed', attempt: 3 });
    expect(job.error).toMatch(
      /interrupted in all of its attempts \(3\) and was not started again: attempt 1 on \S+ while working, noticed at 2\S+Z; attempt 2 .*; attempt 3 /,
    );
  });
});
