import { Controller, Get, Param } from '@nestjs/common';
import {
  type Caller,
  Concerns,
  CurrentCaller,
  DomainError,
  IdPipe,
  JobReader,
  Scope,
} from 'claude-code-orchestrator/extension';

/** What a review said, without the rest of its job. */
@Controller('reviews')
@Scope('read')
@Concerns({ id: 'job' })
export class ReviewsController {
  constructor(private readonly jobs: JobReader) {}

  @Get(':id')
  async show(@Param('id', IdPipe) id: string, @CurrentCaller() caller: Caller) {
    const job = await this.jobs.find(id);
    if (job?.job_type !== 'review') throw DomainError.notFound('Review', id);
    return { id, summary: job.result_summary, readBy: caller.name };
  }
}
