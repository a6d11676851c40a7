import { Module } from '@nestjs/common';
import { ClaudeModule } from '../claude/claude.module.js';
import { GitModule } from '../git/git.module.js';
import { McpModule } from '../mcp/mcp.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { RunsModule } from '../runs/runs.module.js';
import { ConversationRepository } from './conversation.repository.js';
import { ConversationService } from './conversation.service.js';
import { TaskController } from './task.controller.js';
import { TaskJobWorkflow } from './task-job.workflow.js';
import { TaskSession } from './task-session.js';
import { TranscriptRepository } from './transcript.repository.js';
import { UnchangedTree } from './unchanged-tree.js';

@Module({
  imports: [ClaudeModule, GitModule, McpModule, MessagesModule, RunsModule],
  controllers: [TaskController],
  providers: [
    ConversationRepository,
    ConversationService,
    TaskJobWorkflow,
    TaskSession,
    TranscriptRepository,
    UnchangedTree,
  ],
  exports: [TaskJobWorkflow],
})
export class TaskModule {}
