import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import { IsMonthlyUsd } from '../../../http/validation/is-monthly-usd.js';

const WARN_AT = 'warnAtPercent must be a whole number from 1 to 100';

/** Body of PUT /clients/:id/budget. */
export class SetBudgetDto {
  /** In US dollars, as Claude Code estimates costs; 0: no run of Claude starts. */
  @IsMonthlyUsd('monthlyUsd')
  readonly monthlyUsd!: number;

  /** At how much of it `budget.warning` is told. */
  @ValidateIf(({ warnAtPercent }: SetBudgetDto) => warnAtPercent !== undefined)
  @IsInt({ message: WARN_AT })
  @Min(1, { message: WARN_AT })
  @Max(100, { message: WARN_AT })
  readonly warnAtPercent: number = 80;
}
