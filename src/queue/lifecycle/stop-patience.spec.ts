import { describe, expect, it } from '@jest/globals';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import type { OwnNode } from '../nodes/own-node.js';
import { StopPatience } from './stop-patience.js';

function patience(beat: () => Promise<void>) {
  const shutdown = new Shutdown();
  return { shutdown, patience: new StopPatience({ beat } as Pick<OwnNode, 'beat'> as OwnNode, shutdown) };
}

async function secondsOf(waiting: Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await waiting;
  return (performance.now() - begun) / 1_000;
}

describe('StopPatience', () => {
  const never = new Promise<void>(() => undefined);

  it('waits longest for a store that takes writes, though a call may hang, and then no more', async () => {
    const { patience: some } = patience(() => Promise.resolve());
    const seconds = await secondsOf(some.isEnough(never));
    expect(seconds).toBeGreaterThan(14);
    expect(seconds).toBeLessThan(20);
    expect(await some.isEnough(never)).toBe(false);
    expect(await secondsOf(some.isEnough(never))).toBeLessThan(1);
  });

  it.each([
    ['', false, 4, 8],
    [' and the stop is hurried', true, 2, 4],
  ])('waits some seconds for a store that takes none%s', async (_when, hurried, least, most) => {
    const { shutdown, patience: some } = patience(() => Promise.reject(new Error('away')));
    if (hurried) shutdown.hurry();
    const seconds = await secondsOf(some.isEnough(never));
    expect(seconds).toBeGreaterThan(least);
    expect(seconds).toBeLessThan(most);
  });

  it('waits no longer than the task', async () => {
    const { patience: some } = patience(() => Promise.reject(new Error('away')));
    expect(await some.isEnough(Promise.resolve())).toBe(true);
  });
});
