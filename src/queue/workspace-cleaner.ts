import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Workspaces } from '../runs/workspaces.js';
import { JobQueueRepository } from './job-queue.repository.js';

const HOUR_MS = 3_600_000;

/** Makes room: what failed jobs left on this machine is not kept for ever. */
@Injectable()
export class WorkspaceCleaner {
  private readonly logger = new Logger(WorkspaceCleaner.name);

  constructor(
    private readonly queue: JobQueueRepository,
    private readonly workspaces: Workspaces,
  ) {}

  @Interval(HOUR_MS)
  async clean(): Promise<void> {
    try {
      await this.workspaces.removeOldOnes(new Set(await this.queue.listRunningIds()));
    } catch (error) {
      this.logger.warn(`old working trees stay for now: ${String(error)}`);
    }
  }
}
