import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Registry } from 'prom-client';
import { OpenWhere, Scope } from '../../http/access/scope.js';
import { Concerns } from '../../http/reach/concerns.js';
import { Describe } from '../../http/description/describe.js';
import { ProcessMetrics } from './process-metrics.js';
import { StoreMetrics } from './store-metrics.js';
import { StoreNumbers } from './store-numbers.js';

/** For Prometheus, and whatever reads its format. */
@Scope('read')
@Concerns('server')
@OpenWhere('METRICS_OPEN')
@Controller('metrics')
export class MetricsController {
  private readonly registry = new Registry();

  constructor(
    own: ProcessMetrics,
    shared: StoreMetrics,
    private readonly numbers: StoreNumbers,
  ) {
    own.register(this.registry);
    shared.register(this.registry);
  }

  @Describe({
    id: 'getMetrics',
    summary: 'Numbers about the server and its jobs, for Prometheus',
    description:
      'Needs no token where `METRICS_OPEN` is `true`. Names that begin with `orchestrator_server_`, `process_` and `nodejs_` are of the ' +
      'server that answers; all others are counted in the database, and every server answers the same.',
    answer: { 'text/plain': { type: 'string' } },
  })
  @Get()
  async show(@Res() response: Response): Promise<void> {
    await this.numbers.refresh();
    response.type(this.registry.contentType).send(await this.registry.metrics());
  }
}
