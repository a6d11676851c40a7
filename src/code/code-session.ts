import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ClaudeResult } from '../claude/claude-run.js';
import { ClaudeRunner } from '../claude/claude.runner.js';
import { JobFailure } from '../common/job-failure.js';
import { Env } from '../config/env.js';
import type { JobTree } from '../git/job-tree.js';
import type { JobRun } from '../runs/job-run.js';
import { RepositoryOfJob } from '../runs/repository-of-job.js';
import { RunJournal } from '../runs/run-journal.js';
import type { RunNumbers } from '../runs/pull-request-text.js';

/** What is kept of a run of Claude. */
export interface SessionNumbers extends RunNumbers {
  /** Claude's closing words; null: none. */
  readonly summary: string | null;
}

/** The one run of Claude in a code job. */
@Injectable()
export class CodeSession {
  constructor(
    private readonly env: Env,
    private readonly claude: ClaudeRunner,
    private readonly repositories: RepositoryOfJob,
    private readonly journal: RunJournal,
  ) {}

  /** @throws JobFailure unless Claude's own result says success; what it used is recorded either way. */
  async run({ job, claim, signal }: JobRun, tree: JobTree): Promise<SessionNumbers> {
    const sessionId = randomUUID();
    const model = this.env.CLAUDE_MODEL;
    // Before the process exists, so that an interrupted session can be found by its id.
    await this.journal.save(claim, { session_id: sessionId, model });
    await this.journal.enter(claim, 'working');
    const trustRepoConfig = await this.repositories.isTrusted(job);
    const about = { claim, iterationNumber: null, sessionId, resume: false, cwd: tree.path, model, trustRepoConfig };
    const result = await this.claude.run({ ...about, prompt: job.prompt, profile: 'code' }, signal);
    signal.throwIfAborted();
    await this.journal.save(claim, usageOf(result));
    if (!result.ok) throw new JobFailure(result.failure ?? 'Claude ended without saying why.');
    return result;
  }
}

function usageOf(result: ClaudeResult) {
  return {
    result_summary: result.summary,
    num_turns: result.numTurns,
    input_tokens: result.inputTokens,
    output_tokens: result.outputTokens,
    total_cost_usd: result.costUsd,
    duration_ms: result.durationMs,
  };
}
