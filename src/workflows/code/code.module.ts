/**
 * Jobs of type `code`: one run of Claude that ends in a pull request, and the plan that a person may want to approve before it.
 * What other types need as well belongs to workflows/run.
 * Enter through `CodeModule`: the server finds the type in it.
 */
import { Module } from '@nestjs/common';
import { GitModule } from '../../git/git.module.js';
import { JobsModule } from '../../jobs/jobs.module.js';
import { MessagesModule } from '../../jobs/messages/messages.module.js';
import { RunModule } from '../run/run.module.js';
import { CodeJobWorkflow } from './code-job.workflow.js';
import { PlanRepository } from './plans/plan.repository.js';
import { Planning } from './plans/planning.js';
import { PlansController } from './plans/plans.controller.js';
import { PlansService } from './plans/plans.service.js';

@Module({
  imports: [GitModule, JobsModule, MessagesModule, RunModule],
  controllers: [PlansController],
  providers: [CodeJobWorkflow, PlanRepository, Planning, PlansService],
})
export class CodeModule {}
