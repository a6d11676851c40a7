import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

/**
 * A property whose value is taken as it is and checked by `problemOf`: class-transformer would leave out keys such as `constructor`
 * in what it copies, make instances of it, and take its size once more.
 * @param problemOf what is wrong, to follow the name of the field, or an index such as `[1]` in it; null: nothing.
 */
export function CheckedAsGiven(name: string, problemOf: (value: unknown) => string | null): PropertyDecorator {
  return applyDecorators(
    Transform(({ obj, key }) => (obj as Record<string, unknown>)[key]),
    ValidateBy({
      name,
      validator: {
        validate: (value) => problemOf(value) === null,
        defaultMessage: (args) => sentence(args?.property ?? '', problemOf(args?.value) ?? ''),
      },
    }),
  );
}

function sentence(field: string, problem: string): string {
  return problem.startsWith('[') ? `${field}${problem}` : `${field} ${problem}`;
}
