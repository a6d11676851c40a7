import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import { CommitAuthor } from '../platform/config/commit-author.js';
import { Env } from '../platform/config/env.js';
import { HostEnvironment } from '../platform/config/host-environment.js';
import { ModelEnvironment } from '../platform/config/model-environment.js';
import { parseEnv } from '../platform/config/parse-env.js';
import { EventsModule } from '../platform/events/events.module.js';
import { RedactionModule } from '../platform/redaction/redaction.module.js';
import { ShutdownModule } from '../platform/shutdown/shutdown.module.js';
import { ModelAccessModule } from './model-access/model-access.module.js';
import { NoSandbox } from '../sandbox/drivers/no-sandbox.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { SandboxModule } from '../sandbox/sandbox.module.js';
import { ClaudeConversations } from './conversations/claude-conversations.js';
import { ClaudeModule } from './claude.module.js';
import { ClaudeProbe } from './cli/claude.probe.js';
import { ClaudeRunner } from './runs/claude.runner.js';

describe('ClaudeModule', () => {
  it('puts itself together from the modules below it', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'claude-module-'));
    @Global()
    @Module({
      providers: [
        CommitAuthor,
        {
          provide: Env,
          useValue: parseEnv({
            AGENT_API_SECRET: 'secret',
            DATA_DIR: dataDir,
            CLAUDE_BIN: '/nonexistent',
            SANDBOX: 'none',
          }),
        },
        { provide: HostEnvironment, useValue: HostEnvironment.from({}) },
        { provide: ModelEnvironment, useValue: ModelEnvironment.from({}) },
        { provide: 'node id', useValue: Promise.resolve('node-1') },
      ],
      exports: [CommitAuthor, Env, HostEnvironment, ModelEnvironment, 'node id'],
    })
    class Below {}
    const sandbox = SandboxModule.withNodeId({ inject: ['node id'], useFactory: (nodeId: string) => nodeId });
    @Module({
      imports: [Below, RedactionModule, ShutdownModule, EventsModule, ModelAccessModule, sandbox, ClaudeModule],
    })
    class App {}

    const app = await NestFactory.createApplicationContext(App, { logger: false, abortOnError: false });
    expect(app.get(Sandbox)).toBeInstanceOf(NoSandbox);
    expect(app.get(ClaudeRunner)).toBeInstanceOf(ClaudeRunner);
    expect(app.get(ClaudeConversations)).toBeInstanceOf(ClaudeConversations);
    expect(await app.get(ClaudeProbe).status()).toEqual({
      authenticated: false,
      version: null,
      reason: 'not_installed',
    });
    await app.close();
    await rm(dataDir, { recursive: true });
  });
});
