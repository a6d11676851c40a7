/**
 * What a monitoring system reads at /metrics, in Prometheus' format: numbers of this process, and those of the whole installation.
 * Rooms tell what they do through platform/telemetry, and know nothing of metrics. What happens to single jobs is in the log.
 * No other room enters.
 */
import { Module } from '@nestjs/common';
import { QueueModule } from '../../queue/queue.module.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsRepository } from './metrics.repository.js';
import { ProcessMetrics } from './process-metrics.js';
import { StoreMetrics } from './store-metrics.js';
import { StoreNumbers } from './store-numbers.js';

@Module({
  imports: [QueueModule],
  controllers: [MetricsController],
  providers: [MetricsRepository, ProcessMetrics, StoreMetrics, StoreNumbers],
})
export class MetricsModule {}
