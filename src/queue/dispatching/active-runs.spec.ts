import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { RunStopped } from '../../workflows/run/run-stopped.js';
import { ActiveRuns, type RunEnds } from './active-runs.js';

/** A run that ends some time after it was told to. */
const untilStopped =
  (log: string[], name: string) =>
  async ({ signal }: RunEnds) => {
    log.push(`${name} began`);
    if (!signal.aborted) await once(signal, 'abort');
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`${name} ended: ${signal.reason instanceof RunStopped ? signal.reason.reason : 'without a reason'}`);
  };

describe('ActiveRuns', () => {
  const jobId = randomUUID();

  it('ends the run of an older claim of a job before the new one begins', async () => {
    const runs = new ActiveRuns();
    const log: string[] = [];
    const first = runs.add({ jobId, leaseToken: 1 }, untilStopped(log, 'first'));
    const second = runs.add({ jobId, leaseToken: 3 }, untilStopped(log, 'second'));
    await first;
    expect(runs.claims()).toEqual([{ jobId, leaseToken: 3 }]);
    runs.stop(jobId, 'cancelled', 3);
    await second;
    expect(log).toEqual(['first began', 'first ended: lease_lost', 'second began', 'second ended: cancelled']);
    expect(runs.size).toBe(0);
  });

  it('stops a run only in the name of its own claim', async () => {
    const runs = new ActiveRuns();
    const log: string[] = [];
    const run = runs.add({ jobId, leaseToken: 3 }, untilStopped(log, 'run'));
    runs.stop(jobId, 'lease_lost', 1);
    runs.stop(jobId, 'shutdown', 3);
    await run;
    expect(log).toEqual(['run began', 'run ended: shutdown']);
  });

  it('tells a run that nothing more may be spent only in the name of its own claim', async () => {
    const runs = new ActiveRuns();
    const claim = { jobId, leaseToken: 3 };
    const run = runs.add(claim, async ({ spent }) => void (await once(spent, 'abort')));
    runs.spend({ jobId, leaseToken: 1 }, 'key_budget');
    expect(runs.size).toBe(1);
    runs.spend(claim, 'client_budget');
    await run;
    expect(runs.size).toBe(0);
  });
});
