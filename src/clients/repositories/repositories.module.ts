/**
 * The clients' repositories at GitHub: their rows and settings, cloning and fetching ahead of time, /repos and /sync.
 * How git clones and fetches is in git/clones.
 * Enter through `CodeRepositoryRepository`, `RepositorySettingsRepository`, `RepositorySettings` and `IsGithubOwner`.
 */
import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients.module.js';
import { GitModule } from '../../git/git.module.js';
import { GithubModule } from '../../github/github.module.js';
import { RegisteredRepositoriesController } from './registered-repositories.controller.js';
import { RegisteredRepositoriesService } from './registered-repositories.service.js';
import { RepositoriesController } from './repositories.controller.js';
import { RepositoriesService } from './repositories.service.js';

@Module({
  imports: [ClientsModule, GitModule, GithubModule],
  controllers: [RepositoriesController, RegisteredRepositoriesController],
  providers: [RepositoriesService, RegisteredRepositoriesService],
})
export class RepositoriesModule {}
