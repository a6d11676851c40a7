import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Env } from '../../platform/config/env.js';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import { untilAborted } from '../../platform/shutdown/until-aborted.js';
import { GithubRequestRepository } from '../requests/github-request.repository.js';
import { Reply } from './reply.js';

const AT_A_TIME = 4;
const STOP_PATIENCE_MS = 3_000;
const NAME = 'answers at GitHub';

/** Answers what was asked at GitHub once its follow-up has ended. Any node may: the store gives each answer to one at a time. */
@Injectable()
export class ReplyWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ReplyWorker.name);
  private working: Promise<void> | null = null;
  /** Whether the last look has failed: told once. */
  private isBlind = false;

  constructor(
    private readonly env: Env,
    private readonly requests: GithubRequestRepository,
    private readonly reply: Reply,
    private readonly shutdown: Shutdown,
    private readonly schedule: SchedulerRegistry,
  ) {}

  onApplicationBootstrap(): void {
    if (this.env.GITHUB_WEBHOOK_SECRET === null) return;
    this.schedule.addInterval(
      NAME,
      setInterval(() => this.wake(), this.env.QUEUE_POLL_INTERVAL),
    );
  }

  async onModuleDestroy(): Promise<void> {
    if (this.schedule.doesExist('interval', NAME)) this.schedule.deleteInterval(NAME);
    this.shutdown.begin();
    await untilAborted(Promise.resolve(this.working), this.shutdown.hurried, STOP_PATIENCE_MS);
  }

  private wake(): void {
    if (this.working || this.shutdown.begun.aborted) return;
    this.working = this.answerDue().finally(() => (this.working = null));
  }

  private async answerDue(): Promise<void> {
    try {
      const due = await this.requests.claimReplies(AT_A_TIME);
      this.isBlind = false;
      await Promise.all(due.map((each) => this.reply.give(each)));
    } catch (error) {
      if (!this.isBlind) this.logger.warn(`cannot look for what is to be answered at GitHub: ${String(error)}`);
      this.isBlind = true;
    }
  }
}
