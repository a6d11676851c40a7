import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Env } from '../../platform/config/env.js';
import { OnJobEvent } from '../../platform/events/job-event-bus.js';
import { untilAborted } from '../../platform/shutdown/until-aborted.js';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import type { ClaimedDelivery } from './delivery.js';
import { DeliveryAttempt } from './delivery-attempt.js';
import { DeliveryRepository } from './delivery.repository.js';

/** Attempts at a time on this node beyond the one that each endpoint always may have: with these, that bounds the connections. */
const MAX_EXTRA = 32;
/** Attempts at a time to one endpoint, over all nodes. */
const MAX_PER_ENDPOINT = 8;
/** How long a stop of the server waits for the store to take how attempts ended, in milliseconds. */
const STOP_PATIENCE_MS = 3_000;
const NAME = 'webhook deliveries';

/**
 * Delivers what is due. Any node may: the store gives each delivery to one at a time. Events of this process are hints that
 * something may be due; what they miss, other nodes' changes and further attempts, is found by looking.
 */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeliveryWorker.name);
  /** Attempts, each with its endpoint. */
  private readonly running = new Map<Promise<void>, string>();
  private filling: Promise<void> | null = null;
  private isWoken = false;
  /** Whether the last look has failed: told once. */
  private isBlind = false;

  constructor(
    private readonly env: Env,
    private readonly deliveries: DeliveryRepository,
    private readonly attempt: DeliveryAttempt,
    private readonly shutdown: Shutdown,
    private readonly schedule: SchedulerRegistry,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.addInterval(
      NAME,
      setInterval(() => this.wake(), this.env.QUEUE_POLL_INTERVAL),
    );
  }

  /** Attempts end with the beginning of the stop; that is noted if the store is there. Else their leases end by themselves. */
  async onModuleDestroy(): Promise<void> {
    if (this.schedule.doesExist('interval', NAME)) this.schedule.deleteInterval(NAME);
    this.shutdown.begin();
    const settled = Promise.resolve(this.filling).then(() => Promise.all(this.running.keys()));
    await untilAborted(settled, this.shutdown.hurried, STOP_PATIENCE_MS);
  }

  @OnJobEvent('job.queued')
  @OnJobEvent('job.changed')
  @OnJobEvent('job.cancelled')
  @OnJobEvent('job.ended_parked')
  wake(): void {
    this.isWoken = true;
    if (this.filling || this.shutdown.begun.aborted) return;
    this.filling = this.fill().finally(() => {
      this.filling = null;
      if (this.isWoken) this.wake();
    });
  }

  private async fill(): Promise<void> {
    while (this.isWoken && !this.shutdown.begun.aborted) {
      this.isWoken = false;
      const extra = this.running.size - new Set(this.running.values()).size;
      try {
        const due = await this.deliveries.claim(MAX_EXTRA - extra, MAX_PER_ENDPOINT);
        this.isBlind = false;
        for (const delivery of due) this.start(delivery);
      } catch (error) {
        if (!this.isBlind) this.logger.warn(`cannot look for deliveries now: ${String(error)}`);
        this.isBlind = true;
      }
    }
  }

  private start(delivery: ClaimedDelivery): void {
    const attempt: Promise<void> = this.attempt.run(delivery).finally(() => {
      this.running.delete(attempt);
      this.wake();
    });
    this.running.set(attempt, delivery.webhookId);
  }
}
