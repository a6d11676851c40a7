import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { JobMessageType } from '../../platform/events/job-events.js';
import { MAX_SHOWN_BYTES, type StoredMessage } from './message.js';
import { type MessagePage, MessagePageRepository, type Reader } from './message-page.repository.js';

/** Most bytes of content that one answer holds. */
export const MAX_PAGE_BYTES = 8_000_000;
/** The store is asked for a little at a time: a large answer is in memory once, not in every layer at the same time. */
const STEP_BYTES = 1_000_000;
/** Characters of a content that are read at a time; four bytes each at most. */
const PART_LENGTH = 500_000;

/** The messages of a job as callers read them: in pages that memory can hold, whatever the job has said. */
@Injectable()
export class MessagePages {
  constructor(private readonly pages: MessagePageRepository) {}

  /** Messages after the seq `after`, in order. @param types empty: all types. */
  async after(
    job: string,
    after: number,
    limit: number,
    types: readonly JobMessageType[],
  ): Promise<{ messages: StoredMessage[]; more: boolean }> {
    const narrowed = types.length > 0 ? { types } : {};
    return this.collect((last) => ({ job, after: last?.seq ?? after, ...narrowed }), limit);
  }

  /** The newest messages, oldest first. `more`: there are older ones. */
  async newest(job: string, limit: number): Promise<{ messages: StoredMessage[]; more: boolean }> {
    const { messages, more } = await this.collect(
      (last) => ({ job, before: last?.seq ?? Number.MAX_SAFE_INTEGER }),
      limit,
    );
    const oldest = messages.at(-1)?.seq ?? 0;
    return { messages: messages.toReversed(), more: more && (await this.isOlderThan(job, oldest)) };
  }

  /**
   * The whole content of a message in parts, which are read as they are taken.
   * @throws DomainError `not_found` before the first part.
   */
  async *contentOf(job: string, messageId: string): AsyncGenerator<string> {
    for (let from = 0, part: string | null; ; from += Array.from(part).length) {
      part = await this.pages.content(job, messageId, from, PART_LENGTH);
      if (part === null && from === 0) throw DomainError.notFound('Message', messageId);
      // Housekeeping may have removed it meanwhile: what came is not the whole.
      if (part === null) throw new Error('The message was removed while it was read');
      if (part === '') return;
      yield part;
    }
  }

  private async collect(readerAt: (last: StoredMessage | null) => Reader, limit: number) {
    const messages: StoredMessage[] = [];
    // A page may exceed what it is asked for by one message.
    let room = MAX_PAGE_BYTES - MAX_SHOWN_BYTES;
    for (let more = true; more;) {
      if (messages.length >= limit || room <= 0) return { messages, more };
      const page = await this.step(readerAt(messages.at(-1) ?? null), limit - messages.length, room);
      messages.push(...page.messages);
      room -= page.bytes;
      more = page.more;
    }
    return { messages, more: false };
  }

  private async step(reader: Reader, limit: number, room: number): Promise<MessagePage> {
    const [page] = await this.pages.next([reader], limit, Math.min(STEP_BYTES, room));
    return page ?? { messages: [], bytes: 0, more: false };
  }

  private async isOlderThan(job: string, seq: number): Promise<boolean> {
    const { messages } = await this.step({ job, before: seq }, 1, 1);
    return messages.length > 0;
  }
}
