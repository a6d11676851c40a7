import { setTimeout as delay } from 'node:timers/promises';
import type { JobBody } from '../support/api-client.js';
import { type Board, hasEnded } from './board.js';
import type { Caller } from './caller.js';
import type { PlannedJob } from './plan.js';
import { askOf, promptOf } from './reply.js';
import { NEVER_TAG, SLOW_TAG } from './tags.js';

const MAX_ITERATIONS = 3;
/** After a refused message, in milliseconds. */
const REFUSED_PAUSE_MS = 500;

/** A job that somebody has asked for, and what that somebody was told. */
export interface RequestedJob {
  readonly job: PlannedJob;
  id: string | null;
  /** Numbers of the messages that were acknowledged. */
  readonly acknowledged: number[];
}

/** All the people who want something of the server. */
export class Load {
  readonly requested: RequestedJob[] = [];

  constructor(
    private readonly caller: Caller,
    private readonly board: Board,
    /** Ids of the clients, one for each repository. */
    private readonly clients: readonly string[],
    private readonly now: () => number,
  ) {}

  /** Resolves when every job has come to its end, or its caller was not served. @returns who was not, and why. */
  async run(jobs: readonly PlannedJob[]): Promise<string[]> {
    const ends = await Promise.allSettled(jobs.map((job) => this.follow(job)));
    return ends.flatMap((end, index) =>
      end.status === 'fulfilled' ? [] : [`${jobs[index]?.label}: ${String(end.reason)}`],
    );
  }

  private async follow(job: PlannedJob): Promise<void> {
    const requested: RequestedJob = { job, id: null, acknowledged: [] };
    this.requested.push(requested);
    await delay(Math.max(0, job.atMs - this.now()));
    const id = await this.create(job);
    requested.id = id;
    const cancelling = job.cancelAfterMs === null ? null : this.cancel(id, job.cancelAfterMs);
    if (job.type === 'task') await this.converse(requested, id);
    await this.board.until(id, hasEnded);
    await cancelling;
  }

  private async create(job: PlannedJob): Promise<string> {
    const { status, body } = await this.caller.ask<{ id: string; error?: string }>(
      'POST',
      '/jobs',
      this.bodyOf(job),
      job.label,
    );
    if (status !== 201) throw new Error(`${job.label} was refused with ${status}: ${body.error}`);
    return body.id;
  }

  private bodyOf(job: PlannedJob): Record<string, unknown> {
    const { label, type, slow, endless, branch } = job;
    const prompt = promptOf(label, [...(slow ? [SLOW_TAG] : []), ...(endless ? [NEVER_TAG] : [])]);
    return {
      clientId: this.clients[job.repository],
      jobType: type,
      title: label,
      prompt: type === 'task' ? `${prompt} ${askOf(label, 0)}` : prompt,
      ...(branch === null ? {} : { branchName: branch }),
      // A file comes of each iteration: the first one is never enough.
      ...(type === 'ralph'
        ? { maxIterations: MAX_ITERATIONS, feedbackCommands: [`test "$(ls work/${label}-* | wc -l)" -ge 2`] }
        : {}),
    };
  }

  /** Says everything, now and then before the answer to the last word has come, and closes the conversation. */
  private async converse(requested: RequestedJob, id: string): Promise<void> {
    const { pausesMs } = requested.job;
    for (const [index, pauseMs] of pausesMs.entries()) {
      const turnFirst = index === 0 || pauseMs > 0;
      await this.board.until(id, (job) => hasEnded(job) || (turnFirst ? isWaiting(job) : job.status === 'running'));
      await delay(pauseMs);
      if (!(await this.say(requested, id, index + 1))) return;
    }
    await this.caller.ask('POST', `/jobs/${id}/complete`);
  }

  /** @returns false: the conversation has ended, and takes no more messages. */
  private async say({ job: { label }, acknowledged }: RequestedJob, id: string, number: number): Promise<boolean> {
    for (;;) {
      const key = `${label}.${number}`;
      const { status } = await this.caller.ask('POST', `/jobs/${id}/message`, { message: askOf(label, number) }, key);
      if (status === 200) {
        acknowledged.push(number);
        return true;
      }
      // Refused: it has ended, or has been given back to the queue and will run again.
      if (hasEnded(await this.board.until(id, (job) => hasEnded(job) || job.status === 'running'))) return false;
      await delay(REFUSED_PAUSE_MS);
    }
  }

  private async cancel(id: string, afterMs: number): Promise<void> {
    await delay(afterMs);
    await this.caller.ask('POST', `/jobs/${id}/cancel`);
  }
}

function isWaiting({ phase }: JobBody): boolean {
  return phase === 'awaiting_input' || phase === 'parked';
}
