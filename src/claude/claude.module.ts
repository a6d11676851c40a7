import { Module } from '@nestjs/common';
import { ClaudeBinary } from './claude-binary.js';
import { ClaudeEnvironment } from './claude-environment.js';
import { ClaudeSessions } from './claude-sessions.js';
import { ClaudeProbe } from './claude.probe.js';
import { ClaudeRunner } from './claude.runner.js';

@Module({
  providers: [ClaudeBinary, ClaudeEnvironment, ClaudeSessions, ClaudeProbe, ClaudeRunner],
  exports: [ClaudeSessions, ClaudeProbe, ClaudeRunner],
})
export class ClaudeModule {}
