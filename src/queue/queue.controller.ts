import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Concerns } from '../http/reach/concerns.js';
import { CurrentReach, type Reach } from '../http/reach/reach.js';
import { Scope } from '../http/access/scope.js';
import { LargeAnswer } from '../http/limits/large-answer.js';
import { ShowQueueQuery } from './dto/show-queue.query.js';
import { QueueService } from './queue.service.js';
import { queueTag } from './queue-tag.js';
import { Describe } from '../http/description/describe.js';
import { QueueAnswer } from './dto/queue.answer.js';

/** What the list rarely exceeds, in bytes. */
const QUEUE_BYTES = 4_000_000;

@Scope('read')
@Concerns('reached')
@Controller('queue')
export class QueueController {
  constructor(private readonly queue: QueueService) {}

  @Describe({ id: 'getQueue', summary: 'What runs, what waits, and why', answer: QueueAnswer })
  @Get()
  @LargeAnswer(() => QUEUE_BYTES)
  async get(
    @Query() query: ShowQueueQuery,
    @CurrentReach() reach: Reach | null,
    @Res({ passthrough: true }) response: Response,
  ) {
    const queue = await this.queue.describe(query, reach);
    response.setHeader('ETag', queueTag(queue));
    return queue;
  }
}
