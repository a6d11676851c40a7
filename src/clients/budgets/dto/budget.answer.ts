import { Amount, Count, Id, Moment, OneOf, Part } from '../../../http/description/fields.js';
import { type Budget, BUDGET_STATES, type BudgetPeriod, type BudgetState } from '../budget.js';

class BudgetPeriodAnswer implements BudgetPeriod {
  @Moment()
  readonly start!: string;

  @Moment({ description: 'When the next month begins, and with it the budget anew.' })
  readonly end!: string;
}

export class BudgetAnswer implements Budget {
  @Id()
  readonly client_id!: string;

  @Amount({ description: 'In US dollars, as Claude Code estimates costs; 0: nothing may be spent.' })
  readonly monthly_usd!: number;

  @Count({ description: 'At how much of it `budget.warning` is told.' })
  readonly warn_at_percent!: number;

  @Amount({ description: 'In this month, what runs included.' })
  readonly spent_usd!: number;

  @Amount({ description: 'The part of `spent_usd` that is of runs that go on, as far as it is known.' })
  readonly running_usd!: number;

  @OneOf(BUDGET_STATES, { description: '`warning`: so much is spent as `warn_at_percent` says; `exceeded`: all is.' })
  readonly state!: BudgetState;

  @Part(() => BudgetPeriodAnswer, { description: 'The calendar month (UTC) for which it counts.' })
  readonly period!: BudgetPeriodAnswer;

  @Moment()
  readonly created_at!: string;

  @Moment()
  readonly updated_at!: string;
}
