import { IsIn, IsInt, Min } from 'class-validator';
import { DomainError } from '../../common/domain-error.js';
import { toWholeNumber, WholeNumber } from '../../common/whole-number.js';

export const STREAM_FORMATS = ['raw', 'text'] as const;
export type StreamFormat = (typeof STREAM_FORMATS)[number];

/** Query of GET /jobs/:id/events. */
export class FollowJobQuery {
  /** The seq of the last message already read; 0: from the beginning. */
  @WholeNumber()
  @IsInt({ message: 'after must be the seq of a message' })
  @Min(0, { message: 'after must be the seq of a message' })
  readonly after: number = 0;

  /** `raw`: messages as they are stored; `text`: what people want to read of them. */
  @IsIn(STREAM_FORMATS, { message: `format must be one of ${STREAM_FORMATS.join(', ')}` })
  readonly format: StreamFormat = 'raw';
}

/**
 * Where a stream goes on: a client that reconnects by itself sends the id of the last event it got, and still the query
 * of its first request. @throws DomainError `invalid`.
 */
export function resumePoint(lastEventId: string | undefined, query: FollowJobQuery): number {
  if (lastEventId === undefined) return query.after;
  const seq = toWholeNumber(lastEventId);
  if (Number.isNaN(seq)) throw DomainError.invalid('Last-Event-ID', 'Last-Event-ID must be the id of an event');
  return seq;
}
