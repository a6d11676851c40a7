import { Injectable } from '@nestjs/common';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import { Bell } from './bell.js';
import type { JobHead } from './job-head.js';
import { type JobFollower, JobWatch } from './job-watch.js';

/** Waits for changes of a job, without a stream. */
@Injectable()
export class JobWait {
  constructor(
    private readonly watch: JobWatch,
    private readonly shutdown: Shutdown,
  ) {}

  /**
   * Resolves when `isNews` holds for the state of the job, its row is gone, the time is over, the signal is aborted or the server
   * stops. The state that it saw last; null: the row is gone. @throws DomainError `not_found`; what the store throws.
   */
  async until(
    jobId: string,
    isNews: (head: JobHead) => boolean,
    { ms, signal }: { readonly ms: number; readonly signal: AbortSignal },
  ): Promise<JobHead | null> {
    const follower: JobFollower = { jobId, bell: new Bell(), head: null, position: Number.MAX_SAFE_INTEGER };
    const over = AbortSignal.any([signal, this.shutdown.begun, AbortSignal.timeout(ms)]);
    over.addEventListener('abort', () => follower.bell.ring(), { once: true });
    try {
      await this.watch.follow(follower);
      while (follower.head && !over.aborted && !isNews(follower.head)) await follower.bell.wait();
      return follower.head;
    } finally {
      this.watch.unfollow(follower);
    }
  }
}
