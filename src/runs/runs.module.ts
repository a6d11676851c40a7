import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module.js';
import { GitModule } from '../git/git.module.js';
import { Publication } from './publication.js';
import { RepositoryOfJob } from './repository-of-job.js';
import { RunJournal } from './run-journal.js';
import { RunStateRepository } from './run-state.repository.js';
import { Workspaces } from './workspaces.js';

@Module({
  imports: [ClientsModule, GitModule],
  providers: [Publication, RepositoryOfJob, RunJournal, RunStateRepository, Workspaces],
  exports: [Publication, RepositoryOfJob, RunJournal, RunStateRepository, Workspaces],
})
export class RunsModule {}
