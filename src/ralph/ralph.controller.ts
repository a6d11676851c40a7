import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Scope } from '../access/scope.js';
import { IdPipe } from '../common/is-id.js';
import { toIterationsResponse } from './dto/iterations.response.js';
import { RalphService } from './ralph.service.js';

/** As the published contract words it. */
const STOP_MESSAGE = 'Stop requested - job will complete after current iteration and create PR with partial work';

@Controller('jobs')
export class RalphController {
  constructor(private readonly ralph: RalphService) {}

  @Get(':id/iterations')
  @Scope('read')
  async iterations(@Param('id', IdPipe) id: string) {
    const { job, iterations } = await this.ralph.describe(id);
    return toIterationsResponse(job, iterations);
  }

  @Post(':id/stop')
  @Scope('jobs')
  @HttpCode(200)
  async stop(@Param('id', IdPipe) id: string) {
    await this.ralph.stop(id);
    return { id, message: STOP_MESSAGE };
  }
}
