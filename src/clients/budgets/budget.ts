/** `warning`: so much is spent as `warn_at_percent` says; `exceeded`: all is. */
export const BUDGET_STATES = ['ok', 'warning', 'exceeded'] as const;
export type BudgetState = (typeof BUDGET_STATES)[number];

/** What a client may spend in a calendar month (UTC), as Claude Code estimates costs. */
export interface Budget {
  readonly client_id: string;
  readonly monthly_usd: number;
  readonly warn_at_percent: number;
  /** In this month, what runs included. */
  readonly spent_usd: number;
  /** The part of it that is of runs that go on, as far as it is known. */
  readonly running_usd: number;
  readonly state: BudgetState;
  readonly period: BudgetPeriod;
  readonly created_at: string;
  readonly updated_at: string;
}

/** From `start` to before `end`. */
export interface BudgetPeriod {
  readonly start: string;
  readonly end: string;
}
