import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Concerns } from '../../http/reach/concerns.js';
import { Scope } from '../../http/access/scope.js';
import { LargeAnswer } from '../../http/limits/large-answer.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { toIterationsResponse } from './dto/iterations.response.js';
import { RalphService } from './ralph.service.js';
import { Describe } from '../../http/description/describe.js';
import { IterationsAnswer, StopAnswer } from './dto/ralph.answers.js';

/** What 100 iterations rarely exceed, in bytes: their texts are cut. */
const ITERATIONS_BYTES = 8_000_000;
/** As the published contract words it. */
const STOP_MESSAGE = 'Stop requested - job will complete after current iteration and create PR with partial work';

@Concerns({ id: 'job' })
@Controller('jobs')
export class RalphController {
  constructor(private readonly ralph: RalphService) {}

  @Describe({
    id: 'listIterations',
    summary: 'What each iteration of a loop did',
    answer: IterationsAnswer,
    codes: ['job_not_a_ralph'],
  })
  @Get(':id/iterations')
  @LargeAnswer(() => ITERATIONS_BYTES)
  @Scope('read')
  async iterations(@Param('id', IdPipe) id: string) {
    const { job, iterations } = await this.ralph.describe(id);
    return toIterationsResponse(job, iterations);
  }

  @Describe({
    id: 'stopJob',
    summary: 'Ends a loop after its current iteration',
    answer: StopAnswer,
    codes: ['job_not_a_ralph', 'job_not_running'],
  })
  @Post(':id/stop')
  @Scope('jobs')
  @HttpCode(200)
  async stop(@Param('id', IdPipe) id: string) {
    await this.ralph.stop(id);
    return { id, message: STOP_MESSAGE };
  }
}
