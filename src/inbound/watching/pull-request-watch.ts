import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CodeRepositoryRepository } from '../../clients/repositories/code-repository.repository.js';
import { ForgeAway } from '../../git/forge-away.js';
import { PullRequestReader } from '../../github/pull-request-reader.js';
import { PullRequestStates } from '../../jobs/follow-ups/pull-request-states.js';
import { Env } from '../../platform/config/env.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import { untilAborted } from '../../platform/shutdown/until-aborted.js';
import { type DueLook, PullRequestLookRepository } from './pull-request-look.repository.js';

/** How often at a pull request, in seconds. */
const EVERY_SECONDS = 600;
/** At one that cannot be seen any more. */
const GONE_SECONDS = 86_400;
/** At a time, one after the other. */
const BATCH = 20;
const LOOK_MS = 15_000;
/** How often it is asked what is due, as a multiple of QUEUE_POLL_INTERVAL. */
const POLLS = 10;
const STOP_PATIENCE_MS = 3_000;
const NAME = 'open pull requests';

/**
 * Looks what became of open pull requests, where GitHub does not tell: by requests that GitHub does not count while nothing has
 * changed. Of all nodes, one looks at each.
 */
@Injectable()
export class PullRequestWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(PullRequestWatch.name);
  private looking: Promise<void> | null = null;

  constructor(
    private readonly env: Env,
    private readonly looks: PullRequestLookRepository,
    private readonly repositories: CodeRepositoryRepository,
    private readonly reader: PullRequestReader,
    private readonly states: PullRequestStates,
    private readonly shutdown: Shutdown,
    private readonly schedule: SchedulerRegistry,
  ) {}

  onApplicationBootstrap(): void {
    if (this.env.GITHUB_WEBHOOK_SECRET !== null) return;
    this.schedule.addInterval(
      NAME,
      setInterval(() => this.wake(), POLLS * this.env.QUEUE_POLL_INTERVAL),
    );
  }

  async onModuleDestroy(): Promise<void> {
    if (this.schedule.doesExist('interval', NAME)) this.schedule.deleteInterval(NAME);
    this.shutdown.begin();
    await untilAborted(Promise.resolve(this.looking), this.shutdown.hurried, STOP_PATIENCE_MS);
  }

  private wake(): void {
    if (this.looking || this.shutdown.begun.aborted) return;
    this.looking = this.lookAtDue()
      .catch((error: unknown) => {
        if (!this.shutdown.begun.aborted) this.logger.warn(`cannot look at pull requests now: ${String(error)}`);
      })
      .finally(() => (this.looking = null));
  }

  /** What could not be seen is due again after the usual time; of a GitHub that is away, all of it. */
  private async lookAtDue(): Promise<void> {
    for (const due of await this.looks.claim(BATCH, EVERY_SECONDS)) {
      try {
        await this.look(due);
      } catch (error) {
        if (error instanceof ForgeAway || !(error instanceof JobFailure)) throw error;
        this.logger.warn(`pull request ${due.number} of repository ${due.repositoryId}: ${error.message}`);
      }
    }
  }

  private async look(due: DueLook): Promise<void> {
    const row = await this.repositories.find(due.repositoryId);
    if (row === null) return;
    const repository = { owner: row.owner_name, name: row.repo_name, defaultBranch: row.default_branch };
    const signal = AbortSignal.any([this.shutdown.begun, AbortSignal.timeout(LOOK_MS)]);
    const seen = await this.reader.lookAgain(repository, due.number, due.etag, signal);
    if (seen.kind === 'gone') await this.looks.finish(due, null, GONE_SECONDS);
    if (seen.kind !== 'changed') return;
    await this.states.note(due.repositoryId, seen.state);
    await this.looks.finish(due, seen.etag, null);
  }
}
