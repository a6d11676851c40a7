import { Amount, Count, Moment, OneOf, Part, Parts, Text } from '../../../http/description/fields.js';
import { USAGE_GROUPS, type UsageGroup } from '../usage-group.js';
import { USAGE_NUMBERS, type UsageReport } from '../usage-report.js';

/** Declares the numbers that a report adds up. */
function Numbers(): ClassDecorator {
  return ({ prototype }) => {
    for (const name of USAGE_NUMBERS) (name === 'cost_usd' ? Amount() : Count())(prototype as object, name);
  };
}

@Numbers()
class UsageTotalAnswer {}

@Numbers()
class UsageRowAnswer {
  @Text({ description: 'The id, name, day or month by which the row adds up; null: of none.', nullable: true })
  readonly key!: string | null;

  @Text({ description: 'In words; null: nobody knows the name.', nullable: true })
  readonly name!: string | null;
}

export class UsageAnswer implements Omit<UsageReport, 'rows' | 'total'> {
  @Moment()
  readonly from!: string;

  @Moment()
  readonly to!: string;

  @OneOf(USAGE_GROUPS)
  readonly group_by!: UsageGroup;

  @OneOf(['estimate', 'prices'], { description: 'As Claude Code estimates, or by the server’s own price list.' })
  readonly cost_basis!: 'estimate' | 'prices';

  @Parts(() => UsageRowAnswer, { description: 'The most expensive first; days and months in order.' })
  readonly rows!: UsageRowAnswer[];

  @Part(() => UsageTotalAnswer)
  readonly total!: UsageTotalAnswer;
}
