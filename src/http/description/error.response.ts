import { Field, Parts, Text } from './fields.js';
import { ERROR_CODES } from '../../platform/errors/error-codes.js';
import type { ErrorDetail } from '../../platform/errors/domain-error.js';
import type { ErrorBody } from '../errors/error-body.js';

class ErrorDetailResponse implements ErrorDetail {
  @Text()
  readonly field!: string;

  @Text()
  readonly message!: string;
}

/** The body of every refusal. */
export class ErrorResponse implements ErrorBody {
  @Text({ description: 'One sentence for people.' })
  readonly error!: string;

  @Field(
    { type: 'string', enum: Object.keys(ERROR_CODES) },
    { description: 'For programs; none is renamed or removed.' },
  )
  readonly code!: ErrorBody['code'];

  @Parts(() => ErrorDetailResponse, { description: 'One for each problem of the input.', optional: true })
  readonly details?: readonly ErrorDetail[];
}
