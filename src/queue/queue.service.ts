import { Injectable } from '@nestjs/common';
import { Env } from '../config/env.js';
import type { Job } from '../jobs/job.js';
import { QueuePlaces } from '../jobs/queue-places.js';
import { JobPostponement } from './job-postponement.js';
import { NodesService } from '../nodes/nodes.service.js';
import { OwnNode } from '../nodes/own-node.js';
import { JobQueueRepository } from './job-queue.repository.js';

/** Queued jobs shown at most. */
const SHOWN_QUEUED = 1_000;

/** What runs, what waits, and why. */
@Injectable()
export class QueueService {
  constructor(
    private readonly env: Env,
    private readonly queue: JobQueueRepository,
    private readonly places: QueuePlaces,
    private readonly nodes: NodesService,
    private readonly own: OwnNode,
    private readonly postponement: JobPostponement,
  ) {}

  /** Running in order of start, queued in the order in which they will start. */
  async describe() {
    const [running, queued, places, parked, pauses, nodes] = await Promise.all([
      this.queue.listRunning(),
      this.queue.listQueued(SHOWN_QUEUED),
      this.places.list(),
      this.queue.countParked(),
      this.postponement.list(),
      this.nodes.list(),
    ]);
    const placeById = new Map(places.map((place) => [place.id, place]));
    return {
      running: running.map((job) => ({
        ...summary(job),
        phase: job.phase,
        node: job.lease_owner,
        started_at: job.started_at,
      })),
      queued: queued.map((job, index) => ({
        ...summary(job),
        created_at: job.created_at,
        position: placeById.get(job.id)?.position ?? index + 1,
        run_after: job.run_after,
        wait_reason: placeById.get(job.id)?.waitReason ?? null,
      })),
      /** Conversations that wait for a person: they run, and hold no place. */
      parked,
      /** What is waited for before jobs run again, and until when; `jobs` were interrupted by it. */
      paused: pauses.map(({ reason, until, jobs }) => ({ reason, until, jobs })),
      /** Of the node that is asked; what others take is among `nodes`. */
      maxConcurrent: this.env.MAX_CONCURRENT_JOBS,
      nodes,
    };
  }

  get draining(): boolean {
    return this.own.draining;
  }

  /** Another server has this one's name; see OwnNode. */
  get displaced(): boolean {
    return this.own.displaced;
  }

  /** What keeps jobs from being run here just now, the last to end; null: nothing. The allowance of others is theirs. */
  async pause(): Promise<{ reason: string; until: string } | null> {
    const { credential: own } = this.postponement;
    const pauses = await this.postponement.list();
    const pause = pauses.findLast(({ credential }) => credential === null || credential === own);
    return pause ? { reason: pause.reason, until: pause.until } : null;
  }

  get maxConcurrent(): number {
    return this.env.MAX_CONCURRENT_JOBS;
  }

  async counts(): Promise<{ running: number; queued: number; maxConcurrent: number }> {
    const [running, queued] = await Promise.all([this.queue.countRunning(), this.queue.countQueued()]);
    return { running, queued, maxConcurrent: this.env.MAX_CONCURRENT_JOBS };
  }
}

function summary({ id, title, job_type, branch_name, client_id }: Job) {
  return { id, title, job_type, branch_name, client_id };
}
