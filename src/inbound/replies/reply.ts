import { Injectable, Logger } from '@nestjs/common';
import { CodeRepositoryRepository } from '../../clients/repositories/code-repository.repository.js';
import { ForgeAway } from '../../git/forge-away.js';
import { PullRequestComments } from '../../github/discussion/pull-request-comments.js';
import { JobRepository } from '../../jobs/records/job.repository.js';
import { Env } from '../../platform/config/env.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import { type DueReply, GithubRequestRepository } from '../requests/github-request.repository.js';
import { answerText, refusalText } from './reply-text.js';

/** Less than the lease, in milliseconds. */
const TIMEOUT_MS = 60_000;
const MAX_ATTEMPTS = 12;
const FIRST_PAUSE_SECONDS = 15;
const LONGEST_PAUSE_SECONDS = 3_600;

/** Answers one request in a comment on its pull request. */
@Injectable()
export class Reply {
  private readonly logger = new Logger(Reply.name);

  constructor(
    private readonly env: Env,
    private readonly requests: GithubRequestRepository,
    private readonly jobs: JobRepository,
    private readonly repositories: CodeRepositoryRepository,
    private readonly comments: PullRequestComments,
    private readonly shutdown: Shutdown,
  ) {}

  /** Never rejects: what cannot be noted is answered again, which changes nothing. */
  async give(due: DueReply): Promise<void> {
    const signal = AbortSignal.any([this.shutdown.begun, AbortSignal.timeout(TIMEOUT_MS)]);
    let again: number | null = null;
    try {
      await this.post(due, signal);
    } catch (error) {
      again = this.shutdown.begun.aborted ? 0 : pauseAfter(error, due.attempts);
      const next = again === null ? 'it is given up' : `again in ${again} s`;
      this.logger.warn(`the answer to ${due.url}: ${error instanceof Error ? error.message : String(error)} (${next})`);
    }
    await this.requests.finishReply(due, again).catch((error: unknown) => {
      this.logger.warn(`the answer to ${due.url} cannot be noted now: ${String(error)}`);
    });
  }

  private async post(due: DueReply, signal: AbortSignal): Promise<void> {
    const row = await this.repositories.find(due.repositoryId);
    const body = await this.textOf(due);
    if (row === null || body === null) return;
    const repository = { owner: row.owner_name, name: row.repo_name, defaultBranch: row.default_branch };
    const mark = `<!-- claude-code-orchestrator answers ${due.id} -->`;
    const { number: pullRequest, createdAt: since } = due;
    await this.comments.post({ repository, pullRequest, body, mark, since }, signal);
  }

  /** null: there is nothing to say. */
  private async textOf(due: DueReply): Promise<string | null> {
    if (due.refusal !== null) return refusalText(due, due.refusal);
    const job = await this.jobs.find(due.id);
    return job && answerText(due, job, this.env.PUBLIC_URL);
  }
}

function pauseAfter(error: unknown, attempts: number): number | null {
  const isRefused = error instanceof JobFailure && !(error instanceof ForgeAway);
  if (isRefused || attempts >= MAX_ATTEMPTS) return null;
  return Math.min(FIRST_PAUSE_SECONDS * 2 ** (attempts - 1), LONGEST_PAUSE_SECONDS);
}
