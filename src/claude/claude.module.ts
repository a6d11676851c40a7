import { Module } from '@nestjs/common';
import { ClaudeBinary } from './claude-binary.js';
import { ClaudeConversations } from './claude-conversations.js';
import { ClaudeEnvironment } from './claude-environment.js';
import { ClaudeLauncher } from './claude-launcher.js';
import { ClaudeSessions } from './claude-sessions.js';
import { ClaudeProbe } from './claude.probe.js';
import { ClaudeRunner } from './claude.runner.js';

@Module({
  providers: [
    ClaudeBinary,
    ClaudeEnvironment,
    ClaudeLauncher,
    ClaudeSessions,
    ClaudeProbe,
    ClaudeRunner,
    ClaudeConversations,
  ],
  exports: [ClaudeSessions, ClaudeProbe, ClaudeRunner, ClaudeConversations],
})
export class ClaudeModule {}
