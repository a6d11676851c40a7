/**
 * What callers ask for and read: the record of a job, its creation, its public form, cancel and retry.
 * Doing a job belongs to workflows, choosing the next one to queue.
 * Enter through `Job`, `JobStatus`, `JobRepository`, `JobReader`, `JobDiffRepository`, `JobArtifactRepository`, `MAX_ARTIFACTS`, `notRunning`, `QueuePlaces`, `QueuePoint`, `BUDGET_REASONS`, `ReferenceRepository`,
 * `COMPLETION_REASONS`, `outcomeOf`, `JOB_FIELDS`, `keepsFinishedWork`, `jobForms`, `JobAnswer`, `JobsService`, `toJob`, `JobEnvs`, `JobAttachments`, `OutputFields`,
 * `OutputSchemas`, `ToolSchema`, `JobCreationService`, `senderOf`, `JobSender`, `CreateJobDto`, `IsJobEnv`, `JobPoll`, `JobDetailAnswer`, `JobChainRepository`, `PullRequestStates`, `FollowUpService`, `JobType` and `JobTypes`.
 */
import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { StreamsModule } from './streams/streams.module.js';
import { ClaudeModule } from '../claude/claude.module.js';
import { GithubModule } from '../github/github.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { MessagesModule } from './messages/messages.module.js';
import { JobCancellationService } from './api/job-cancellation.service.js';
import { JobChangeService } from './api/job-change.service.js';
import { JobChecks } from './creation/job-checks.js';
import { JobCreationService } from './creation/job-creation.service.js';
import { JobPoll } from './api/polling/job-poll.service.js';
import { JobForms } from './api/job-forms.js';
import { JobRetryService } from './creation/job-retry.service.js';
import { JobMessagesController } from './api/job-messages.controller.js';
import { JobArtifactRepository } from './artifacts/job-artifact.repository.js';
import { JobArtifactsController } from './artifacts/job-artifacts.controller.js';
import { JobDiffController } from './diffs/job-diff.controller.js';
import { JobDiffRepository } from './diffs/job-diff.repository.js';
import { JobReader } from './records/job-reader.js';
import { JobRepository } from './records/job.repository.js';
import { JobAttachmentRepository } from './attachments/job-attachment.repository.js';
import { JobAttachments } from './attachments/job-attachments.js';
import { JobSealing } from './creation/job-sealing.js';
import { JobEnvRepository } from './env/job-env.repository.js';
import { JobEnvs } from './env/job-envs.js';
import { JobsController } from './api/jobs.controller.js';
import { JobsService } from './api/jobs.service.js';
import { QueuePlaces } from './records/queue-places.js';
import { QueuePlaceRepository } from './records/queue-place.repository.js';
import { ReferenceRepository } from './records/reference.repository.js';
import { JobTypes } from './types/job-types.js';
import { FollowUpService } from './follow-ups/follow-up.service.js';
import { FollowUpsController } from './follow-ups/follow-ups.controller.js';
import { JobChainRepository } from './follow-ups/job-chain.repository.js';
import { PullRequestStates } from './follow-ups/pull-request-states.js';
import { OutputSchemas } from './output/output-schemas.js';
import { RepositoryChoice } from './creation/repository-choice.js';

@Module({
  imports: [ClaudeModule, ClientsModule, DiscoveryModule, GithubModule, MessagesModule, StreamsModule],
  controllers: [JobsController, JobMessagesController, JobArtifactsController, JobDiffController, FollowUpsController],
  providers: [
    JobsService,
    JobTypes,
    JobForms,
    JobPoll,
    JobChecks,
    JobCreationService,
    JobRetryService,
    JobCancellationService,
    JobChangeService,
    RepositoryChoice,
    JobAttachmentRepository,
    JobAttachments,
    JobEnvRepository,
    JobEnvs,
    JobArtifactRepository,
    JobDiffRepository,
    JobSealing,
    FollowUpService,
    JobChainRepository,
    JobReader,
    JobRepository,
    OutputSchemas,
    PullRequestStates,
    QueuePlaceRepository,
    QueuePlaces,
    ReferenceRepository,
  ],
  exports: [
    FollowUpService,
    JobArtifactRepository,
    JobAttachments,
    JobChainRepository,
    JobCreationService,
    JobDiffRepository,
    JobEnvs,
    JobPoll,
    JobReader,
    JobRepository,
    JobsService,
    JobTypes,
    OutputSchemas,
    PullRequestStates,
    QueuePlaces,
    ReferenceRepository,
  ],
})
export class JobsModule {}
