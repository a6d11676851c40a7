import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import { ActiveRuns } from '../dispatching/active-runs.js';
import { Dispatcher } from '../dispatching/dispatcher.js';
import { OwnNode } from '../nodes/own-node.js';
import { QueuePoll } from './queue-poll.js';
import { StopPatience } from './stop-patience.js';
import { untilAborted } from '../../platform/shutdown/until-aborted.js';

/** The order of a stop. */
@Injectable()
export class QueueStop implements OnModuleDestroy {
  constructor(
    private readonly env: Env,
    private readonly shutdown: Shutdown,
    private readonly dispatcher: Dispatcher,
    private readonly node: OwnNode,
    private readonly runs: ActiveRuns,
    private readonly patience: StopPatience,
    private readonly poll: QueuePoll,
  ) {}

  /**
   * Takes no new work. Running jobs get some time to reach a safe point, and are then returned to the queue. If the store does
   * not accept that, the stop waits a moment; after that the next start returns them.
   */
  async onModuleDestroy(): Promise<void> {
    this.shutdown.begin();
    // With the store unavailable both wait for it; the runs must not wait with them.
    const announced = Promise.all([this.dispatcher.settled(), this.node.beginLeaving()]);
    await untilAborted(this.runs.allEnded(), this.shutdown.hurried, this.env.SHUTDOWN_GRACE);
    this.runs.tellAll('shutdown');
    const givenBack = await this.patience.isEnough(announced.then(() => this.runs.stopAll('shutdown')));
    // Only now: until then leases must be extended and runs must learn of cancellations.
    this.poll.end();
    if (givenBack && (await this.patience.isEnough(this.node.leave()))) this.shutdown.close();
    else this.shutdown.abandon();
  }
}
