import { setTimeout as delay } from 'node:timers/promises';
import type { JobBody } from '../support/api-client.js';
import type { Caller } from './caller.js';

const LOOK_EVERY_MS = 400;
const PAGE = 200;

/** Knows how all jobs stand, from one request for all instead of one for each. */
export class Board {
  private jobs: ReadonlyMap<string, JobBody> = new Map();
  private standing = '';
  private movedAt = performance.now();
  private waiting: (() => void)[] = [];
  private closed = false;

  constructor(private readonly caller: Caller) {}

  get(id: string): JobBody | null {
    return this.jobs.get(id) ?? null;
  }

  /** For how long no job has got any further, in milliseconds. */
  get stillMs(): number {
    return performance.now() - this.movedAt;
  }

  /** The jobs that have not ended, each with its place in a few words. */
  get open(): string[] {
    const open = [...this.jobs.values()].filter((job) => !hasEnded(job));
    return open.map(({ id, branch_name: branch, status, phase, wait_reason: why }) => {
      return `${branch ?? id} (${phase ?? why ?? status})`;
    });
  }

  /** Resolves when the job fulfils the condition; never, when the round is over before. */
  async until(id: string, isTrue: (job: JobBody) => boolean): Promise<JobBody> {
    for (;;) {
      const job = this.jobs.get(id);
      if (job && isTrue(job)) return job;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Looks until it is closed. */
  async watch(): Promise<void> {
    while (!this.closed) {
      await this.look();
      await delay(LOOK_EVERY_MS);
    }
  }

  close(): void {
    this.closed = true;
  }

  async look(): Promise<void> {
    const jobs: JobBody[] = [];
    for (let total = 1; jobs.length < total;) {
      const path = `/jobs?limit=${PAGE}&offset=${jobs.length}`;
      const { body } = await this.caller.ask<{ jobs: JobBody[]; total: number }>('GET', path);
      jobs.push(...body.jobs);
      ({ total } = body);
      if (body.jobs.length === 0) break;
    }
    this.jobs = new Map(jobs.map((job) => [job.id, job]));
    const standing = jobs.map(({ id, status, phase }) => `${id} ${status} ${phase}`).join();
    if (standing !== this.standing) this.movedAt = performance.now();
    this.standing = standing;
    for (const wake of this.waiting.splice(0)) wake();
  }
}

export function hasEnded({ status }: Pick<JobBody, 'status'>): boolean {
  return !['queued', 'running'].includes(status);
}
