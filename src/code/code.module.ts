import { Module } from '@nestjs/common';
import { ClaudeModule } from '../claude/claude.module.js';
import { GitModule } from '../git/git.module.js';
import { RunsModule } from '../runs/runs.module.js';
import { CodeJobWorkflow } from './code-job.workflow.js';
import { CodeSession } from './code-session.js';
import { CodeStart } from './code-start.js';

@Module({
  imports: [ClaudeModule, GitModule, RunsModule],
  providers: [CodeJobWorkflow, CodeSession, CodeStart],
  exports: [CodeJobWorkflow],
})
export class CodeModule {}
