import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { IsId } from '../../../http/validation/is-id.js';
import { MaxCharacters } from '../../../http/validation/max-characters.js';
import { ONE_LINE, Trimmed } from '../../../http/validation/text.js';
import { SUBSCRIPTIONS } from '../event-types.js';

const EVENTS_MESSAGE = `events must be a list of ${SUBSCRIPTIONS.join(', ')}`;

export function IsEventList(): PropertyDecorator {
  return applyDecorators(
    IsArray({ message: EVENTS_MESSAGE }),
    ArrayMinSize(1, { message: 'events must not be empty' }),
    ArrayMaxSize(SUBSCRIPTIONS.length, { message: EVENTS_MESSAGE }),
    IsIn(SUBSCRIPTIONS, { each: true, message: EVENTS_MESSAGE }),
  );
}

export function IsDescription(): PropertyDecorator {
  return applyDecorators(
    Trimmed(),
    IsString({ message: 'description must be a string' }),
    MaxCharacters(500),
    Matches(ONE_LINE, { message: 'description must be one line' }),
  );
}

/** Body of POST /webhooks. */
export class CreateWebhookDto {
  /** https; or http to a loopback address where `WEBHOOK_ALLOW_PRIVATE=true`. */
  @Trimmed()
  @IsString({ message: 'url is required and must be a string' })
  readonly url!: string;

  /** Types of events; `*`, the default: all. */
  @IsOptional()
  @IsEventList()
  readonly events?: string[];

  /** Only events of this client's jobs. */
  @IsOptional()
  @IsId()
  readonly clientId?: string | null;

  @IsOptional()
  @IsDescription()
  readonly description?: string | null;

  /** false: it is told nothing yet. */
  @IsOptional()
  @IsBoolean({ message: 'active must be true or false' })
  readonly active?: boolean;
}
