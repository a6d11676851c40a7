import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { toRunArguments, toRunInput } from '../cli/claude-command.js';
import { ClaudeLauncher } from '../cli/claude-launcher.js';
import { ClaudePermissions } from '../cli/claude-permissions.js';
import type { ClaudeProcess, Ending } from '../cli/claude-process.js';
import { ClaudeSessions } from '../cli/claude-sessions.js';
import { AttachedFiles } from './attached-files.js';
import type { ClaudeRequest, ClaudeResult } from './claude-run.js';
import { ClaudeProbe } from '../cli/claude.probe.js';
import { Watchdog } from '../cli/watchdog.js';
import { tellsUsage } from '../output/usage.js';
import { notStarted, toClaudeResult } from '../output/verdict.js';

/** How long the CLI may take to exit after its result, in milliseconds. */
const EXIT_GRACE_MS = 10_000;

/** Runs Claude Code as one process for a job, from a prompt to a result. Knows nothing of the database, git or HTTP. */
@Injectable()
export class ClaudeRunner {
  private readonly logger = new Logger(ClaudeRunner.name);

  constructor(
    private readonly env: Env,
    private readonly launcher: ClaudeLauncher,
    private readonly probe: ClaudeProbe,
    private readonly permissions: ClaudePermissions,
    private readonly sessions: ClaudeSessions,
    private readonly attached: AttachedFiles,
  ) {}

  /** What readers of a job of the profile `code` should know of its permissions; null: nothing. */
  get permissionNotice(): string | null {
    return this.permissions.notice;
  }

  /**
   * Resolves when Claude has ended, the listeners of `job.message` have taken every line, and no process of the job is left. All
   * other processes of the job in the sandbox end, too, so a job can have only one run at a time. After `signal` the processes
   * are gone within 10 seconds. Per stream, each line is emitted after the previous one was taken.
   * A failure of Claude or its model is a result, not an error.
   * @throws what a listener of `job.message` threw; Claude is gone by then.
   */
  async run(request: ClaudeRequest, signal: AbortSignal): Promise<ClaudeResult> {
    const startedAt = performance.now();
    const attached = this.attached.of(request.claim.jobId);
    const args = toRunArguments(request, this.env.CLAUDE_MODEL, this.permissions.mode, attached);
    const variables = request.profile === 'code' ? this.permissions.variables : {};
    const launched = await this.launcher.launch(
      { claim: request.claim, iterationNumber: request.iterationNumber, cwd: request.cwd, args, variables },
      signal,
      (fact, { process, record }) => {
        if (tellsUsage(fact) && record.used) request.onUsed?.(record.used);
        if (fact.kind === 'result') process.expectExit(EXIT_GRACE_MS);
      },
    );
    if ('failure' in launched) return notStarted(launched);
    launched.process.send(toRunInput(request, attached));
    launched.process.endInput();
    const ending = await within(launched.process, request);
    if (ending.startError) this.logger.error(`claude could not be started: ${ending.startError.message}`);
    const { record } = launched;
    if (record.isCutOff) record.refine(await this.sessions.answersOf(request.claim.jobId, request.sessionId));
    const result = toClaudeResult(record, ending, this.launcher.limits, performance.now() - startedAt);
    this.probe.noteRunResult(result);
    this.logger.log(
      `job ${request.claim.jobId}: claude ended (${result.reason}, ${Math.round(result.durationMs / 1_000)} s)`,
    );
    return result;
  }
}

/** The end of the process, which is stopped at the limits of the request. */
async function within(process: ClaudeProcess, { maxDurationMs: ms = null, spent }: ClaudeRequest): Promise<Ending> {
  const limit = ms === null ? null : new Watchdog(ms, () => process.stop('time_limit'));
  const onSpent = (): void => process.stop('cost_limit');
  spent?.addEventListener('abort', onSpent, { once: true });
  if (spent?.aborted) onSpent();
  try {
    return await process.finish();
  } finally {
    limit?.stop();
    spent?.removeEventListener('abort', onSpent);
  }
}
