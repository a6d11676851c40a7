/**
 * The agency's clients, as the project-management system has them, and what they may spend: /clients.
 * Work for them is in jobs; the copy of a repository on disk is in git.
 * Enter through `ClientRepository`, `CodeRepository`, `RepositorySummaryAnswer`, `BudgetAnswer` and `ClientsModule`.
 */
import { Module } from '@nestjs/common';
import { GithubModule } from '../github/github.module.js';
import { ClientRepository } from './client.repository.js';
import { ClientLimitRepository } from './client-limit.repository.js';
import { BudgetRepository } from './budgets/budget.repository.js';
import { BudgetsController } from './budgets/budgets.controller.js';
import { BudgetsService } from './budgets/budgets.service.js';
import { ClientsController } from './clients.controller.js';
import { ClientsService } from './clients.service.js';
import { FormerNamesModule } from './repositories/former-names.module.js';
import { CodeRepositoryRepository } from './repositories/code-repository.repository.js';
import { RepositorySettingsRepository } from './repositories/repository-settings.repository.js';

@Module({
  imports: [FormerNamesModule, GithubModule],
  controllers: [ClientsController, BudgetsController],
  providers: [
    BudgetRepository,
    BudgetsService,
    ClientsService,
    ClientRepository,
    ClientLimitRepository,
    CodeRepositoryRepository,
    RepositorySettingsRepository,
  ],
  exports: [ClientRepository, CodeRepositoryRepository, RepositorySettingsRepository],
})
export class ClientsModule {}
