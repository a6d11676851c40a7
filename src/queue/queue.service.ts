import type { Reach } from '../http/reach/reach.js';
import { Injectable } from '@nestjs/common';
import { Env } from '../platform/config/env.js';
import { JobRepository } from '../jobs/records/job.repository.js';
import type { ShowQueueQuery } from './dto/show-queue.query.js';
import { summaryOf } from './job-summary.js';
import { WaitingJobs } from './waiting-jobs.js';
import { JobPostponement } from './pauses/job-postponement.js';
import { NodesService } from './nodes/nodes.service.js';
import { OwnNode } from './nodes/own-node.js';
import { JobQueueRepository } from './dispatching/job-queue.repository.js';

export interface QueueCounts {
  readonly running: number;
  readonly queued: number;
  readonly maxConcurrent: number;
}

/** What runs, what waits, and why. */
@Injectable()
export class QueueService {
  constructor(
    private readonly env: Env,
    private readonly jobs: JobRepository,
    private readonly queue: JobQueueRepository,
    private readonly waiting: WaitingJobs,
    private readonly nodes: NodesService,
    private readonly own: OwnNode,
    private readonly postponement: JobPostponement,
  ) {}

  /**
   * Running in order of start, queued in the order in which they will start. Who reaches some clients gets their jobs and counts;
   * what keeps the nodes busy is not theirs alone.
   */
  async describe({ limit, cursor }: ShowQueueQuery, reach: Reach | null) {
    const clientIds = reach?.clientIds ?? null;
    const [running, waiting, parked, pauses, nodes] = await Promise.all([
      this.queue.listRunning(clientIds).then((ids) => this.jobs.summaries(ids)),
      this.waiting.page(limit, cursor ?? null, reach),
      this.queue.countSetAside(clientIds),
      reach === null ? this.postponement.list() : [],
      reach === null ? this.nodes.list() : [],
    ]);
    return {
      running: running.map((job) => ({
        ...summaryOf(job),
        phase: job.phase,
        node: job.lease_owner,
        started_at: job.started_at,
      })),
      ...waiting,
      /** Conversations that wait for a person: they count as running, but hold no slot. */
      parked,
      /** Why jobs are paused, and until when; `jobs`: how many were interrupted. */
      paused: pauses.map(({ reason, until, jobs }) => ({ reason, until, jobs })),
      /** Of the node that gets the request; `nodes` has the capacity of the others. */
      maxConcurrent: this.env.MAX_CONCURRENT_JOBS,
      nodes,
    };
  }

  get draining(): boolean {
    return this.own.draining;
  }

  /** Whether another server has this one's name; see OwnNode. */
  get displaced(): boolean {
    return this.own.displaced;
  }

  /** The pause that keeps jobs from running here and ends last; null: none. Ignores pauses of other credentials and forges. */
  async pause(): Promise<{ reason: string; until: string } | null> {
    const { credential, forge } = this.postponement;
    const pauses = await this.postponement.list();
    const own = [null, credential, forge];
    const pause = pauses.findLast(({ resource }) => own.includes(resource));
    return pause ? { reason: pause.reason, until: pause.until } : null;
  }

  get maxConcurrent(): number {
    return this.env.MAX_CONCURRENT_JOBS;
  }

  /** @param clientIds of these clients; null: of all. */
  async counts(clientIds: readonly string[] | null): Promise<QueueCounts> {
    const [running, queued] = await Promise.all([
      this.queue.countRunning(clientIds),
      this.queue.countQueued(clientIds),
    ]);
    return { running, queued, maxConcurrent: this.env.MAX_CONCURRENT_JOBS };
  }
}
