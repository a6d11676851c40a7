import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../config/env.js';
import { JobEventBus } from '../events/job-event-bus.js';
import { JobFolders } from '../sandbox/job-folders.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { ClaudeBinary, type ClaudeLocation } from './claude-binary.js';
import { toArguments, toPromptInput } from './claude-command.js';
import { ClaudeEnvironment } from './claude-environment.js';
import { ClaudeProcess, type Ending, type ProcessLimits } from './claude-process.js';
import type { ClaudeRequest, ClaudeResult } from './claude-run.js';
import { ClaudeProbe } from './claude.probe.js';
import { RunRecord } from './run-record.js';
import { notStarted, toClaudeResult } from './verdict.js';

/** How long the CLI may take to leave after its result, in milliseconds. */
const EXIT_GRACE_MS = 10_000;

type Installed = Extract<ClaudeLocation, { problem: null }>;

/** Runs Claude Code as one process for a job, and tells the bus every line it says. Knows no database, no git, no HTTP. */
@Injectable()
export class ClaudeRunner {
  private readonly logger = new Logger(ClaudeRunner.name);

  constructor(
    private readonly sandbox: Sandbox,
    private readonly folders: JobFolders,
    private readonly bus: JobEventBus,
    private readonly env: Env,
    private readonly binary: ClaudeBinary,
    private readonly environment: ClaudeEnvironment,
    private readonly probe: ClaudeProbe,
  ) {}

  /**
   * Resolves when Claude has ended, every line was taken by the listeners of `job.message`, and no process of the job is
   * left: whatever else runs for it in the sandbox ends too, so a job has one run at a time. After `signal` the processes
   * are gone within 10 seconds. Each line is emitted after the one before it was taken, per stream.
   * What goes wrong with Claude or its model is a result, not an error.
   * @throws what a listener of `job.message` threw; Claude is gone by then.
   */
  async run(request: ClaudeRequest, signal: AbortSignal): Promise<ClaudeResult> {
    const location = await this.binary.locate();
    if (location.problem !== null) return notStarted({ reason: 'not_installed', failure: location.problem });
    await this.folders.create(request.claim.jobId);
    if (signal.aborted)
      return notStarted({ reason: 'aborted', failure: 'The run was ended before Claude had started.' });
    const startedAt = performance.now();
    const record = new RunRecord();
    const ending = await this.supervise(request, location, record, signal);
    if (ending.startError) this.logger.error(`claude could not be started: ${ending.startError.message}`);
    const result = toClaudeResult(record, ending, this.limits, performance.now() - startedAt);
    this.probe.noteRunResult(result);
    this.logger.log(
      `job ${request.claim.jobId}: claude ended (${result.reason}, ${Math.round(result.durationMs / 1_000)} s)`,
    );
    return result;
  }

  private async supervise(
    request: ClaudeRequest,
    location: Installed,
    record: RunRecord,
    signal: AbortSignal,
  ): Promise<Ending> {
    const { jobId } = request.claim;
    const child = this.sandbox.spawn({
      jobId,
      file: location.file,
      args: [...location.leadingArgs, ...toArguments(request, this.env.CLAUDE_MODEL)],
      cwd: request.cwd,
      env: this.environment.variablesFor(jobId),
    });
    const claude = new ClaudeProcess(this.sandbox, jobId, child, this.limits, async (type, content) => {
      if (type === 'stdout') record.noteStdout(content);
      else record.noteStderr(content);
      const { claim, iterationNumber } = request;
      await this.bus.emitAndWait('job.message', { claim, type, content, iterationNumber });
      if (record.result) claude.expectExit(EXIT_GRACE_MS);
    });
    const abort = (): void => claude.stop('aborted');
    signal.addEventListener('abort', abort, { once: true });
    claude.tell(toPromptInput(request.prompt));
    return claude.finish().finally(() => signal.removeEventListener('abort', abort));
  }

  private get limits(): ProcessLimits {
    return { idleMs: this.env.JOB_IDLE_TIMEOUT, totalMs: this.env.JOB_TIMEOUT };
  }
}
