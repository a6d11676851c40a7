import { Injectable } from '@nestjs/common';
import { JobDirectories } from '../../sandbox/directories/job-directories.js';
import { PROBE_IDS } from '../../sandbox/choice/probe-ids.js';
import { Sandbox } from '../../sandbox/sandbox.js';
import { ModelGateway } from '../model-access/model-gateway.js';
import { ClaudeBinary } from './claude-binary.js';
import { ClaudeEnvironment } from './claude-environment.js';

const PROBE_ID = PROBE_IDS.claude;
const TIMEOUT_MS = 10_000;

/** Which CLI answers, or why none does. */
export type ClaudeCli =
  | { readonly version: string; readonly reason: null; readonly problem: null }
  | { readonly version: null; readonly reason: 'not_installed' | 'not_runnable'; readonly problem: string };

/** Asks the CLI for its version, in the sandbox, as a job would start it. */
@Injectable()
export class ClaudeVersion {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly directories: JobDirectories,
    private readonly binary: ClaudeBinary,
    private readonly environment: ClaudeEnvironment,
    private readonly gateway: ModelGateway,
  ) {}

  /** Never rejects. Takes at most ten seconds. */
  async ask(signal: AbortSignal): Promise<ClaudeCli> {
    const location = await this.binary.locate();
    if (location.problem !== null) return { version: null, reason: 'not_installed', problem: location.problem };
    const said = await this.run(location.file, [...location.leadingArgs, '--version'], signal);
    const version = /^\d+\.\d+\.\d+\S*/.exec(said)?.[0];
    if (version !== undefined) return { version, reason: null, problem: null };
    const program = location.leadingArgs[0] ?? location.file;
    const problem = `${program} does not answer as Claude Code: its --version is none. Set CLAUDE_BIN to the \`claude\` command.`;
    return { version: null, reason: 'not_runnable', problem };
  }

  private async run(file: string, args: readonly string[], signal: AbortSignal): Promise<string> {
    const access = this.gateway.admit(PROBE_ID);
    try {
      const { home } = await this.directories.create(PROBE_ID);
      const env = this.environment.variablesFor(PROBE_ID, access);
      const command = { jobId: PROBE_ID, file, args, cwd: home, env };
      return (await this.sandbox.run(command, { timeoutMs: TIMEOUT_MS, signal })).stdout;
    } catch {
      return '';
    } finally {
      access.revoke();
    }
  }
}
