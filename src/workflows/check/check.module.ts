/**
 * Jobs of type `check`: whether jobs could work on a repository, as a report. They change nothing and ask no model.
 * How a tree is made and prepared belongs to git and to workflows/run.
 * Enter through `CheckModule`: the server finds the type in it.
 */
import { Module } from '@nestjs/common';
import { ClientsModule } from '../../clients/clients.module.js';
import { GitModule } from '../../git/git.module.js';
import { GithubModule } from '../../github/github.module.js';
import { JobsModule } from '../../jobs/jobs.module.js';
import { RunModule } from '../run/run.module.js';
import { CheckController } from './check.controller.js';
import { CheckJobWorkflow } from './check-job.workflow.js';
import { CheckService } from './check.service.js';
import { CheckedCommands } from './checked-commands.js';
import { Examination } from './examination.js';
import { RepositoryChecks } from './repository-checks.js';

@Module({
  imports: [ClientsModule, GitModule, GithubModule, JobsModule, RunModule],
  controllers: [CheckController],
  providers: [CheckJobWorkflow, CheckService, CheckedCommands, Examination, RepositoryChecks],
})
export class CheckModule {}
