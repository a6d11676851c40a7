import { Injectable } from '@nestjs/common';
import type { ClaudeConversation, ConversationListener } from '../../claude/conversations/claude-conversation.js';
import type { UsedByNow } from '../../claude/output/usage.js';
import { ClaudeConversations } from '../../claude/conversations/claude-conversations.js';
import { McpConfigs } from '../../clients/mcp/mcp-configs.js';
import { agentCodeOf } from '../run/agent-code.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import type { JobTree } from '../../git/trees/job-tree.js';
import { RepositoryOfJob } from '../run/repository-of-job.js';
import type { Budget } from '../run/budget.js';
import type { JobRun } from '../run/job-run.js';
import { untilStored } from '../run/until-stored.js';
import type { OutputWish } from '../run/output/run-outputs.js';
import type { SessionStart } from './session/task-session.js';
import { instructionsFor } from './task-instructions.js';

/** What holds for all of a process. */
export interface ConversationTerms {
  readonly budget: Budget;
  /** null: answers are text. */
  readonly wish: OutputWish | null;
}

/** Opens Claude for a conversation: with the job's tree, the repository's MCP servers and what is left of the budget. */
@Injectable()
export class ConversationOpener {
  constructor(
    private readonly mcp: McpConfigs,
    private readonly repositories: RepositoryOfJob,
    private readonly claude: ClaudeConversations,
  ) {}

  /** @throws JobFailure when there is no process. */
  async open(
    { job, claim, signal }: JobRun,
    tree: JobTree,
    { sessionId, resume }: SessionStart,
    { budget, wish }: ConversationTerms,
    listener: ConversationListener,
    onUsed: (used: UsedByNow) => void,
  ): Promise<ClaudeConversation> {
    const mcp = await untilStored(() => this.mcp.forRepository(job.repository_id ?? '', job.id));
    const request = {
      claim,
      sessionId,
      resume,
      cwd: tree.path,
      ...(await this.repositories.termsOf(job, instructionsFor(wish))),
      outputSchema: wish && JSON.stringify(wish.tool.schema),
      mcp,
      onUsed,
      maxCostUsd: budget.runLimits.maxCostUsd,
    };
    const conversation = await this.claude.open(request, listener, signal);
    if ('failure' in conversation)
      throw new JobFailure(conversation.failure, { code: agentCodeOf(conversation.reason) });
    return conversation;
  }
}
