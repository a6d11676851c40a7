import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Env } from '../../platform/config/env.js';
import { onBehalfOf, onBehalfOfNobody } from '../../platform/requests/current-request.js';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import { untilAborted } from '../../platform/shutdown/until-aborted.js';
import { type ClaimedDelivery, GithubDeliveryRepository } from '../receiving/github-delivery.repository.js';
import type { News } from '../receiving/news.js';
import { DeliveryWork } from './delivery-work.js';

/** Deliveries at a time on this node. */
const AT_A_TIME = 4;
const STOP_PATIENCE_MS = 3_000;
const NAME = 'deliveries of GitHub';

/**
 * What GitHub has told. It is stored before GitHub gets its answer, and worked on afterwards by any node: the store gives each
 * delivery to one at a time, and to another one if that dies.
 */
@Injectable()
export class Inbox implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Inbox.name);
  private readonly running = new Set<Promise<void>>();
  private looking: Promise<void> | null = null;
  private isWoken = false;
  /** Whether the last look has failed: told once. */
  private isBlind = false;

  constructor(
    private readonly env: Env,
    private readonly deliveries: GithubDeliveryRepository,
    private readonly work: DeliveryWork,
    private readonly shutdown: Shutdown,
    private readonly schedule: SchedulerRegistry,
  ) {}

  onApplicationBootstrap(): void {
    // Nothing comes in, and nothing is left, where no node has a secret; with several nodes all have it.
    if (this.env.GITHUB_WEBHOOK_SECRET === null) return;
    this.schedule.addInterval(
      NAME,
      setInterval(() => this.wake(), this.env.QUEUE_POLL_INTERVAL),
    );
  }

  async onModuleDestroy(): Promise<void> {
    if (this.schedule.doesExist('interval', NAME)) this.schedule.deleteInterval(NAME);
    this.shutdown.begin();
    const settled = Promise.resolve(this.looking).then(() => Promise.all(this.running));
    await untilAborted(settled, this.shutdown.hurried, STOP_PATIENCE_MS);
  }

  /** Resolves once it is in the store, which is when GitHub may forget it. */
  async put(id: string, news: News): Promise<'stored' | 'known'> {
    if (!(await this.deliveries.store(id, news))) return 'known';
    onBehalfOfNobody(() => this.wake());
    return 'stored';
  }

  private wake(): void {
    this.isWoken = true;
    if (this.looking || this.shutdown.begun.aborted) return;
    this.looking = this.look().finally(() => {
      this.looking = null;
      if (this.isWoken && this.running.size < AT_A_TIME) this.wake();
    });
  }

  private async look(): Promise<void> {
    while (this.isWoken && this.running.size < AT_A_TIME && !this.shutdown.begun.aborted) {
      this.isWoken = false;
      try {
        const due = await this.deliveries.claim(AT_A_TIME - this.running.size);
        this.isBlind = false;
        for (const delivery of due) this.start(delivery);
      } catch (error) {
        if (!this.isBlind) this.logger.warn(`cannot look for deliveries of GitHub now: ${String(error)}`);
        this.isBlind = true;
      }
    }
  }

  private start(delivery: ClaimedDelivery): void {
    // Its lines have the id by which GitHub shows it, as the job that comes of it has.
    const attempt: Promise<void> = onBehalfOf(delivery.id, () => this.work.run(delivery)).finally(() => {
      this.running.delete(attempt);
      this.wake();
    });
    this.running.add(attempt);
  }
}
