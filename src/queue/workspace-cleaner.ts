import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { JobStatus } from '../jobs/job-status.js';
import { Workspaces } from '../runs/workspaces.js';
import { JobQueueRepository } from './job-queue.repository.js';

const HOUR_MS = 3_600_000;

/** Makes room: what jobs left on this machine that have failed, or have ended on another, is not kept for ever. */
@Injectable()
export class WorkspaceCleaner implements OnApplicationBootstrap {
  private readonly logger = new Logger(WorkspaceCleaner.name);

  constructor(
    private readonly queue: JobQueueRepository,
    private readonly workspaces: Workspaces,
  ) {}

  onApplicationBootstrap(): void {
    void this.clean();
  }

  @Interval(HOUR_MS)
  async clean(): Promise<void> {
    try {
      const statuses = await this.queue.statusesOf(await this.workspaces.listJobs());
      const having = (...wanted: JobStatus[]) =>
        new Set([...statuses].filter(([, status]) => wanted.includes(status)).map(([id]) => id));
      await this.workspaces.removeOldOnes(having('queued', 'running'), having('completed', 'cancelled'));
    } catch (error) {
      this.logger.warn(`old working trees stay for now: ${String(error)}`);
    }
  }
}
