import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Workspaces } from '../../workflows/run/workspaces.js';
import { Dispatcher } from '../dispatching/dispatcher.js';
import { LeaseKeeper } from '../leases/lease-keeper.js';
import { OwnNode } from '../nodes/own-node.js';
import { QueuePoll } from './queue-poll.js';

/** The order of a start: clears and reclaims what the server's earlier process left before it claims the first job. */
@Injectable()
export class QueueStart implements OnApplicationBootstrap {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly node: OwnNode,
    private readonly leases: LeaseKeeper,
    private readonly poll: QueuePoll,
    private readonly dispatcher: Dispatcher,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.workspaces.sweepEarlierLife();
    await this.node.beat();
    await this.leases.recoverEarlierLife();
    this.poll.begin();
    void this.dispatcher.fill();
  }
}
