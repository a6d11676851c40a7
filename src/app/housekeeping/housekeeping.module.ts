/**
 * Space on the disk and in the database: what jobs, clones and crashed servers left behind, and /admin/disk.
 * Directories belong to the sandbox, clones to git; this room only decides that nobody needs them any more.
 * No other room enters.
 */
import { Module } from '@nestjs/common';
import { ClaudeModule } from '../../claude/claude.module.js';
import { ClientsModule } from '../../clients/clients.module.js';
import { GitModule } from '../../git/git.module.js';
import { QueueModule } from '../../queue/queue.module.js';
import { RunModule } from '../../workflows/run/run.module.js';
import { CloneCleaner } from './clone-cleaner.js';
import { HousekeepingController } from './housekeeping.controller.js';
import { HousekeepingRepository } from './housekeeping.repository.js';
import { HousekeepingService } from './housekeeping.service.js';
import { JobRemains } from './job-remains.js';
import { SetupCleaner } from './setup-cleaner.js';
import { UnknownRemains } from './unknown-remains.js';

@Module({
  imports: [ClaudeModule, ClientsModule, GitModule, QueueModule, RunModule],
  controllers: [HousekeepingController],
  providers: [CloneCleaner, HousekeepingRepository, HousekeepingService, JobRemains, SetupCleaner, UnknownRemains],
})
export class HousekeepingModule {}
