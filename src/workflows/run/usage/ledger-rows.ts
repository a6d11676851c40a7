import { randomUUID } from 'node:crypto';
import { byModel, type ModelUsage, TOKEN_KINDS } from '../../../claude/output/model-usage.js';
import type { StretchUsage } from '../../../claude/output/usage.js';

/** A row of the ledger. One that is written again replaces what was written before. */
export interface LedgerRow {
  readonly id: string;
  readonly sessionId: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** As runs of Claude end; null: it goes on, or was cut off. */
  readonly outcome: string | null;
  readonly numTurns: number;
  /** null: the CLI has told no cost. */
  readonly costUsd: number | null;
  readonly models: readonly ModelUsage[];
}

/** The row of a process that does one thing, such as an iteration. */
export class ProcessRow {
  private readonly startedAt = new Date().toISOString();

  constructor(
    private readonly sessionId: string,
    private readonly id: string = randomUUID(),
  ) {}

  /** @param moreUsd of earlier runs, which could not tell it themselves. */
  of(stretches: readonly StretchUsage[], durationMs: number, outcome: string | null, moreUsd = 0): LedgerRow {
    const numTurns = stretches.reduce((sum, each) => sum + each.numTurns, 0);
    const [first, ...others] = byModel(stretches.flatMap(({ models }) => models));
    const models = first ? [withMore(first, moreUsd), ...others] : [];
    const { id, sessionId, startedAt } = this;
    return { id, sessionId, startedAt, durationMs, outcome, numTurns, costUsd: costOf(models), models };
  }
}

/** The rows of a process that holds a conversation: one for each turn that used anything. */
export class TurnRows {
  private readonly turns: { readonly id: string; readonly startedAt: string; durationMs: number }[] = [];
  /** Of so many turns the rows are stored as they will stay. */
  private settled = 0;

  constructor(private readonly sessionId: string) {}

  /**
   * Those that may have changed.
   * @param durationMs how long Claude has worked in the process; what earlier turns had of it is theirs.
   */
  of(stretches: readonly StretchUsage[], durationMs: number | null): LedgerRow[] {
    const now = new Date().toISOString();
    while (this.turns.length < stretches.length) this.turns.push({ id: randomUUID(), startedAt: now, durationMs: 0 });
    const current = this.turns[stretches.length - 1];
    const before = this.turns.slice(0, stretches.length - 1).reduce((sum, turn) => sum + turn.durationMs, 0);
    if (current && durationMs !== null) current.durationMs = Math.max(0, durationMs - before);
    return stretches.slice(this.settled).flatMap(({ ok, numTurns, models }, index) => {
      const turn = this.turns[this.settled + index];
      if (!turn || (numTurns === 0 && models.every(isNothing))) return [];
      const outcome = ok === null ? null : ok ? 'success' : 'error';
      return [{ ...turn, sessionId: this.sessionId, outcome, numTurns, costUsd: costOf(models), models }];
    });
  }

  /** The rows of these turns are stored; those that have a result do not change any more. */
  settle(stretches: readonly StretchUsage[]): void {
    this.settled = stretches.filter(({ ok }) => ok !== null).length;
  }
}

function withMore(usage: ModelUsage, moreUsd: number): ModelUsage {
  return moreUsd === 0 ? usage : { ...usage, costUsd: (usage.costUsd ?? 0) + moreUsd };
}

function costOf(models: readonly ModelUsage[]): number | null {
  const known = models.flatMap(({ costUsd }) => costUsd ?? []);
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0);
}

function isNothing(usage: ModelUsage): boolean {
  return TOKEN_KINDS.every((kind) => usage[kind] === 0) && (usage.costUsd ?? 0) === 0;
}
