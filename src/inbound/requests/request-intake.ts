import { Injectable, Logger } from '@nestjs/common';
import { CodeRepositoryRepository } from '../../clients/repositories/code-repository.repository.js';
import { RepositorySettingsRepository } from '../../clients/repositories/repository-settings.repository.js';
import { PullRequestReader } from '../../github/pull-request-reader.js';
import { NotYet } from '../working/not-yet.js';
import type { Asked, Place, Refusal } from './asked.js';
import { GithubRequestRepository, type RequestKey } from './github-request.repository.js';
import { type PullRequestJob, PullRequestJobRepository } from './pull-request-job.repository.js';
import { RequestRules } from './request-rules.js';
import { RequestedFollowUps } from './requested-follow-ups.js';

/** A job that is about to end is waited for, in seconds. */
const PAUSE_SECONDS = 20;

/** Turns what was asked at GitHub into a follow-up, if the rules allow it. May be repeated for the same delivery. */
@Injectable()
export class RequestIntake {
  private readonly logger = new Logger(RequestIntake.name);

  constructor(
    private readonly jobs: PullRequestJobRepository,
    private readonly repositories: CodeRepositoryRepository,
    private readonly settings: RepositorySettingsRepository,
    private readonly pulls: PullRequestReader,
    private readonly rules: RequestRules,
    private readonly requests: GithubRequestRepository,
    private readonly followUps: RequestedFollowUps,
  ) {}

  /** @throws as `NewsDesk.take` does. */
  async take(asked: Asked, signal: AbortSignal): Promise<void> {
    const jobs = await this.jobs.ofPullRequest(asked.delivery.repositoryIds, asked.number);
    const [newest] = jobs;
    if (newest === undefined) return this.passOver(asked);
    const found = await this.placeOf(asked, newest, signal);
    if (found === null) return;
    const key = keyOf(asked, newest, found);
    const refusal = await this.rules.refusalOf(asked, found, signal);
    if (refusal === 'not_due') return;
    if (refusal !== null) return this.refuse(asked, key, refusal);
    const earlier = jobs.find((job) => job.repositoryId === newest.repositoryId && job.hasEnded);
    if (earlier === undefined) throw new NotYet('the job of the pull request has not ended', PAUSE_SECONDS);
    const reserved = await this.requests.reserve(key, found.settings.max_per_pull_request);
    if (typeof reserved === 'string') return this.refuse(asked, key, reserved);
    const objection = await this.followUps.create(reserved.id, { asked, earlier, place: found }, signal);
    if (objection !== null) await this.refuse(asked, key, objection);
  }

  /** null: the repository does not want it, or is gone. */
  private async placeOf(asked: Asked, { repositoryId }: PullRequestJob, signal: AbortSignal): Promise<Place | null> {
    const { auto_follow_up: settings } = await this.settings.find(repositoryId);
    if (settings === null || !asked.isWanted(settings)) return null;
    const row = await this.repositories.find(repositoryId);
    if (row === null) return null;
    const repository = { owner: row.owner_name, name: row.repo_name, defaultBranch: row.default_branch };
    const pull = await this.pulls.find(repository, asked.number, signal);
    return pull && { repository, settings, pull };
  }

  /** Nothing of ours, though whoever has called the server by its name thinks so. */
  private async passOver(asked: Asked): Promise<void> {
    if (asked.kind !== 'mention') return;
    const settings = [...(await this.settings.byIds(asked.delivery.repositoryIds)).values()];
    if (!settings.some(({ auto_follow_up: wanted }) => wanted !== null && asked.isWanted(wanted))) return;
    this.logger.log(`${asked.kind} at ${asked.url}: the pull request belongs to no job`);
  }

  private async refuse(asked: Asked, key: RequestKey, refusal: Refusal): Promise<void> {
    const who = asked.login === null ? '' : ` of ${asked.login}`;
    this.logger.log(`${asked.kind}${who} at ${asked.url}: no follow-up (${refusal})`);
    await this.requests.refuse(key, refusal, this.rules.isTold(asked, refusal));
  }
}

function keyOf(asked: Asked, { repositoryId }: PullRequestJob, { pull }: Place): RequestKey {
  return {
    repository_id: repositoryId,
    pr_number: asked.number,
    head_sha: pull.headSha,
    kind: asked.kind,
    delivery_id: asked.delivery.id,
    login: asked.login,
    url: asked.url,
  };
}
