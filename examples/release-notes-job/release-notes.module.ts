import { Module } from '@nestjs/common';
import { RunModule } from 'claude-code-orchestrator/extension';
import { ReleaseNotesWorkflow } from './release-notes.workflow.js';

/** Adds the job type `release-notes` to the server. */
@Module({ imports: [RunModule], providers: [ReleaseNotesWorkflow] })
export class ReleaseNotesModule {}
