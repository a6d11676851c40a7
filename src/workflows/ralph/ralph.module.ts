/**
 * Jobs of type `ralph`: Claude again and again with fresh context, until its promise is kept and the feedback is green.
 * The decisions of the loop lie here, one iteration in iterations/, feedback commands in feedback/, other servers in sharing/.
 * Enter through `RalphModule`, in which the server finds the type, `toShownIteration`, `toIterationResponse` and `IterationAnswer`.
 */
import { Module } from '@nestjs/common';
import { ClaudeModule } from '../../claude/claude.module.js';
import { GitModule } from '../../git/git.module.js';
import { JobsModule } from '../../jobs/jobs.module.js';
import { MessagesModule } from '../../jobs/messages/messages.module.js';
import { RunModule } from '../run/run.module.js';
import { FeedbackRunner } from './feedback/feedback-runner.js';
import { IterationRepository } from './iterations/iteration.repository.js';
import { IterationRunner } from './iterations/iteration-runner.js';
import { IterationSession } from './iterations/iteration-session.js';
import { IterationTree } from './iterations/iteration-tree.js';
import { IterationSharing } from './sharing/iteration-sharing.js';
import { KeptState } from './kept-state.js';
import { LoopDelivery } from './loop-delivery.js';
import { LoopReports } from './loop-reports.js';
import { LoopTree } from './loop-tree.js';
import { ProgressFile } from './iterations/progress-file.js';
import { RalphController } from './ralph.controller.js';
import { RalphJobWorkflow } from './ralph-job.workflow.js';
import { RalphService } from './ralph.service.js';
import { SharedCleaner } from './sharing/shared-cleaner.js';
import { SharingRepository } from './sharing/sharing.repository.js';

@Module({
  imports: [ClaudeModule, GitModule, JobsModule, MessagesModule, RunModule],
  controllers: [RalphController],
  providers: [
    FeedbackRunner,
    IterationRepository,
    IterationRunner,
    IterationSession,
    IterationSharing,
    IterationTree,
    KeptState,
    LoopDelivery,
    LoopReports,
    LoopTree,
    ProgressFile,
    RalphJobWorkflow,
    RalphService,
    SharedCleaner,
    SharingRepository,
  ],
})
export class RalphModule {}
