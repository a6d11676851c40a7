/**
 * The clients' repositories at GitHub: their rows and settings, cloning and fetching ahead of time, /repos and /sync.
 * How git clones and fetches is in git/clones.
 * Enter through `CodeRepositoryRepository` and `IsGithubOwner`.
 */
import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients.module.js';
import { GitModule } from '../../git/git.module.js';
import { RepositoriesController } from './repositories.controller.js';
import { RepositoriesService } from './repositories.service.js';

@Module({
  imports: [ClientsModule, GitModule],
  controllers: [RepositoriesController],
  providers: [RepositoriesService],
})
export class RepositoriesModule {}
