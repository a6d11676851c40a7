import { Controller, Get } from '@nestjs/common';
import { Scope } from '../../http/access/scope.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { HealthService } from './health.service.js';
import { Describe } from '../../http/description/describe.js';
import { AliveAnswer, HealthAnswer } from './dto/health.answers.js';

/** Open to everybody, so it shows only numbers and versions. */
@Scope('public')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Describe({ id: 'getHealth', summary: 'Whether the server can do its work, and what it lacks', answer: HealthAnswer })
  @Get()
  get() {
    return this.health.describe();
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
