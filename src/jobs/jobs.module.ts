/**
 * What callers ask for and read: the record of a job, its creation, its public form, cancel and retry.
 * Doing a job belongs to workflows, choosing the next one to queue.
 * Enter through `Job`, `JobStatus`, `JobRepository`, `JobReader`, `JobDiffRepository`, `JobArtifactRepository`, `notRunning`, `QueuePlaces`, `QueuePoint`,
 * `COMPLETION_REASONS`, `JOB_FIELDS`, `keepsFinishedWork`, `jobForms`, `JobAnswer`, `JobsService`, `toJob`, `JobType` and
 * `JobTypes`.
 */
import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { StreamsModule } from './streams/streams.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { MessagesModule } from './messages/messages.module.js';
import { JobCancellationService } from './api/job-cancellation.service.js';
import { JobChangeService } from './api/job-change.service.js';
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
import { JobsController } from './api/jobs.controller.js';
import { JobsService } from './api/jobs.service.js';
import { QueuePlaces } from './records/queue-places.js';
import { QueuePlaceRepository } from './records/queue-place.repository.js';
import { ReferenceRepository } from './records/reference.repository.js';
import { JobTypes } from './types/job-types.js';
import { RepositoryChoice } from './creation/repository-choice.js';

@Module({
  imports: [ClientsModule, DiscoveryModule, MessagesModule, StreamsModule],
  controllers: [JobsController, JobMessagesController, JobArtifactsController, JobDiffController],
  providers: [
    JobsService,
    JobTypes,
    JobForms,
    JobPoll,
    JobCreationService,
    JobRetryService,
    JobCancellationService,
    JobChangeService,
    RepositoryChoice,
    JobArtifactRepository,
    JobDiffRepository,
    JobReader,
    JobRepository,
    QueuePlaceRepository,
    QueuePlaces,
    ReferenceRepository,
  ],
  exports: [JobArtifactRepository, JobDiffRepository, JobReader, JobRepository, JobsService, JobTypes, QueuePlaces, ReferenceRepository],
})
export class JobsModule {}
