import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Caller, CurrentCaller, keyNameOf } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { IdPipe } from '../common/is-id.js';
import { CreatesRow, NewRowId } from '../idempotency/creates-row.js';
import { CreateJobDto } from './dto/create-job.dto.js';
import { GetJobQuery } from './dto/get-job.query.js';
import { toCreatedJobResponse, toRetriedJobResponse } from './dto/job.response.js';
import { ListJobsQuery } from './dto/list-jobs.query.js';
import { ListMessagesQuery } from './dto/list-messages.query.js';
import { JobCancellationService } from './job-cancellation.service.js';
import { JobCreationService } from './job-creation.service.js';
import { JobsService } from './jobs.service.js';

@Scope('jobs')
@Controller('jobs')
export class JobsController {
  constructor(
    private readonly jobs: JobsService,
    private readonly creation: JobCreationService,
    private readonly cancellation: JobCancellationService,
  ) {}

  @Scope('read')
  @Get()
  list(@Query() query: ListJobsQuery) {
    return this.jobs.list(query);
  }

  @Scope('read')
  @Get(':id')
  get(@Param('id', IdPipe) id: string, @Query() query: GetJobQuery) {
    return this.jobs.get(id, query.includeMessages);
  }

  @Scope('read')
  @Get(':id/messages')
  listMessages(@Param('id', IdPipe) id: string, @Query() query: ListMessagesQuery) {
    return this.jobs.listMessages(id, query);
  }

  @Post()
  @CreatesRow()
  async create(@NewRowId() id: string, @Body() body: CreateJobDto, @CurrentCaller() caller: Caller) {
    return toCreatedJobResponse(await this.creation.create(id, body, keyNameOf(caller)));
  }

  @Post(':id/retry')
  @CreatesRow()
  async retry(@NewRowId() id: string, @Param('id', IdPipe) originalId: string, @CurrentCaller() caller: Caller) {
    return toRetriedJobResponse(await this.creation.retry(id, originalId, keyNameOf(caller)));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Param('id', IdPipe) id: string) {
    return { id, status: 'cancelled', ...(await this.cancellation.cancel(id)) };
  }
}
