import { Injectable, Logger } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import { ActiveRuns } from '../dispatching/active-runs.js';
import { Dispatcher } from '../dispatching/dispatcher.js';
import { LeaseKeeper } from '../leases/lease-keeper.js';
import { StoreOutage } from '../leases/store-outage.js';
import { OwnNode } from '../nodes/own-node.js';

const NAME = 'queue poll';

/**
 * What a node does about every second: it keeps its leases and its name, and looks for jobs that no event announced: jobs from
 * other nodes, jobs whose leases have expired, and jobs whose event was missed.
 */
@Injectable()
export class QueuePoll {
  private readonly logger = new Logger(QueuePoll.name);
  private polling = false;

  constructor(
    private readonly leases: LeaseKeeper,
    private readonly node: OwnNode,
    private readonly dispatcher: Dispatcher,
    private readonly runs: ActiveRuns,
    private readonly outage: StoreOutage,
    private readonly shutdown: Shutdown,
    private readonly schedule: SchedulerRegistry,
  ) {}

  begin(): void {
    this.schedule.addInterval(
      NAME,
      setInterval(() => void this.poll(), this.node.beatMs),
    );
  }

  /** Works even if the poll has not begun. */
  end(): void {
    if (this.schedule.doesExist('interval', NAME)) this.schedule.deleteInterval(NAME);
  }

  /**
   * Leases first: extends this node's own before it reclaims expired ones. After an outage of the store, it reclaims nothing
   * until the other nodes have had time to extend theirs.
   */
  private async poll(): Promise<void> {
    // Messages wait in memory; Claude must not work for long without anybody seeing it.
    if (this.outage.isTooLong) this.runs.tellAll('store_away');
    if (this.polling) return;
    this.polling = true;
    try {
      await this.leases.beat();
      await this.node.beat();
      this.outage.noteAnswer();
      if (this.shutdown.begun.aborted) return;
      if (this.outage.isLongOver) await this.leases.recoverExpired();
      await this.dispatcher.fill();
    } catch (error) {
      this.outage.noteFailure(error);
      this.logger.warn(`cannot poll the queue now: ${String(error)}`);
    } finally {
      this.polling = false;
    }
  }
}
