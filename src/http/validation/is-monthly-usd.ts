import { applyDecorators } from '@nestjs/common';
import { IsNumber, Max, Min } from 'class-validator';

/** A property that bounds what is spent in a month, in US dollars. */
export function IsMonthlyUsd(name: string): PropertyDecorator {
  const message = `${name} must be a number from 0 to 1000000, with at most 4 decimals`;
  return applyDecorators(
    IsNumber({ maxDecimalPlaces: 4 }, { message }),
    Min(0, { message }),
    Max(1_000_000, { message }),
  );
}
