import type { CompletionReason } from '../../jobs/records/completion-reason.js';

/** So many iterations in a row without progress end the loop; one fewer, and the next prompt says so. */
export const STUCK_AFTER = 3;

/** What a finished iteration means for the loop. */
export interface IterationFacts {
  /** 1-based. */
  readonly number: number;
  /** It failed, and failed again when it was repeated. */
  readonly failed: boolean;
  /** The promise was given, and all feedback was green. */
  readonly promiseKept: boolean;
  readonly blocked: boolean;
  /** It was cut short, or ended, beyond the job's budget. */
  readonly overBudget: boolean;
  /** It left other files than it found. */
  readonly treeChanged: boolean;
  /** How its feedback failed, in words that are equal for equal failures; null: it did not. */
  readonly fingerprint: string | null;
}

/** What is known before the next iteration. Everything is in the store, so a loop that was interrupted decides as before. */
export interface LoopState {
  /** In order, without gaps. */
  readonly finished: readonly IterationFacts[];
  readonly maxIterations: number;
  readonly stopRequested: boolean;
  readonly budgetLeft: boolean;
}

export type LoopDecision =
  | {
      readonly kind: 'iterate';
      readonly number: number;
      /** The last iterations led nowhere; null: they did. */
      readonly stuck: Stuck | null;
    }
  | { readonly kind: 'end'; readonly reason: CompletionReason };

export type Stuck = 'unchanged' | 'same_failure';

type Ending = readonly [reason: CompletionReason, applies: (state: LoopState, last?: IterationFacts) => boolean];

/** The first that applies counts. The promise comes before every limit: a loop that kept it in its last iteration has kept it. */
const ENDINGS: readonly Ending[] = [
  ['promise_detected', (_, last) => last?.promiseKept === true],
  ['blocked', (_, last) => last?.blocked === true],
  ['iteration_error', (_, last) => last?.failed === true],
  ['manual_stop', ({ stopRequested }) => stopRequested],
  ['budget_exceeded', ({ budgetLeft }, last) => last?.overBudget === true || !budgetLeft],
  ['no_progress', ({ finished }) => stuckFor(finished, STUCK_AFTER) !== null],
  ['max_iterations', ({ finished, maxIterations }) => finished.length >= maxIterations],
];

export function decide(state: LoopState): LoopDecision {
  const { finished } = state;
  const ending = ENDINGS.find(([, applies]) => applies(state, finished.at(-1)));
  if (ending) return { kind: 'end', reason: ending[0] };
  return { kind: 'iterate', number: finished.length + 1, stuck: stuckFor(finished, STUCK_AFTER - 1) };
}

/** How the last `count` iterations led nowhere; null: at least one of them was of use. */
function stuckFor(finished: readonly IterationFacts[], count: number): Stuck | null {
  const last = finished.slice(-count);
  if (last.length < count) return null;
  if (last.every(({ treeChanged }) => !treeChanged)) return 'unchanged';
  const [first] = last;
  const isSame = last.every(({ fingerprint }) => fingerprint !== null && fingerprint === first?.fingerprint);
  return isSame ? 'same_failure' : null;
}
