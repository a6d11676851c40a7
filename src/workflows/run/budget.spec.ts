import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Budget } from './budget.js';

const limits = (max_cost_usd: number | null, max_duration_minutes: number | null) => ({
  max_cost_usd,
  max_duration_minutes,
});
const NOTHING = { costUsd: 0, durationMs: 0 };

describe('Budget', () => {
  it('without limits is always left, and bounds nothing', () => {
    const budget = new Budget(limits(null, null), { costUsd: 1_000, durationMs: 1e12 });
    expect([budget.isLeft, budget.runLimits]).toEqual([true, { maxCostUsd: null, maxDurationMs: null }]);
  });

  it('counts what earlier runs have used, and what this one tells', () => {
    const budget = new Budget(limits(2, null), { costUsd: 0.5, durationMs: 0 });
    expect(budget.costLeftUsd).toBeCloseTo(1.5);
    budget.spend(1);
    budget.spend(null);
    expect([budget.isLeft, budget.runLimits.maxCostUsd]).toEqual([true, 0.5]);
    budget.spend(0.5);
    expect(budget.isLeft).toBe(false);
    expect(budget.runLimits.maxCostUsd).toBeGreaterThan(0);
  });

  it('is used up by working time, in which a person’s thinking does not count', async () => {
    expect(new Budget(limits(null, 1), { ...NOTHING, durationMs: 60_001 }).isLeft).toBe(false);
    const budget = new Budget(limits(null, 1), NOTHING);
    budget.rest();
    const left = budget.timeLeftMs;
    await delay(20);
    expect(budget.timeLeftMs).toBe(left);
    budget.work();
    await delay(20);
    expect(budget.timeLeftMs).toBeLessThan(left ?? 0);
  });
});
