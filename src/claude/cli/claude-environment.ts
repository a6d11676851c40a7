import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import type { ModelAccess } from '../model-access/model-gateway.js';
import { JobEnvironment } from '../../sandbox/job-environment.js';
import { JobDirectories } from '../../sandbox/directories/job-directories.js';

const MAX_COMMAND_MS = 1_800_000;
const DEFAULT_COMMAND_MS = 300_000;
const MAX_REQUEST_MS = 300_000;
/** How long Claude waits for its MCP servers before it begins without them. */
const MCP_START_MS = 30_000;

/** The environment of Claude: its job's variables, access to the model, and settings that keep the CLI to its task. */
@Injectable()
export class ClaudeEnvironment {
  constructor(
    private readonly env: Env,
    private readonly jobs: JobEnvironment,
    private readonly directories: JobDirectories,
  ) {}

  /** @param access to the model; see `ModelGateway.admit`. */
  variablesFor(jobId: string, access: Pick<ModelAccess, 'variables'>): Record<string, string> {
    const { claude, tmp } = this.directories.pathsOf(jobId);
    return {
      ...this.jobs.toolVariablesFor(jobId),
      ...access.variables,
      CLAUDE_CONFIG_DIR: claude,
      CLAUDE_CODE_TMPDIR: tmp,
      CLAUDE_CODE_MAX_RETRIES: String(this.env.CLAUDE_MAX_RETRIES),
      // `@/etc/passwd` in a prompt would attach that file to the request without asking.
      CLAUDE_CODE_DISABLE_FILE_MENTIONS: '1',
      CLAUDE_CODE_ADDITIONAL_DIRECTORIES_CLAUDE_MD: '1',
      ...STAY_AT_THE_TASK,
      ...this.timeLimits(),
    };
  }

  /** Limits that end a quiet command or a silent model before the watchdog takes the silence for a hang. */
  private timeLimits(): Record<string, string> {
    const longest = Math.floor(this.env.JOB_IDLE_TIMEOUT * 0.75);
    return {
      BASH_MAX_TIMEOUT_MS: String(Math.min(MAX_COMMAND_MS, longest)),
      BASH_DEFAULT_TIMEOUT_MS: String(Math.min(DEFAULT_COMMAND_MS, longest)),
      API_TIMEOUT_MS: String(Math.min(MAX_REQUEST_MS, longest)),
      // By default Claude begins without servers that are slow to answer, and does not know their tools.
      MCP_CONNECTION_NONBLOCKING: '0',
      MCP_CONNECT_TIMEOUT_MS: String(MCP_START_MS),
      MCP_TIMEOUT: String(MCP_START_MS),
      // By default an MCP server may take a day to answer a call.
      MCP_TOOL_TIMEOUT: String(Math.min(MAX_COMMAND_MS, longest)),
    };
  }
}

/** No traffic except to the model, and nothing that outlives the turn or the job. */
const STAY_AT_THE_TASK = {
  CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
  CLAUDE_CODE_DISABLE_CRON: '1',
  CLAUDE_CODE_DISABLE_AUTO_MEMORY: '1',
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  DISABLE_AUTOUPDATER: '1',
  DISABLE_TELEMETRY: '1',
} as const;
