import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../config/env.js';
import { toPromptInput, toRunArguments } from './claude-command.js';
import { ClaudeLauncher } from './claude-launcher.js';
import type { ClaudeProcess, Ending } from './claude-process.js';
import type { ClaudeRequest, ClaudeResult } from './claude-run.js';
import { ClaudeProbe } from './claude.probe.js';
import { Watchdog } from './watchdog.js';
import { notStarted, toClaudeResult } from './verdict.js';

/** How long the CLI may take to leave after its result, in milliseconds. */
const EXIT_GRACE_MS = 10_000;

/** Runs Claude Code as one process for a job, from a prompt to a result. Knows no database, no git, no HTTP. */
@Injectable()
export class ClaudeRunner {
  private readonly logger = new Logger(ClaudeRunner.name);

  constructor(
    private readonly env: Env,
    private readonly launcher: ClaudeLauncher,
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
    const startedAt = performance.now();
    const args = toRunArguments(request, this.env.CLAUDE_MODEL);
    const launched = await this.launcher.launch({ ...request, args }, signal, (fact, { process }) => {
      if (fact.kind === 'result') process.expectExit(EXIT_GRACE_MS);
    });
    if ('failure' in launched) return notStarted(launched);
    launched.process.send(toPromptInput(request.prompt));
    launched.process.endInput();
    const ending = await within(launched.process, request.maxDurationMs ?? null);
    if (ending.startError) this.logger.error(`claude could not be started: ${ending.startError.message}`);
    const result = toClaudeResult(launched.record, ending, this.launcher.limits, performance.now() - startedAt);
    this.probe.noteRunResult(result);
    this.logger.log(
      `job ${request.claim.jobId}: claude ended (${result.reason}, ${Math.round(result.durationMs / 1_000)} s)`,
    );
    return result;
  }
}

/** Its end, which is begun after `ms` milliseconds. */
async function within(process: ClaudeProcess, ms: number | null): Promise<Ending> {
  const limit = ms === null ? null : new Watchdog(ms, () => process.stop('time_limit'));
  try {
    return await process.finish();
  } finally {
    limit?.stop();
  }
}
