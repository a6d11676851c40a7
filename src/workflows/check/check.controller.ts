import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Caller, CurrentCaller } from '../../http/access/caller.js';
import { Scope } from '../../http/access/scope.js';
import { Concerns } from '../../http/reach/concerns.js';
import { Describe } from '../../http/description/describe.js';
import { CreatesRow, NewRowId } from '../../http/idempotency/creates-row.js';
import { RequestId } from '../../http/request-id/request-id.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { JobDetailAnswer } from '../../jobs/api/dto/job.answers.js';
import { JobsService } from '../../jobs/api/jobs.service.js';
import { JobPoll } from '../../jobs/api/polling/job-poll.service.js';
import { senderOf } from '../../jobs/creation/job-origin.js';
import { CheckService } from './check.service.js';
import { CheckRepositoryDto } from './dto/check-repository.dto.js';

@Scope('jobs')
@Concerns({ id: 'repository' })
@Controller('repos')
export class CheckController {
  constructor(
    private readonly checks: CheckService,
    private readonly jobs: JobsService,
    private readonly poll: JobPoll,
  ) {}

  @Describe({
    id: 'checkRepository',
    summary: 'Queues a check of whether jobs can work on a repository',
    description:
      'It tries access, default branch, permission to push, setup command and feedback commands; nothing is pushed and no model is asked. ' +
      'The answer is the job, as `GET /jobs/{id}` shows it; its `output` is the report. With `Prefer: wait=<seconds>` the answer comes when the ' +
      'check has ended, or when the time is over.',
    status: 201,
    answer: JobDetailAnswer,
    codes: ['encryption_key_required'],
    bodyIsOptional: true,
    waits: true,
    examples: { check: {} },
  })
  @Post(':id/check')
  @CreatesRow()
  async check(
    @NewRowId() id: string,
    @Param('id', IdPipe) repositoryId: string,
    @Body() body: CheckRepositoryDto,
    @CurrentCaller() caller: Caller,
    @RequestId() requestId: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const sender = senderOf(caller, requestId);
    await this.checks.queue(id, repositoryId, body, sender);
    await this.poll.untilEnd(id, request, response);
    return this.jobs.get(id, false, sender.reach);
  }
}
