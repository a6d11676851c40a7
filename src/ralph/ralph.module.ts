import { Module } from '@nestjs/common';
import { ClaudeModule } from '../claude/claude.module.js';
import { GitModule } from '../git/git.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { NodesModule } from '../nodes/nodes.module.js';
import { RunsModule } from '../runs/runs.module.js';
import { FeedbackRunner } from './feedback-runner.js';
import { IterationRepository } from './iteration.repository.js';
import { IterationRunner } from './iteration-runner.js';
import { IterationSharing } from './iteration-sharing.js';
import { LoopTree } from './loop-tree.js';
import { ProgressFile } from './progress-file.js';
import { RalphController } from './ralph.controller.js';
import { RalphJobWorkflow } from './ralph-job.workflow.js';
import { RalphService } from './ralph.service.js';
import { SharedCleaner } from './shared-cleaner.js';
import { SharingRepository } from './sharing.repository.js';

@Module({
  imports: [ClaudeModule, GitModule, JobsModule, MessagesModule, NodesModule, RunsModule],
  controllers: [RalphController],
  providers: [
    FeedbackRunner,
    IterationRepository,
    IterationRunner,
    IterationSharing,
    LoopTree,
    ProgressFile,
    RalphJobWorkflow,
    RalphService,
    SharedCleaner,
    SharingRepository,
  ],
  exports: [RalphJobWorkflow],
})
export class RalphModule {}
