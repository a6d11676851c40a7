import { Inject, Injectable } from '@nestjs/common';
import type { JobMessageType } from '../events/job-events.js';
import type { StoredMessage } from '../messages/message.js';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';

/** Messages and bytes of a page. A page is held in memory while its reader takes it, so it is small. */
const PAGE_MESSAGES = 100;
const PAGE_BYTES = 131_072;
/** PostgREST answers at most 1,000 rows. */
export const MAX_READERS = 1_000 / PAGE_MESSAGES;

/** Somebody who reads a job's messages, and the seq of the last one he has. */
export interface Reader {
  readonly job: string;
  readonly after: number;
}

export interface MessagePage {
  readonly messages: readonly StoredMessage[];
  /** Whether more may follow at once; false: the reader had everything at that moment. */
  readonly more: boolean;
}

/** Reads the next messages of several readers in one call. */
@Injectable()
export class MessagePageRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** One page for each of at most {@link MAX_READERS} readers, in their order. */
  async next(readers: readonly Reader[]): Promise<MessagePage[]> {
    const rows = unwrap(
      await this.db.rpc('next_job_messages', {
        p_readers: readers.map(({ job, after }) => ({ job, after })),
        p_limit: PAGE_MESSAGES,
        p_max_bytes: PAGE_BYTES,
      }),
    );
    const pages = readers.map((): StoredMessage[] => []);
    for (const { reader, ...message } of rows) {
      pages[reader]?.push({ ...message, type: message.type as JobMessageType });
    }
    return pages.map((messages) => ({ messages, more: isFull(messages) }));
  }
}

/** The store ends a page early only when its content has reached the limit of bytes. */
function isFull(messages: readonly StoredMessage[]): boolean {
  if (messages.length >= PAGE_MESSAGES) return true;
  return messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0) >= PAGE_BYTES;
}
