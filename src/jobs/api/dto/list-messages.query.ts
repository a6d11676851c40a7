import { IsIn, IsInt, Max, Min } from 'class-validator';
import { CommaSeparated } from '../../../http/validation/comma-separated.js';
import { WholeNumber } from '../../../http/validation/whole-number.js';
import { JOB_MESSAGE_TYPES, type JobMessageType } from '../../../platform/events/job-events.js';

/** Query of GET /jobs/:id/messages. */
export class ListMessagesQuery {
  /** The seq of the last message already read; 0: from the beginning. */
  @WholeNumber()
  @IsInt({ message: 'after must be the seq of a message' })
  @Min(0, { message: 'after must be the seq of a message' })
  readonly after: number = 0;

  @WholeNumber()
  @IsInt({ message: 'limit must be a whole number from 1 to 1000' })
  @Min(1, { message: 'limit must be a whole number from 1 to 1000' })
  @Max(1_000, { message: 'limit must be a whole number from 1 to 1000' })
  readonly limit: number = 1_000;

  @CommaSeparated()
  @IsIn(JOB_MESSAGE_TYPES, {
    each: true,
    message: `type must be a comma-separated list of ${JOB_MESSAGE_TYPES.join(', ')}`,
  })
  readonly type: JobMessageType[] = [];
}
