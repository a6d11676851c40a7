import { applyDecorators } from '@nestjs/common';
import { IsString, Matches } from 'class-validator';

const MODEL = /^[A-Za-z0-9][A-Za-z0-9._:@/[\]-]{0,99}$/;

/** A property that names a model of Claude. */
export function IsModel(): PropertyDecorator {
  return applyDecorators(
    Matches(MODEL, { message: 'model must be the name of a model, such as claude-sonnet-5' }),
    IsString({ message: 'model must be a string' }),
  );
}
