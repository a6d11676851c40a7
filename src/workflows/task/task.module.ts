/**
 * Jobs of type `task`: a conversation that reads the code, uses MCP tools and changes nothing.
 * The process that Claude talks through is not here but in claude/conversations.
 * Enter through `TaskModule`: the server finds the type in it.
 */
import { Module } from '@nestjs/common';
import { ClaudeModule } from '../../claude/claude.module.js';
import { GitModule } from '../../git/git.module.js';
import { McpModule } from '../../clients/mcp/mcp.module.js';
import { JobsModule } from '../../jobs/jobs.module.js';
import { MessagesModule } from '../../jobs/messages/messages.module.js';
import { RunModule } from '../run/run.module.js';
import { ConversationEnding } from './conversation-ending.js';
import { ConversationOpener } from './conversation-opener.js';
import { ConversationRepository } from './conversation.repository.js';
import { ConversationRows } from './talk/conversation-rows.js';
import { ConversationService } from './conversation.service.js';
import { TaskConversations } from './task-conversations.js';
import { TaskController } from './task.controller.js';
import { TaskJobWorkflow } from './task-job.workflow.js';
import { TaskSession } from './session/task-session.js';
import { TaskTree } from './task-tree.js';
import { TranscriptRepository } from './session/transcript.repository.js';
import { UnchangedTree } from './unchanged-tree.js';

@Module({
  imports: [ClaudeModule, GitModule, McpModule, JobsModule, MessagesModule, RunModule],
  controllers: [TaskController],
  providers: [
    ConversationEnding,
    ConversationOpener,
    ConversationRepository,
    ConversationRows,
    ConversationService,
    TaskConversations,
    TaskJobWorkflow,
    TaskSession,
    TaskTree,
    TranscriptRepository,
    UnchangedTree,
  ],
})
export class TaskModule {}
