import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Concerns } from '../../http/reach/concerns.js';
import { Scope } from '../../http/access/scope.js';
import { LargeAnswer } from '../../http/limits/large-answer.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { MAX_PAGE_BYTES, MessagePages } from '../messages/message-pages.js';
import { JobRepository } from '../records/job.repository.js';
import { ListMessagesQuery } from './dto/list-messages.query.js';
import { Describe } from '../../http/description/describe.js';
import { MessagePageAnswer } from './dto/message.answers.js';

/** What is in memory of a content that is on its way, in bytes. */
const CONTENT_BYTES = 4_000_000;
/** How long a reader may take to take a content, in milliseconds. */
const TAKE_MS = 120_000;

/** What a job has said. */
@Scope('read')
@Concerns({ id: 'job' })
@Controller('jobs/:id/messages')
export class JobMessagesController {
  constructor(
    private readonly jobs: JobRepository,
    private readonly messages: MessagePages,
  ) {}

  @Describe({ id: 'listMessages', summary: 'Pages through everything a job said', answer: MessagePageAnswer })
  @Get()
  @LargeAnswer(() => MAX_PAGE_BYTES)
  async list(@Param('id', IdPipe) id: string, @Query() query: ListMessagesQuery) {
    await this.jobs.assertExists(id);
    const { messages, more } = await this.messages.after(id, query.after, query.limit, query.type);
    return { messages, next_after: more ? (messages.at(-1)?.seq ?? null) : null };
  }

  /** The whole content as text, in parts, for a message that is only shown in part elsewhere. */
  @Describe({
    id: 'getMessageContent',
    summary: 'One message whole, as text',
    answer: { 'text/plain': { type: 'string' } },
  })
  @Get(':messageId/content')
  @LargeAnswer(() => CONTENT_BYTES)
  async content(
    @Param('id', IdPipe) id: string,
    @Param('messageId', IdPipe) messageId: string,
    @Res() response: Response,
  ): Promise<void> {
    const parts = this.messages.contentOf(id, messageId);
    // Read before the headers are sent, after which nothing can be refused any more.
    const first = await parts.next();
    response.type('text/plain');
    const all = Readable.from(followedBy(first, parts), { highWaterMark: 1 });
    // A reader sees that a content is not whole by the connection, which ends before the text does.
    await pipeline(all, response, { signal: AbortSignal.timeout(TAKE_MS) }).catch(() => response.destroy());
  }
}

async function* followedBy(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (!first.done) yield first.value;
  yield* rest;
}
