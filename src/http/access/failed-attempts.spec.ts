import { describe, expect, it } from '@jest/globals';
import { ATTEMPTS_PER_MINUTE, FailedAttempts } from './failed-attempts.js';

async function exhaust(failures: FailedAttempts, address: string) {
  const seen = [];
  for (let i = 0; i < ATTEMPTS_PER_MINUTE + 3; i += 1) seen.push(await failures.count(address));
  return seen;
}

describe('FailedAttempts', () => {
  it('allows a number of them per minute, then says when to come back, and writes that down once', async () => {
    const seen = await exhaust(new FailedAttempts(), '192.0.2.1');
    const [allowed, refused] = [seen.slice(0, ATTEMPTS_PER_MINUTE), seen.slice(ATTEMPTS_PER_MINUTE)];
    expect(allowed.every(({ retryAfter, isRecorded }) => retryAfter === null && isRecorded)).toBe(true);
    expect(refused.map(({ isRecorded }) => isRecorded)).toEqual([true, false, false]);
    for (const { retryAfter } of refused) {
      expect(retryAfter).toBeGreaterThan(0);
      expect(retryAfter).toBeLessThanOrEqual(60);
    }
  });

  it('counts each address by itself, an IPv6 one by its network', async () => {
    const failures = new FailedAttempts();
    await exhaust(failures, '2001:db8:0:7::1');
    expect((await failures.count('2001:db8:0:7:ffff::2')).retryAfter).not.toBeNull();
    expect((await failures.count('2001:db8:0:8::1')).retryAfter).toBeNull();
    expect((await failures.count('192.0.2.9')).retryAfter).toBeNull();
    expect((await failures.count(null)).retryAfter).toBeNull();
  });

  it('writes down no more than a bounded number of all addresses together', async () => {
    const failures = new FailedAttempts();
    const seen = await Promise.all(Array.from({ length: 500 }, (_, i) => failures.count(`192.0.2.${i % 256}`)));
    expect(seen.filter(({ isRecorded }) => isRecorded)).toHaveLength(120);
  });
});
