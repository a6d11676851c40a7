import { Module } from '@nestjs/common';
import { GithubModule, JobsModule, RunModule } from 'claude-code-orchestrator/extension';
import { EndNotes } from './end-notes.js';
import { ReviewWorkflow } from './review.workflow.js';
import { ReviewsController } from './reviews.controller.js';

/** Adds the job type `review` to the server. */
@Module({
  imports: [GithubModule, JobsModule, RunModule],
  providers: [EndNotes, ReviewWorkflow],
  controllers: [ReviewsController],
})
export class ReviewModule {}
