import { Controller, Get, Req } from '@nestjs/common';
import type { Request } from 'express';
import { callerOf } from '../../http/access/caller.js';
import { Scope } from '../../http/access/scope.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { HealthCounts } from './health-counts.js';
import { HealthService } from './health.service.js';
import { Describe } from '../../http/description/describe.js';
import { AliveAnswer, HealthAnswer } from './dto/health.answers.js';

/** Open to everybody, so it shows only numbers and versions. */
@Scope('public')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthService,
    private readonly counts: HealthCounts,
  ) {}

  @Describe({ id: 'getHealth', summary: 'Whether the server can do its work, and what it lacks', answer: HealthAnswer })
  @Get()
  get(@Req() request: Request) {
    return this.health.describe(this.counts.for(callerOf(request)));
  }

  /** Whether the process responds. */
  @Describe({ id: 'getLiveness', summary: 'Whether the process responds', answer: AliveAnswer })
  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** Whether requests that need the database can be served. */
  @Describe({
    id: 'getReadiness',
    summary: 'Whether requests that need the database can be served',
    answer: AliveAnswer,
  })
  @Get('ready')
  async ready() {
    if (!(await this.health.isReady())) {
      throw new DomainError('unavailable', 'store_unavailable', 'The database cannot be reached');
    }
    return { status: 'ok' };
  }
}
