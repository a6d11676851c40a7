import { applyDecorators } from '@nestjs/common';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

const MESSAGE = 'maxConcurrentJobs must be a whole number from 1 to 1000, or null for no limit';

/** A property that limits how many jobs work at the same time. Absent: it stays as it is; null: no limit. */
export function IsConcurrencyLimit(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    IsInt({ message: MESSAGE }),
    Min(1, { message: MESSAGE }),
    Max(1_000, { message: MESSAGE }),
  );
}
