import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { OnJobEvent } from '../../platform/events/job-event-bus.js';
import type { JobEvents } from '../../platform/events/job-events.js';
import { onBehalfOfNobody } from '../../platform/requests/current-request.js';
import type { Bell } from './bell.js';
import { ChangeLog, type JobChange } from './change-log.js';
import { changesBetween, type JobHead } from './job-head.js';
import { JobHeadRepository } from './job-head.repository.js';

/** How often the store is polled while a stream is open, in milliseconds. */
const POLL_MS = 1_000;
/** Longer than any of our statements may take: the time of a change is at most this much earlier than its commit. */
const OVERLAP_SECONDS = 60;

/** A stream that follows one job. */
export interface JobFollower {
  readonly jobId: string;
  readonly bell: Bell;
  /** The job as last seen; null: its row is gone. */
  head: JobHead | null;
  /** seq of the last message that was sent. */
  position: number;
}

export type OnChange = (change: JobChange) => void;

/**
 * Tells streams when there is something new. Events of this server make that immediate; one look at the store per second for
 * all streams together covers jobs of other nodes. Asks nothing while no stream is open.
 */
@Injectable()
export class JobWatch {
  private readonly logger = new Logger(JobWatch.name);
  private readonly followers = new Map<string, Set<JobFollower>>();
  private readonly listeners = new Set<OnChange>();
  private readonly changes = new ChangeLog();
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private nextLook: Promise<void> | null = null;
  private seenAt = 0;
  private blind = false;

  constructor(private readonly heads: JobHeadRepository) {}

  /** Resolves with the job's current state. @throws DomainError `not_found`. */
  async follow(follower: JobFollower): Promise<JobHead> {
    const others = this.followers.get(follower.jobId);
    if (others) others.add(follower);
    else this.followers.set(follower.jobId, new Set([follower]));
    this.keepLooking();
    const [head] = await this.heads.list([follower.jobId], 0);
    if (!head) throw DomainError.notFound('Job', follower.jobId);
    follower.head ??= head;
    return follower.head;
  }

  unfollow(follower: JobFollower): void {
    const followers = this.followers.get(follower.jobId);
    followers?.delete(follower);
    if (followers?.size === 0) this.followers.delete(follower.jobId);
    this.keepLooking();
  }

  /** Resolves once all further changes will be reported. @throws what the store throws. */
  async listen(listener: OnChange): Promise<void> {
    this.listeners.add(listener);
    this.keepLooking();
    await this.look();
  }

  unlisten(listener: OnChange): void {
    this.listeners.delete(listener);
    if (this.listeners.size === 0) this.changes.forget();
    this.keepLooking();
  }

  @OnJobEvent('job.messages_stored')
  onMessages({ jobId }: JobEvents['job.messages_stored']): void {
    for (const { bell } of this.followers.get(jobId) ?? []) bell.ring();
  }

  @OnJobEvent('job.changed')
  onChanged({ jobId }: JobEvents['job.changed']): void {
    if (this.listeners.size > 0 || this.followers.has(jobId)) void this.tryToLook();
  }

  private keepLooking(): void {
    const wanted = this.followers.size > 0 || this.listeners.size > 0;
    if (wanted) this.timer ??= onBehalfOfNobody(() => setInterval(() => void this.tryToLook(), POLL_MS));
    else if (this.timer) {
      clearInterval(this.timer);
      this.timer = null;
    }
  }

  /** A look that begins after this call; callers share it until it begins. */
  private look(): Promise<void> {
    this.nextLook ??= (async () => {
      await this.looking?.catch(() => undefined);
      this.nextLook = null;
      this.looking = this.lookOnce();
      await this.looking;
    })();
    return this.nextLook;
  }

  private async tryToLook(): Promise<void> {
    try {
      await this.look();
      this.blind = false;
    } catch (error) {
      if (!this.blind) this.logger.warn(`cannot follow jobs now: ${String(error)}`);
      this.blind = true;
    }
  }

  private async lookOnce(): Promise<void> {
    const ids = [...this.followers.keys()];
    const listening = this.listeners.size > 0;
    if (ids.length === 0 && !listening) return;
    const begun = performance.now();
    const heads = await this.heads.list(ids, listening ? this.secondsToLookBack(begun) : 0);
    const byId = new Map(heads.map((head) => [head.id, head]));
    for (const id of ids) this.notifyFollowers(id, byId.get(id) ?? null);
    // If nobody is listening any more, the result must not be remembered.
    if (listening && this.listeners.size > 0) this.notifyListeners(heads.toReversed(), begun);
  }

  /** Back to the last look, plus an overlap, even after a long outage of the store. */
  private secondsToLookBack(now: number): number {
    return OVERLAP_SECONDS + (this.changes.empty ? 0 : (now - this.seenAt) / 1_000);
  }

  private notifyListeners(oldestFirst: readonly JobHead[], seenAt: number): void {
    this.seenAt = seenAt;
    for (const change of this.changes.learn(oldestFirst)) for (const tell of this.listeners) tell(change);
  }

  private notifyFollowers(jobId: string, head: JobHead | null): void {
    for (const follower of this.followers.get(jobId) ?? []) {
      const news = isNews(follower, head);
      follower.head = head;
      if (news) follower.bell.ring();
    }
  }
}

function isNews({ head: before, position }: JobFollower, head: JobHead | null): boolean {
  if (!before || !head) return before !== head;
  const { status, phase } = changesBetween(before, head);
  return status || phase || before.ended !== head.ended || (head.last_seq ?? 0) > position;
}
