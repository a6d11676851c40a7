/**
 * Which job runs where and when: claims, leases, pauses, the start and the stop of runs, GET /queue.
 * Workflows define how a job is done; jobs define what a job is.
 * Enter through `QueueService` for what is waiting and why, and `ActiveRuns` for what runs on this server.
 */
import { Module } from '@nestjs/common';
import { CheckModule } from '../workflows/check/check.module.js';
import { CodeModule } from '../workflows/code/code.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MessagesModule } from '../jobs/messages/messages.module.js';
import { NodesModule } from './nodes/nodes.module.js';
import { RalphModule } from '../workflows/ralph/ralph.module.js';
import { TaskModule } from '../workflows/task/task.module.js';
import { RunModule } from '../workflows/run/run.module.js';
import { ActiveRuns } from './dispatching/active-runs.js';
import { Dispatcher } from './dispatching/dispatcher.js';
import { JobClaimer } from './dispatching/job-claimer.js';
import { JobEnding } from './dispatching/job-ending.js';
import { JobPostponement } from './pauses/job-postponement.js';
import { JobQueueRepository } from './dispatching/job-queue.repository.js';
import { JobReturn } from './dispatching/job-return.js';
import { JobRunner } from './dispatching/job-runner.js';
import { RunStart } from './dispatching/run-start.js';
import { LeaseKeeper } from './leases/lease-keeper.js';
import { PauseRepository } from './pauses/pause.repository.js';
import { QueueController } from './queue.controller.js';
import { QueuePoll } from './lifecycle/queue-poll.js';
import { QueueService } from './queue.service.js';
import { QueueStart } from './lifecycle/queue-start.js';
import { QueueStop } from './lifecycle/queue-stop.js';
import { StopPatience } from './lifecycle/stop-patience.js';
import { StoreOutage } from './leases/store-outage.js';
import { StrayClaims } from './leases/stray-claims.js';
import { UnreleasedClaims } from './leases/unreleased-claims.js';
import { WaitingCounts } from './waiting-counts.js';
import { WaitingJobs } from './waiting-jobs.js';
import { Withdrawals } from './dispatching/withdrawals.js';

@Module({
  imports: [CodeModule, TaskModule, RalphModule, CheckModule, JobsModule, MessagesModule, NodesModule, RunModule],
  controllers: [QueueController],
  providers: [
    ActiveRuns,
    Dispatcher,
    JobClaimer,
    JobEnding,
    JobPostponement,
    JobQueueRepository,
    JobReturn,
    JobRunner,
    RunStart,
    LeaseKeeper,
    PauseRepository,
    QueuePoll,
    QueueService,
    QueueStart,
    QueueStop,
    StopPatience,
    StoreOutage,
    StrayClaims,
    UnreleasedClaims,
    WaitingCounts,
    WaitingJobs,
    Withdrawals,
  ],
  exports: [ActiveRuns, QueueService],
})
export class QueueModule {}
