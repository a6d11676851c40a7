import { IsIn, IsInt, Min } from 'class-validator';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { toWholeNumber, WholeNumber } from '../../../http/validation/whole-number.js';

export const STREAM_FORMATS = ['raw', 'text'] as const;
export type StreamFormat = (typeof STREAM_FORMATS)[number];

/** Query of GET /jobs/:id/events. */
export class FollowJobQuery {
  /** The seq of the last message already read; 0: from the beginning. */
  @WholeNumber()
  @IsInt({ message: 'after must be the seq of a message' })
  @Min(0, { message: 'after must be the seq of a message' })
  readonly after: number = 0;

  /** `raw`: messages as they are stored; `text`: their readable content. */
  @IsIn(STREAM_FORMATS, { message: `format must be one of ${STREAM_FORMATS.join(', ')}` })
  readonly format: StreamFormat = 'raw';
}

/** What follows the seq in the id of the last event of all. */
const END_MARK = '-end';

/** The id of the `end` event, behind the message with this seq. */
export function endIdOf(seq: number): string {
  return `${seq}${END_MARK}`;
}

/** Whether a client that reconnects had everything: an `EventSource` does so by itself, until it gets 204. */
export function hasSeenEnd(lastEventId: string | undefined): boolean {
  return lastEventId?.endsWith(END_MARK) === true;
}

/**
 * Where a stream continues: a client that reconnects by itself sends the id of the last event it got, together with the query of
 * its first request. @throws DomainError `invalid`.
 */
export function resumePoint(lastEventId: string | undefined, query: FollowJobQuery): number {
  if (lastEventId === undefined) return query.after;
  const seq = toWholeNumber(hasSeenEnd(lastEventId) ? lastEventId.slice(0, -END_MARK.length) : lastEventId);
  if (Number.isNaN(seq)) throw DomainError.invalid('Last-Event-ID', 'Last-Event-ID must be the id of an event');
  return seq;
}
