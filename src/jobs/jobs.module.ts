import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { JobCancellationService } from './job-cancellation.service.js';
import { JobCreationService } from './job-creation.service.js';
import { JobRepository } from './job.repository.js';
import { JobsController } from './jobs.controller.js';
import { JobsService } from './jobs.service.js';
import { QueuePlaces } from './queue-places.js';
import { QueuePlaceRepository } from './queue-place.repository.js';
import { ReferenceRepository } from './reference.repository.js';
import { RepositoryChoice } from './repository-choice.js';

@Module({
  imports: [ClientsModule, MessagesModule],
  controllers: [JobsController],
  providers: [
    JobsService,
    JobCreationService,
    JobCancellationService,
    RepositoryChoice,
    JobRepository,
    QueuePlaceRepository,
    QueuePlaces,
    ReferenceRepository,
  ],
  exports: [JobRepository, QueuePlaces],
})
export class JobsModule {}
