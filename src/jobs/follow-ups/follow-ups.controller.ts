import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '../../http/access/caller.js';
import { Concerns } from '../../http/reach/concerns.js';
import { CurrentReach, type Reach } from '../../http/reach/reach.js';
import { Scope } from '../../http/access/scope.js';
import { Describe } from '../../http/description/describe.js';
import { CreatesRow, NewRowId } from '../../http/idempotency/creates-row.js';
import { LargeAnswer } from '../../http/limits/large-answer.js';
import { PageQuery } from '../../http/paging/page.query.js';
import { RequestId } from '../../http/request-id/request-id.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { FollowUpAnswer, FollowUpListAnswer } from './dto/follow-up.answers.js';
import { FOLLOW_UP_EXAMPLES } from '../api/dto/job-examples.js';
import { toFollowUpResponse } from '../api/dto/job.response.js';
import { JobsService, LIST_BYTES } from '../api/jobs.service.js';
import { senderOf } from '../creation/job-origin.js';
import { FollowUpService } from './follow-up.service.js';

/** Jobs that go on from others. */
@Scope('jobs')
@Concerns({ id: 'job' })
@Controller('jobs/:id')
export class FollowUpsController {
  constructor(
    private readonly followUps: FollowUpService,
    private readonly jobs: JobsService,
  ) {}

  /** What the body may say depends on the type of the job, so the service reads it instead of a class. */
  @Describe({
    id: 'followUpJob',
    summary: 'Goes on from a job, on its branch and in its pull request',
    status: 201,
    answer: FollowUpAnswer,
    codes: ['job_not_followable', 'pull_request_closed', 'encryption_key_required', 'too_many_large_bodies'],
    body: { $ref: '#/components/schemas/FollowUpBody' },
    examples: FOLLOW_UP_EXAMPLES,
  })
  @Post('follow-up')
  @CreatesRow()
  async create(
    @NewRowId() id: string,
    @Param('id', IdPipe) earlierId: string,
    @Body() body: unknown,
    @CurrentCaller() caller: Caller,
    @RequestId() requestId: string,
  ) {
    const created = await this.followUps.create(id, earlierId, body, senderOf(caller, requestId));
    return toFollowUpResponse(created, this.jobs.receiptOf(created.job));
  }

  @Describe({
    id: 'listFollowUps',
    summary: 'Lists all follow-ups of the chain that a job belongs to, oldest first',
    answer: FollowUpListAnswer,
  })
  @Scope('read')
  @Get('follow-ups')
  @LargeAnswer(() => LIST_BYTES)
  list(@Param('id', IdPipe) id: string, @Query() query: PageQuery, @CurrentReach() reach: Reach | null) {
    return this.jobs.followUps(id, query, reach);
  }
}
