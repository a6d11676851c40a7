import { Injectable } from '@nestjs/common';
import { CheckResults, type FailedCheck } from '../../github/discussion/check-results.js';
import { Env } from '../../platform/config/env.js';
import type { ChecksNews } from '../receiving/news.js';
import { NotYet } from '../working/not-yet.js';
import type { Asked, Composed, DeliveryContext, Place, Refusal } from './asked.js';
import { PullRequestJobRepository } from './pull-request-job.repository.js';
import { firstWords, Quotation } from './quotation.js';
import { RequestIntake } from './request-intake.js';

/** Of each log, in characters. */
const MAX_LOG = 10_000;
const MAX_NAMES = 120;

/** GitHub may tell of the last suite a moment before it counts as ended. */
const PAUSE_SECONDS = 30;

/** Checks that have failed, once all checks of the newest commit have ended. */
@Injectable()
export class ChecksRequest {
  constructor(
    private readonly env: Env,
    private readonly intake: RequestIntake,
    private readonly jobs: PullRequestJobRepository,
    private readonly checks: CheckResults,
  ) {}

  async take(delivery: DeliveryContext, news: ChecksNews, signal: AbortSignal): Promise<void> {
    // GitHub names no pull request where a fork is involved.
    const pushed = await this.jobs.openWithCommit(delivery.repositoryIds, news.headSha);
    for (const number of new Set([...pushed, ...news.pullRequests])) {
      await this.intake.take(this.askedOf(delivery, news, number), signal);
    }
  }

  private askedOf(delivery: DeliveryContext, { repository, headSha }: ChecksNews, number: number): Asked {
    return {
      delivery,
      kind: 'checks',
      number,
      login: null,
      isBot: false,
      url: `${this.env.GITHUB_SERVER_URL.replace(/\/+$/, '')}/${repository.fullName}/pull/${number}/checks`,
      isWanted: (settings) => settings.on_failed_checks,
      objection: (place, until) => this.objection(delivery, place, headSha, until),
      compose: (place, until) => this.compose(place, until),
    };
  }

  /** Who asks here is whoever has pushed the commit: to a branch of the repository itself that is nobody without permission. */
  private async objection(
    { attempts }: DeliveryContext,
    { repository, pull }: Place,
    headSha: string,
    signal: AbortSignal,
  ): Promise<Refusal | 'not_due' | null> {
    if (pull.headSha !== headSha) return 'not_due';
    if (pull.isFromFork) return 'from_fork';
    const outcome = await this.checks.outcomeOf(repository, headSha, signal);
    if (outcome === 'failed') return null;
    // Each suite that ends is told: the last one finds all of them ended.
    if (outcome === 'pending' && attempts === 1) throw new NotYet('other checks have not ended', PAUSE_SECONDS);
    return 'not_due';
  }

  private async compose({ repository, pull }: Place, signal: AbortSignal): Promise<Composed> {
    const failed = await this.checks.failed(repository, pull.headSha, MAX_LOG, signal);
    const quotation = new Quotation();
    const names = firstWords(failed.map(({ name }) => name).join(', '), MAX_NAMES);
    return {
      title: names === '' ? 'Failed checks' : `Failed checks: ${names}`,
      prompt: [
        `Checks of your work in pull request ${pull.number} at GitHub have failed at commit ${pull.headSha}. Find out why, and mend it on this branch. Where the cause lies elsewhere, change nothing and say what it is.`,
        quotation.rule,
        ...failed.map((check) => quotation.of('a failed check, and the end of its log', checkText(check))),
      ].join('\n\n'),
    };
  }
}

function checkText({ name, conclusion, url, words }: FailedCheck): string {
  return [`${name}: ${conclusion}`, ...(url === null ? [] : [url]), words].join('\n');
}
