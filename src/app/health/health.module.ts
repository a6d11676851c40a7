/**
 * What the server lacks, for probes and people: /health, /health/live, /health/ready.
 * It asks the rooms that know; it measures nothing itself.
 * No other room enters.
 */
import { Module } from '@nestjs/common';
import { ClaudeModule } from '../../claude/claude.module.js';
import { GitModule } from '../../git/git.module.js';
import { GithubModule } from '../../github/github.module.js';
import { QueueModule } from '../../queue/queue.module.js';
import { HealthController } from './health.controller.js';
import { HealthCounts } from './health-counts.js';
import { HealthService } from './health.service.js';
import { StartCheck } from './start-check.js';

@Module({
  imports: [ClaudeModule, GitModule, GithubModule, QueueModule],
  controllers: [HealthController],
  providers: [HealthCounts, HealthService, StartCheck],
})
export class HealthModule {}
