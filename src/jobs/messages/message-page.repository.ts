import { Inject, Injectable } from '@nestjs/common';
import type { JobMessageType } from '../../platform/events/job-events.js';
import type { Json } from '../../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { MAX_SHOWN_BYTES, type StoredMessage } from './message.js';

/** PostgREST answers at most 1,000 rows. */
export const MAX_ROWS = 1_000;

/** Somebody who reads the messages of a job: those after a seq in order, or those before one, backwards. */
export type Reader = { readonly job: string } & (
  | {
      readonly after: number;
      /** Absent: all types. */
      readonly types?: readonly JobMessageType[];
    }
  | { readonly before: number }
);

export interface MessagePage {
  readonly messages: readonly StoredMessage[];
  /** Of the content; what is cut counts as {@link MAX_SHOWN_BYTES}. */
  readonly bytes: number;
  /** Whether more messages may be available; false: the reader had everything at that moment. */
  readonly more: boolean;
}

/** Reads messages, bounded in rows and in bytes by the store. */
@Injectable()
export class MessagePageRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /**
   * One page for each reader, in their order: at most `limit` messages, none of which begins beyond `maxBytes`. Together
   * the readers may get at most {@link MAX_ROWS}.
   */
  async next(readers: readonly Reader[], limit: number, maxBytes: number): Promise<MessagePage[]> {
    const p_readers = readers as unknown as Json;
    const rows = unwrap(await this.db.rpc('next_job_messages', { p_readers, p_limit: limit, p_max_bytes: maxBytes }));
    const pages = readers.map((): StoredMessage[] => []);
    for (const { reader, ...message } of rows) {
      pages[reader]?.push({ ...message, type: message.type as JobMessageType });
    }
    return pages.map((messages) => {
      const bytes = messages.reduce((sum, message) => sum + bytesOf(message), 0);
      return { messages, bytes, more: messages.length >= limit || bytes >= maxBytes };
    });
  }

  /** Characters of a message's content from the 0-based `from`, none beyond its end; null: the job has no such message. */
  async content(jobId: string, messageId: string, from: number, length: number): Promise<string | null> {
    const args = { p_job_id: jobId, p_message_id: messageId, p_from: from + 1, p_length: length };
    return unwrap(await this.db.rpc('message_content', args))[0]?.part ?? null;
  }
}

/** As the store counts them. */
function bytesOf({ content, content_truncated }: StoredMessage): number {
  return content_truncated ? MAX_SHOWN_BYTES : Buffer.byteLength(content);
}
