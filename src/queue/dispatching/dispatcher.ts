import { Injectable, Logger } from '@nestjs/common';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import { Env } from '../../platform/config/env.js';
import { OnJobEvent } from '../../platform/events/job-event-bus.js';
import { OwnNode } from '../nodes/own-node.js';
import { claimOf, hasRunBefore } from '../../workflows/run/job-run.js';
import { ActiveRuns } from './active-runs.js';
import { JobClaimer } from './job-claimer.js';
import { JobRunner } from './job-runner.js';

/**
 * Starts queued jobs while this node has a free slot. Events make the common case immediate; polling the queue makes it
 * reliable.
 */
@Injectable()
export class Dispatcher {
  private readonly logger = new Logger(Dispatcher.name);
  private filling: Promise<void> | null = null;
  /** Whether another look at the queue was requested and has not begun. */
  private again = false;

  constructor(
    private readonly env: Env,
    private readonly claimer: JobClaimer,
    private readonly runs: ActiveRuns,
    private readonly runner: JobRunner,
    private readonly node: OwnNode,
    private readonly shutdown: Shutdown,
  ) {}

  @OnJobEvent('job.queued')
  onQueued(): void {
    void this.fill();
  }

  @OnJobEvent('node.resumed')
  onResumed(): void {
    void this.fill();
  }

  /** Fills free slots. Runs once at a time: a call in the meantime makes it look once more. Never rejects. */
  async fill(): Promise<void> {
    this.again = true;
    if (this.filling || this.stopping) return;
    this.filling = this.claimWhileWanted();
    await this.filling;
    this.filling = null;
    if (this.again && !this.stopping) await this.fill();
  }

  /** While the server is stopping: resolves when the last claim was answered and its jobs have begun. */
  async settled(): Promise<void> {
    await this.filling;
  }

  private get stopping(): boolean {
    return this.shutdown.begun.aborted;
  }

  private async claimWhileWanted(): Promise<void> {
    while (this.again && !this.stopping) {
      this.again = false;
      try {
        await this.claimOnce();
      } catch (error) {
        this.logger.warn(`cannot claim jobs now: ${String(error)}`);
      }
    }
  }

  private async claimOnce(): Promise<void> {
    const free = this.env.MAX_CONCURRENT_JOBS - this.runs.size;
    if (free <= 0 || this.node.draining || this.node.displaced) return;
    for (const job of await this.claimer.claim(free)) {
      const claim = claimOf(job);
      const stopping = this.shutdown.begun;
      const resuming = hasRunBefore(job);
      const ended = this.runs.add(claim, (ends) => this.runner.run({ job, claim, resuming, stopping, ...ends }));
      void ended.then(() => this.fill());
    }
  }
}
