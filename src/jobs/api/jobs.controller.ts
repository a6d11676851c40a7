import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Caller, CurrentCaller } from '../../http/access/caller.js';
import { RequestId } from '../../http/request-id/request-id.js';
import { Concerns } from '../../http/reach/concerns.js';
import { CurrentReach, type Reach } from '../../http/reach/reach.js';
import { Scope } from '../../http/access/scope.js';
import { noteChanges } from '../../http/audit/audited-changes.js';
import { LargeAnswer } from '../../http/limits/large-answer.js';
import { assertChange } from '../../http/validation/assert-change.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { CreatesRow, NewRowId } from '../../http/idempotency/creates-row.js';
import { ChangeJobDto } from './dto/change-job.dto.js';
import { GetJobQuery } from './dto/get-job.query.js';
import { type JobResponse, toCreatedJobResponse, toRetriedJobResponse } from './dto/job.response.js';
import { ListJobsQuery } from './dto/list-jobs.query.js';
import { JobCancellationService } from './job-cancellation.service.js';
import { senderOf } from '../creation/job-origin.js';
import { JobChangeService } from './job-change.service.js';
import { JobCreationService } from '../creation/job-creation.service.js';
import type { JobRequest } from '../creation/job-request.js';
import { JobRetryService } from '../creation/job-retry.service.js';
import { JobPoll } from './polling/job-poll.service.js';
import { JobRequestPipe } from './job-request.pipe.js';
import { JobsService, LIST_BYTES } from './jobs.service.js';
import { MAX_PAGE_BYTES } from '../messages/message-pages.js';
import { Describe } from '../../http/description/describe.js';
import {
  CancelledJobAnswer,
  JobAnswer,
  CreatedJobAnswer,
  JobDetailAnswer,
  JobListAnswer,
  RetriedJobAnswer,
} from './dto/job.answers.js';
import { CHANGE_EXAMPLES, JOB_EXAMPLES, RETRY_EXAMPLES } from './dto/job-examples.js';

@Scope('jobs')
@Concerns({ id: 'job' })
@Controller('jobs')
export class JobsController {
  constructor(
    private readonly jobs: JobsService,
    private readonly creation: JobCreationService,
    private readonly retries: JobRetryService,
    private readonly cancellation: JobCancellationService,
    private readonly poll: JobPoll,
    private readonly changes: JobChangeService,
  ) {}

  @Describe({ id: 'listJobs', summary: 'Lists jobs, newest first', answer: JobListAnswer })
  @Scope('read')
  @Get()
  @Concerns('reached')
  @LargeAnswer(() => LIST_BYTES)
  list(@Query() query: ListJobsQuery, @CurrentReach() reach: Reach | null) {
    return this.jobs.list(query, reach);
  }

  @Describe({
    id: 'getJob',
    summary: 'Reads a job',
    description:
      'With `Prefer: wait=<seconds>` and an `If-None-Match` the answer comes as soon as `status`, `phase` or ' +
      '`awaiting_input_since` differ from those of the answer that had this `ETag`, and with status 304 if they do not in time. ' +
      'Requests with `includeMessages` do not wait.',
    answer: JobDetailAnswer,
    waits: true,
  })
  @Scope('read')
  @Get(':id')
  @LargeAnswer(({ includeMessages }) => (includeMessages === undefined ? 0 : MAX_PAGE_BYTES))
  async get(
    @Param('id', IdPipe) id: string,
    @Query() query: GetJobQuery,
    @CurrentReach() reach: Reach | null,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    // Who reads messages occupies memory for them meanwhile.
    if (!query.includeMessages && !(await this.poll.hasNews(id, request, response))) return undefined;
    const job = await this.jobs.get(id, query.includeMessages, reach);
    this.poll.tag(job, response);
    return job;
  }

  @Describe({
    id: 'changeJob',
    summary: 'Changes what a job is called and when it may start, or archives it',
    answer: JobAnswer,
    codes: ['job_not_queued'],
    examples: CHANGE_EXAMPLES,
  })
  @Patch(':id')
  async change(
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeJobDto,
    @CurrentReach() reach: Reach | null,
    @Req() request: Request,
  ): Promise<JobResponse> {
    assertChange(body, ['title', 'metadata', 'externalId', 'priority', 'notBefore', 'archived']);
    const { before, after } = await this.changes.change(id, body);
    noteChanges(request, before, after, ['title', 'external_id', 'priority', 'not_before', 'archived']);
    return this.jobs.get(id, false, reach);
  }

  @Describe({
    id: 'createJob',
    summary: 'Queues a job',
    status: 201,
    answer: CreatedJobAnswer,
    codes: ['repository_required', 'not_found', 'encryption_key_required', 'too_many_large_bodies'],
    body: { $ref: '#/components/schemas/CreateJobBody' },
    examples: JOB_EXAMPLES,
  })
  @Concerns('reached')
  @Post()
  @CreatesRow()
  async create(
    @NewRowId() id: string,
    @Body(JobRequestPipe) request: JobRequest,
    @CurrentCaller() caller: Caller,
    @RequestId() requestId: string,
  ) {
    const created = await this.creation.create(id, request, senderOf(caller, requestId));
    return toCreatedJobResponse(created, request.type.receiptOf(created.job));
  }

  /** What the body may say depends on the type of the job, so the service reads it instead of a class. */
  @Describe({
    id: 'retryJob',
    summary: 'Repeats a job that did not reach its aim',
    status: 201,
    answer: RetriedJobAnswer,
    codes: ['job_not_retryable', 'env_dropped', 'encryption_key_required'],
    bodyIsOptional: true,
    body: { $ref: '#/components/schemas/RetryJobBody' },
    examples: RETRY_EXAMPLES,
  })
  @Post(':id/retry')
  @CreatesRow()
  async retry(
    @NewRowId() id: string,
    @Param('id', IdPipe) originalId: string,
    @Body() body: unknown,
    @CurrentCaller() caller: Caller,
    @RequestId() requestId: string,
  ) {
    const created = await this.retries.retry(id, originalId, body, senderOf(caller, requestId));
    return toRetriedJobResponse(created, this.jobs.receiptOf(created.job));
  }

  @Describe({
    id: 'cancelJob',
    summary: 'Ends a job for good',
    answer: CancelledJobAnswer,
    codes: ['job_not_cancellable'],
  })
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Param('id', IdPipe) id: string) {
    return { id, status: 'cancelled', ...(await this.cancellation.cancel(id)) };
  }
}
