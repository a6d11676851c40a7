import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { CompletionReason } from '../../jobs/records/completion-reason.js';
import type { IterationFacts, Stuck } from './loop-decision.js';
import { runLoop } from './ralph-loop.js';

/** What happens in the world while a loop runs, one after the other. */
type Happening =
  | { readonly kind: 'iteration'; readonly facts: Omit<IterationFacts, 'number'> }
  | { readonly kind: 'stop' | 'cancel' | 'budget_gone' }
  /** The server dies before an iteration's row is complete, after it, or after the reason was concluded, or around the pull request. */
  | {
      readonly kind: 'crash';
      readonly when: 'before_row' | 'after_row' | 'after_reason' | 'before_pull' | 'after_pull';
    };

class Crash extends Error {}
class Cancelled extends Error {}

/** A store and a forge that outlive the server, and a history that says what happens to it. */
class World {
  readonly rows: IterationFacts[] = [];
  readonly stuckNotes: (Stuck | null)[] = [];
  readonly concludedReasons: CompletionReason[] = [];
  readonly pullRequests: string[] = [];
  cancelled = false;
  iterationsBegun = 0;
  private stop = false;
  private budget = true;
  private readonly pendingCrashes: Extract<Happening, { kind: 'crash' }>[] = [];

  constructor(
    readonly maxIterations: number,
    private readonly history: Happening[],
  ) {}

  /** Runs the loop as servers would, one after the other has died, to its end. */
  async live(): Promise<CompletionReason | null> {
    for (;;) {
      try {
        const reason = await runLoop(this.asLoopWorld());
        await this.publish();
        return reason;
      } catch (error) {
        if (error instanceof Cancelled) return null;
        if (!(error instanceof Crash)) throw error;
      }
    }
  }

  private asLoopWorld() {
    return {
      maxIterations: this.maxIterations,
      finished: () => Promise.resolve([...this.rows]),
      stopRequested: () => Promise.resolve(this.stop),
      budgetLeft: () => this.budget,
      concluded: () => Promise.resolve(this.concludedReasons[0] ?? null),
      conclude: async (reason: CompletionReason) => {
        this.concludedReasons.push(reason);
        await this.crashIf('after_reason');
      },
      iterate: (number: number, stuck: Stuck | null) => this.iterate(number, stuck),
    };
  }

  private async iterate(number: number, stuck: Stuck | null): Promise<void> {
    this.iterationsBegun += 1;
    this.stuckNotes.push(stuck);
    const facts = this.nextIteration();
    if (this.cancelled) throw new Cancelled();
    await this.crashIf('before_row');
    if (this.rows.some((row) => row.number === number)) throw new Error(`iteration ${number} came twice`);
    this.rows.push({ number, ...facts });
    await this.crashIf('after_row');
  }

  /** Takes from the history up to the next iteration; when it is used up, iterations just work. */
  private nextIteration(): Omit<IterationFacts, 'number'> {
    for (let next = this.history.shift(); next !== undefined; next = this.history.shift()) {
      if (next.kind === 'iteration') return next.facts;
      if (next.kind === 'crash') this.pendingCrashes.push(next);
      if (next.kind === 'stop') this.stop = true;
      if (next.kind === 'cancel') this.cancelled = true;
      if (next.kind === 'budget_gone') this.budget = false;
    }
    return {
      failed: false,
      promiseKept: false,
      blocked: false,
      overBudget: false,
      treeChanged: true,
      fingerprint: null,
    };
  }

  private async publish(): Promise<void> {
    await this.crashIf('before_pull');
    // Found by its branch, as GithubGateway does.
    if (!this.pullRequests.includes('branch')) this.pullRequests.push('branch');
    await this.crashIf('after_pull');
  }

  private crashIf(when: string): Promise<void> {
    const index = this.pendingCrashes.findIndex((crash) => crash.when === when);
    if (index < 0) return Promise.resolve();
    this.pendingCrashes.splice(index, 1);
    return Promise.reject(new Crash());
  }
}

const facts = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.constant({ treeChanged: false }) },
  { weight: 3, arbitrary: fc.constantFrom('red-a', 'red-b').map((fingerprint) => ({ fingerprint })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ promiseKept: true }, { failed: true }, { blocked: true }, { overBudget: true }),
  },
);
const WORKING = {
  failed: false,
  promiseKept: false,
  blocked: false,
  overBudget: false,
  treeChanged: true,
  fingerprint: null,
};
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 10, arbitrary: facts.map((part) => ({ kind: 'iteration' as const, facts: { ...WORKING, ...part } })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('stop' as const, 'cancel' as const, 'budget_gone' as const).map((kind) => ({ kind })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        'before_row' as const,
        'after_row' as const,
        'after_reason' as const,
        'before_pull' as const,
        'after_pull' as const,
      )
      .map((when) => ({ kind: 'crash' as const, when })),
  },
);

describe('a ralph loop', () => {
  it('ends with exactly one reason, within its maximum, with one pull request, whatever happens to it', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.array(happening, { maxLength: 40 }),
        async (max, history) => {
          const world = new World(max, [...history]);
          const reason = await world.live();
          seen.add(String(reason));
          expect(world.rows.length).toBeLessThanOrEqual(max);
          expect(world.rows.map(({ number }) => number)).toEqual(world.rows.map((_, index) => index + 1));
          expect(world.concludedReasons).toEqual(reason === null ? [] : [reason]);
          expect(world.pullRequests.length).toBe(reason === null ? 0 : 1);
          expect(reason !== null || world.cancelled).toBe(true);
          // The promise wins against whatever else is true in that moment, and nothing else is called a promise.
          expect(reason === 'promise_detected').toBe(world.rows.at(-1)?.promiseKept === true && reason !== null);
          expect(reason !== 'max_iterations' || world.rows.length === max).toBe(true);
        },
      ),
      { seed: 4, numRuns: 2_000 },
    );
    expect([...seen].toSorted()).toEqual(
      [
        'blocked',
        'budget_exceeded',
        'iteration_error',
        'manual_stop',
        'max_iterations',
        'no_progress',
        'null',
        'promise_detected',
      ].toSorted(),
    );
  });

  const run = async (max: number, ...parts: Partial<IterationFacts>[]) => {
    const world = new World(
      max,
      parts.map((part) => ({ kind: 'iteration', facts: { ...WORKING, ...part } })),
    );
    const reason = await world.live();
    return { reason, iterations: world.rows.length, stuckNotes: world.stuckNotes };
  };

  it('counts a promise that is kept in the last allowed iteration', async () => {
    expect(await run(2, {}, { promiseKept: true })).toMatchObject({ reason: 'promise_detected', iterations: 2 });
  });

  it('gives up after three iterations that change nothing, and says so before the third', async () => {
    const still = { treeChanged: false };
    expect(await run(9, {}, still, still, still, {})).toEqual({
      reason: 'no_progress',
      iterations: 4,
      stuckNotes: [null, null, null, 'unchanged'],
    });
    expect(await run(5, still, still, {}, still, still)).toMatchObject({ reason: 'max_iterations' });
  });

  it('gives up after three equal failures in a row, but not over different ones', async () => {
    const [a, b] = [{ fingerprint: 'a' }, { fingerprint: 'b' }];
    expect(await run(9, a, a, a)).toEqual({
      reason: 'no_progress',
      iterations: 3,
      stuckNotes: [null, null, 'same_failure'],
    });
    expect(await run(5, a, a, b, a, a)).toMatchObject({ reason: 'max_iterations' });
    expect(await run(9, a, a, { fingerprint: 'a', promiseKept: true })).toMatchObject({ reason: 'promise_detected' });
  });
});
