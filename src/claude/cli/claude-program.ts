import { Injectable } from '@nestjs/common';
import { JobDirectories } from '../../sandbox/directories/job-directories.js';
import { Sandbox, type SandboxProcess } from '../../sandbox/sandbox.js';
import { ModelGateway } from '../model-access/model-gateway.js';
import type { ClaudeFailure } from '../runs/claude-run.js';
import { ClaudeBinary } from './claude-binary.js';
import { ClaudeEnvironment } from './claude-environment.js';

/** A call of the CLI for a job. */
export interface ClaudeCall {
  readonly jobId: string;
  /** Absolute path of the job's working tree. */
  readonly cwd: string;
  readonly args: readonly string[];
  /** Beyond those that every process of Claude gets; default: none. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Starts the CLI in the sandbox: locates it, creates the job's directories, and gives it access to the model. */
@Injectable()
export class ClaudeProgram {
  constructor(
    private readonly binary: ClaudeBinary,
    private readonly directories: JobDirectories,
    private readonly environment: ClaudeEnvironment,
    private readonly gateway: ModelGateway,
    private readonly sandbox: Sandbox,
  ) {}

  /** The process, or the reason why there is none. A program that cannot be started shows in the process's end. */
  async start(call: ClaudeCall, signal: AbortSignal): Promise<SandboxProcess | ClaudeFailure> {
    const { jobId, args } = call;
    const location = await this.binary.locate();
    if (location.problem !== null) return { reason: 'not_installed', failure: location.problem };
    await this.directories.create(jobId);
    if (signal.aborted) return { reason: 'aborted', failure: 'The run was ended before Claude had started.' };
    return this.spawn(location.file, { ...call, args: [...location.leadingArgs, ...args] });
  }

  /** Access to the model is revoked when the process has ended. */
  private spawn(file: string, { jobId, cwd, args, variables }: ClaudeCall): SandboxProcess {
    const access = this.gateway.admit(jobId);
    try {
      const env = { ...this.environment.variablesFor(jobId, access), ...variables };
      const child = this.sandbox.spawn({ jobId, file, args, cwd, env, network: 'model' });
      for (const end of ['error', 'exit'] as const) child.once(end, access.revoke);
      return child;
    } catch (error) {
      access.revoke();
      throw error;
    }
  }
}
