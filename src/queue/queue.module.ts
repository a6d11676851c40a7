import { Module } from '@nestjs/common';
import { CodeJobWorkflow } from '../code/code-job.workflow.js';
import { CodeModule } from '../code/code.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { NodesModule } from '../nodes/nodes.module.js';
import type { JobWorkflow } from '../runs/job-run.js';
import { RalphJobWorkflow } from '../ralph/ralph-job.workflow.js';
import { RalphModule } from '../ralph/ralph.module.js';
import { TaskModule } from '../task/task.module.js';
import { TaskJobWorkflow } from '../task/task-job.workflow.js';
import { RunsModule } from '../runs/runs.module.js';
import { ActiveRuns } from './active-runs.js';
import { Dispatcher } from './dispatcher.js';
import { JobPostponement } from './job-postponement.js';
import { JobQueueRepository } from './job-queue.repository.js';
import { JobRunner } from './job-runner.js';
import { JOB_WORKFLOWS } from './job-workflows.token.js';
import { LeaseKeeper } from './lease-keeper.js';
import { ModelPauseRepository } from './model-pause.repository.js';
import { QueueController } from './queue.controller.js';
import { QueueService } from './queue.service.js';
import { StopPatience } from './stop-patience.js';
import { StoreOutage } from './store-outage.js';
import { StrayClaims } from './stray-claims.js';
import { UnreleasedClaims } from './unreleased-claims.js';

@Module({
  imports: [CodeModule, TaskModule, RalphModule, JobsModule, MessagesModule, NodesModule, RunsModule],
  controllers: [QueueController],
  providers: [
    {
      provide: JOB_WORKFLOWS,
      inject: [CodeJobWorkflow, TaskJobWorkflow, RalphJobWorkflow],
      useFactory: (...all: JobWorkflow[]) => all,
    },
    ActiveRuns,
    Dispatcher,
    JobPostponement,
    JobQueueRepository,
    JobRunner,
    LeaseKeeper,
    ModelPauseRepository,
    QueueService,
    StopPatience,
    StoreOutage,
    StrayClaims,
    UnreleasedClaims,
  ],
  exports: [ActiveRuns, QueueService],
})
export class QueueModule {}
