import { Injectable } from '@nestjs/common';
import { JobChainRepository } from '../../jobs/follow-ups/job-chain.repository.js';
import { type ClaimedDelivery, GithubDeliveryRepository } from '../receiving/github-delivery.repository.js';
import type { PullRequestNews } from '../receiving/news.js';
import { ChecksRequest } from '../requests/checks-request.js';
import { MentionRequest } from '../requests/mention-request.js';
import { ReviewRequest } from '../requests/review-request.js';

/** Decides what a delivery of GitHub is about. May be repeated for the same delivery. */
@Injectable()
export class NewsDesk {
  constructor(
    private readonly deliveries: GithubDeliveryRepository,
    private readonly chain: JobChainRepository,
    private readonly reviews: ReviewRequest,
    private readonly checks: ChecksRequest,
    private readonly mentions: MentionRequest,
  ) {}

  /** @throws NotYet; JobFailure when GitHub refuses or cannot be reached; StoreError; the signal's reason when it is aborted. */
  async take({ id, news, attempts }: ClaimedDelivery, signal: AbortSignal): Promise<void> {
    const repositoryIds = await this.deliveries.repositoriesOf(news.repository);
    if (repositoryIds.length === 0) return;
    const delivery = { id, attempts, repositoryIds };
    if (news.kind === 'pull_request') await this.note(repositoryIds, news);
    else if (news.kind === 'review') await this.reviews.take(delivery, news, signal);
    else if (news.kind === 'mention') await this.mentions.take(delivery, news, signal);
    else await this.checks.take(delivery, news, signal);
  }

  private async note(repositoryIds: readonly string[], news: PullRequestNews): Promise<void> {
    const { number, state, isDraft, mergedAt, changedAt } = news;
    const note = { pr_state: state, pr_draft: isDraft, merged_at: mergedAt };
    for (const id of repositoryIds) await this.chain.notePullRequest(id, number, note, changedAt);
  }
}
