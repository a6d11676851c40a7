/**
 * Claude Code, the CLI: finding and starting it, single runs, conversations, the meaning of its output.
 * Workflows decide what Claude is asked, and what happens with the answer.
 * Enter through `ClaudeRunner`, `ClaudeOutcome`, `ClaudeConversations`, `ClaudeConversation`, `ClaudeSessions`, `KeptSessions`, `ClaudeProbe`,
 * `parseStreamLine`, `UsedByNow`, `ModelUsage`, `byModel`, `WrittenAnswer`, `AttachedFiles`, `ClaudeBinary`, `ClaudeEnvironment`, `ClaudeVersion` and `describeRefusals`.
 */
import { Module } from '@nestjs/common';
import { AttachedFiles } from './runs/attached-files.js';
import { ClaudeBinary } from './cli/claude-binary.js';
import { ClaudeConversations } from './conversations/claude-conversations.js';
import { ClaudeEnvironment } from './cli/claude-environment.js';
import { ClaudeLauncher } from './cli/claude-launcher.js';
import { ClaudePermissions } from './cli/claude-permissions.js';
import { ClaudeProgram } from './cli/claude-program.js';
import { ClaudeSessions } from './cli/claude-sessions.js';
import { KeptSessions } from './cli/kept-sessions.js';
import { ClaudeProbe } from './cli/claude.probe.js';
import { ClaudeVersion } from './cli/claude-version.js';
import { ClaudeRunner } from './runs/claude.runner.js';

@Module({
  providers: [
    AttachedFiles,
    ClaudeBinary,
    ClaudeEnvironment,
    ClaudeLauncher,
    ClaudePermissions,
    ClaudeProgram,
    ClaudeSessions,
    KeptSessions,
    ClaudeProbe,
    ClaudeVersion,
    ClaudeRunner,
    ClaudeConversations,
  ],
  exports: [AttachedFiles, ClaudeVersion, ClaudeSessions, KeptSessions, ClaudeProbe, ClaudeRunner, ClaudeConversations],
})
export class ClaudeModule {}
