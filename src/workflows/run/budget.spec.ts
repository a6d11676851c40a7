import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Budget, budgetSentence, BudgetSpent } from './budget.js';

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

describe('budgetSentence', () => {
  const over = (reason: Error): AbortSignal => AbortSignal.abort(reason);
  const none = new AbortController().signal;

  it.each([
    ['its cost', limits(2, 60), none, { costUsd: 2.1, durationMs: 60_000 }, 'The job has used up its maxCostUsd.'],
    [
      'its time',
      limits(2, 1),
      none,
      { costUsd: 0.1, durationMs: 59_000 },
      'The job has used up its maxDurationMinutes.',
    ],
    [
      'a cost of nothing known',
      limits(2, null),
      none,
      { costUsd: null, durationMs: null },
      'The month’s budget of its client or key was used up.',
    ],
    [
      'the month',
      limits(2, 60),
      none,
      { costUsd: 0.2, durationMs: 1_000 },
      'The month’s budget of its client or key was used up.',
    ],
    [
      'the client',
      limits(2, 60),
      over(new BudgetSpent('client_budget')),
      { costUsd: 2, durationMs: 1 },
      'The client’s budget for this month was used up.',
    ],
    [
      'another stop',
      limits(2, 60),
      over(new Error('x')),
      { costUsd: 2, durationMs: 1 },
      'The job has used up its maxCostUsd.',
    ],
  ])('names %s', (_, job, spent, used, sentence) => expect(budgetSentence({ job, spent }, used)).toBe(sentence));
});
