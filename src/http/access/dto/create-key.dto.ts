import { applyDecorators } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
} from 'class-validator';
import { IsMonthlyUsd } from '../../validation/is-monthly-usd.js';
import { IsIds } from '../../validation/is-id.js';
import { toMoment } from '../../validation/is-moment.js';
import { KEY_SCOPES, type KeyScope } from '../scope.js';
import { SECRET_HOLDER } from '../caller.js';

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9 ._@-]{0,62}[A-Za-z0-9._@-])?$/;
/** As many as a query can name. */
const MAX_CLIENTS = 50;
const CLIENTS_MESSAGE = `clientIds must be a list of at most ${MAX_CLIENTS} ids of clients`;
const SCOPES_MESSAGE = `scopes must be a list of ${KEY_SCOPES.join(', ')}`;

function IsFutureMoment(): PropertyDecorator {
  return ValidateBy({
    name: 'isFutureMoment',
    validator: {
      validate: (value) => toMoment(value) > Date.now(),
      defaultMessage: () => 'expiresAt must be a time in the future, such as 2030-01-31T00:00:00Z',
    },
  });
}

function IsLimit(name: string): PropertyDecorator {
  const message = `${name} must be a whole number from 1 to 1000000`;
  return applyDecorators(IsInt({ message }), Min(1, { message }), Max(1_000_000, { message }));
}

/** Body of POST /admin/keys. */
export class CreateKeyDto {
  @IsString({ message: 'name is required and must be a string' })
  @Matches(NAME, { message: 'name must be 1 to 64 letters, digits, spaces, dots, dashes, underscores or @' })
  @Matches(new RegExp(`^(?!${SECRET_HOLDER}$)`, 'i'), { message: `name must not be ${SECRET_HOLDER}` })
  readonly name!: string;

  @IsArray({ message: SCOPES_MESSAGE })
  @ArrayMinSize(1, { message: 'scopes must not be empty' })
  @ArrayMaxSize(KEY_SCOPES.length, { message: SCOPES_MESSAGE })
  @IsIn(KEY_SCOPES, { each: true, message: SCOPES_MESSAGE })
  readonly scopes!: KeyScope[];

  @IsOptional()
  @IsFutureMoment()
  readonly expiresAt?: string | null;

  /** What the jobs that the key creates may cost in a calendar month (UTC), in US dollars; null: no limit. */
  @IsOptional()
  @IsMonthlyUsd('maxMonthlyUsd')
  readonly maxMonthlyUsd?: number | null;

  /** It sees, and works for, these clients alone; null: all. */
  @IsOptional()
  @IsArray({ message: CLIENTS_MESSAGE })
  @ArrayMinSize(1, { message: 'clientIds must not be empty' })
  @ArrayMaxSize(MAX_CLIENTS, { message: CLIENTS_MESSAGE })
  @IsIds()
  readonly clientIds?: string[] | null;

  /** null: as KEY_REQUESTS_PER_MINUTE says. */
  @IsOptional()
  @IsLimit('requestsPerMinute')
  readonly requestsPerMinute?: number | null;

  /** null: as KEY_JOBS_PER_HOUR says. */
  @IsOptional()
  @IsLimit('jobsPerHour')
  readonly jobsPerHour?: number | null;
}
