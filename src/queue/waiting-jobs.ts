import type { Reach } from '../http/reach/reach.js';
import { Injectable } from '@nestjs/common';
import { JobRepository } from '../jobs/records/job.repository.js';
import { QueuePlaces } from '../jobs/records/queue-places.js';
import { summaryOf } from './job-summary.js';
import { nextCursorOf, toQueuePoint } from './queue-cursor.js';
import { WaitingCounts } from './waiting-counts.js';

/** What waits, page by page, and how much of it there is. */
@Injectable()
export class WaitingJobs {
  constructor(
    private readonly jobs: JobRepository,
    private readonly places: QueuePlaces,
    private readonly counts: WaitingCounts,
  ) {}

  /** In the order in which they will start. @param cursor of the page before; null: from the head of the queue. */
  async page(limit: number, cursor: string | null, reach: Reach | null) {
    const after = cursor === null ? null : toQueuePoint(cursor);
    const [places, waiting] = await Promise.all([this.places.page(limit, after, reach), this.counts.count(reach)]);
    const summaries = await this.jobs.summaries(places.map(({ id }) => id));
    const jobs = new Map(summaries.map((job) => [job.id, job]));
    const queued = places.flatMap(({ id, position, waitReason }) => {
      const job = jobs.get(id);
      if (!job) return [];
      const { priority, created_at, run_after } = job;
      return { ...summaryOf(job), priority, created_at, position, run_after, wait_reason: waitReason };
    });
    return { queued, next_cursor: places.length === limit ? nextCursorOf(places) : null, waiting };
  }
}
