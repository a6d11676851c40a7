import { Inject, Injectable } from '@nestjs/common';
import { JobEventBus } from '../events/job-event-bus.js';
import type { JobClaim } from '../events/job-events.js';
import { type Job, toJob } from '../jobs/job.js';
import type { NodeLife } from '../nodes/node.repository.js';
import type { Database } from '../store/database.types.js';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap, unwrapCount } from '../store/unwrap.js';

/** What a heartbeat learnt about one claim. */
export interface Heartbeat {
  readonly jobId: string;
  readonly leaseToken: number;
  /** Whether the job still runs under this claim. */
  readonly held: boolean;
  /** null: the job's row is gone. */
  readonly status: string | null;
}

/** A job that was taken back from a run that did not end it. */
export interface RecoveredJob {
  readonly id: string;
  /** `parked`: a conversation, which goes on when it is its turn. */
  readonly status: 'queued' | 'failed' | 'parked';
  readonly attempt: number;
  readonly leaseToken: number;
  /** What was said of it among the job's messages. */
  readonly note: string;
}

type TakenBack = Database['public']['Functions']['take_back_jobs']['Returns'][number];

/** `agent_jobs` as a queue: claims with lease and fence. Every call is one atomic statement in the store. */
@Injectable()
export class JobQueueRepository {
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly bus: JobEventBus,
  ) {}

  /**
   * Up to `limit` jobs for this node, in the order in which they are to start; none while `credential` is paused, or when
   * another life has the node's name.
   * @param credential which one the node has for the model; null: pauses do not concern it.
   */
  async claim(node: NodeLife, limit: number, leaseSeconds: number, credential: string | null = null): Promise<Job[]> {
    const args = { p_node: node.id, p_life: node.life, p_limit: limit, p_lease_seconds: leaseSeconds };
    const paused = credential === null ? {} : { p_credential: credential };
    const rows = unwrap(await this.db.rpc('claim_jobs_for_node', { ...args, ...paused }));
    for (const { id } of rows) this.bus.emit('job.changed', { jobId: id });
    return rows.map((row) => toJob(row));
  }

  /** Those that the store has of a node, whether or not it knows of them. */
  async claimsOf(nodeId: string): Promise<JobClaim[]> {
    const mine = this.db.from('agent_jobs').select('id, lease_token').eq('status', 'running').eq('lease_owner', nodeId);
    return unwrap(await mine).map(({ id, lease_token }) => ({ jobId: id, leaseToken: lease_token }));
  }

  /** Prolongs the claims that still hold. */
  async heartbeat(claims: readonly JobClaim[], leaseSeconds: number): Promise<Heartbeat[]> {
    const p_claims = claims.map(({ jobId, leaseToken }) => ({ id: jobId, token: leaseToken }));
    const rows = unwrap(await this.db.rpc('heartbeat_jobs', { p_claims, p_lease_seconds: leaseSeconds }));
    return rows.map(({ id, lease_token, held, status }) => ({ jobId: id, leaseToken: lease_token, held, status }));
  }

  /** Gives a job back to its old place; `countAttempt` false: the attempt ended for no fault of the job's. */
  async release(claim: JobClaim, countAttempt: boolean): Promise<boolean> {
    const released = unwrap(
      await this.db.rpc('release_job', {
        p_id: claim.jobId,
        p_lease_token: claim.leaseToken,
        p_count_attempt: countAttempt,
      }),
    );
    if (released) this.bus.emit('job.changed', { jobId: claim.jobId });
    return released;
  }

  /** Takes back all jobs with an expired lease. Cancelled ones whose node died show no phase any more. */
  async recover(maxAttempts: number): Promise<RecoveredJob[]> {
    return this.tell(unwrap(await this.db.rpc('take_back_expired_jobs', { p_max_attempts: maxAttempts })));
  }

  /** The same with those of the node's earlier lives, and no others: it asks at its boot, when it runs none. Nothing when another life has its name. */
  async recoverOf({ id, life }: NodeLife, maxAttempts: number): Promise<RecoveredJob[]> {
    const args = { p_max_attempts: maxAttempts, p_node: id, p_life: life };
    return this.tell(unwrap(await this.db.rpc('take_back_own_jobs', args)));
  }

  private tell(rows: readonly TakenBack[]): RecoveredJob[] {
    for (const { id } of rows) {
      this.bus.emit('job.changed', { jobId: id });
      this.bus.emit('job.messages_stored', { jobId: id });
    }
    return rows.map(({ id, status, attempt, lease_token, note }) => ({
      id,
      note,
      status: status === 'queued' || status === 'parked' ? status : 'failed',
      attempt,
      leaseToken: lease_token,
    }));
  }

  async countQueued(): Promise<number> {
    return unwrapCount(await this.ids().eq('status', 'queued').limit(1));
  }

  /** Without conversations that are set aside. */
  async countRunning(): Promise<number> {
    return unwrapCount(await this.ids().eq('status', 'running').or('phase.is.null,phase.neq.parked').limit(1));
  }

  /** Conversations that are set aside: they hold no place. */
  async countParked(): Promise<number> {
    return unwrapCount(await this.ids().eq('status', 'running').eq('phase', 'parked').limit(1));
  }

  private ids() {
    return this.db.from('agent_jobs').select('id', { count: 'exact' });
  }

  /** Running jobs in order of their start, the first 1,000; conversations that are set aside are not among them. */
  async listRunning(): Promise<Job[]> {
    const rows = unwrap(
      await this.db
        .from('agent_jobs')
        .select('*')
        .eq('status', 'running')
        .or('phase.is.null,phase.neq.parked')
        .order('started_at')
        .order('id'),
    );
    return rows.map((row) => toJob(row));
  }

  /** The next jobs to start, in order, `limit` at most. */
  async listQueued(limit: number): Promise<Job[]> {
    const rows = unwrap(
      await this.db.from('agent_jobs').select('*').eq('status', 'queued').order('created_at').order('id').limit(limit),
    );
    return rows.map((row) => toJob(row));
  }
}
