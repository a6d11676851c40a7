import type { CompletionReason } from '../../jobs/records/completion-reason.js';
import { decide, type IterationFacts, type Stuck } from './loop-decision.js';

/** What a loop needs of the world. Each answer is read from the store, so an interrupted loop resumes where it was. */
export interface LoopWorld {
  readonly maxIterations: number;
  /** Finished iterations, in order. */
  finished(): Promise<readonly IterationFacts[]>;
  stopRequested(): Promise<boolean>;
  budgetLeft(): boolean;
  /** Resolves when the iteration is among the finished ones. @throws when it was interrupted. */
  iterate(number: number, stuck: Stuck | null): Promise<void>;
  /** The reason that was concluded before, also by a run that was interrupted then; null: none yet. */
  concluded(): Promise<CompletionReason | null>;
  conclude(reason: CompletionReason): Promise<void>;
}

/** Iterates until there is a reason to end, which is concluded once and then stands. */
export async function runLoop(world: LoopWorld): Promise<CompletionReason> {
  for (;;) {
    const concluded = await world.concluded();
    if (concluded !== null) return concluded;
    const decision = decide({
      finished: await world.finished(),
      maxIterations: world.maxIterations,
      stopRequested: await world.stopRequested(),
      budgetLeft: world.budgetLeft(),
    });
    if (decision.kind === 'end') await world.conclude(decision.reason);
    else await world.iterate(decision.number, decision.stuck);
  }
}
