import { Module } from '@nestjs/common';
import { ClaudeModule } from '../claude/claude.module.js';
import { GitModule } from '../git/git.module.js';
import { QueueModule } from '../queue/queue.module.js';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';

@Module({
  imports: [ClaudeModule, GitModule, QueueModule],
  controllers: [HealthController],
  providers: [HealthService],
})
export class HealthModule {}
