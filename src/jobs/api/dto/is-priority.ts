import { applyDecorators } from '@nestjs/common';
import { IsInt, Max, Min } from 'class-validator';

const PRIORITY = 'priority must be a whole number from -100 to 100';

/** The place of a job in the queue: higher starts first. */
export function IsPriority(): PropertyDecorator {
  return applyDecorators(
    IsInt({ message: PRIORITY }),
    Min(-100, { message: PRIORITY }),
    Max(100, { message: PRIORITY }),
  );
}
