import { Controller, Get } from '@nestjs/common';
import { Scope } from '../access/scope.js';
import { DomainError } from '../common/domain-error.js';
import { HealthService } from './health.service.js';

/** Open to everybody: numbers and versions only. */
@Scope('public')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get()
  get() {
    return this.health.describe();
  }

  /** The process answers. */
  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** Requests that need the database can be served. */
  @Get('ready')
  async ready() {
    if (!(await this.health.isReady())) {
      throw new DomainError('unavailable', 'store_unavailable', 'The database cannot be reached');
    }
    return { status: 'ok' };
  }
}
