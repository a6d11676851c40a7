import { Inject, Injectable } from '@nestjs/common';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import type { JobClaim } from '../../platform/events/job-events.js';
import { type Job, toJob } from '../../jobs/records/job.js';
import { SET_ASIDE } from '../../jobs/records/job-status.js';
import { BUDGET_REASONS, type BudgetReason } from '../../jobs/records/queue-place.repository.js';
import type { NodeLife } from '../nodes/node.repository.js';
import type { Database } from '../../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap, unwrapCount } from '../../platform/store/unwrap.js';

const NOT_SET_ASIDE = `phase.is.null,phase.not.in.(${SET_ASIDE.join(',')})`;

/** What a node's jobs use that may be paused; absent: pauses of it are ignored. */
export interface NodeNeeds {
  /** See `credentialIdOf`. */
  readonly credential?: string;
  /** See `forgeIdOf`. */
  readonly forge?: string;
}

/** What a heartbeat learned about one claim. */
export interface Heartbeat {
  readonly jobId: string;
  readonly leaseToken: number;
  /** Whether the job still runs under this claim. */
  readonly held: boolean;
  /** null: the job's row is gone. */
  readonly status: string | null;
  /** The reason for which the job would wait if it were not running; null: it may spend. */
  readonly overBudget: BudgetReason | null;
}

/** A job that was reclaimed from a run that did not end it. */
export interface RecoveredJob {
  readonly id: string;
  /** `parked`: a conversation, which continues when it gets a slot. */
  readonly status: 'queued' | 'failed' | 'parked';
  readonly attempt: number;
  readonly leaseToken: number;
  /** The note that was added to the job's messages. */
  readonly note: string;
  readonly client_id: string | null;
  readonly request_id: string | null;
}

type Reclaimed = Database['public']['Functions']['take_back_jobs']['Returns'][number];

/** `agent_jobs` as a queue: claims with a lease and a fencing token. Every call is one atomic statement in the store. */
@Injectable()
export class JobQueueRepository {
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly bus: JobEventBus,
  ) {}

  /**
   * Claims up to `limit` jobs for this node, in the order in which to start them; none when another process has the node's name, only those
   * that do not need the model while its credential is paused, and only conversations while its forge is paused.
   */
  async claim(node: NodeLife, limit: number, leaseSeconds: number, needs: NodeNeeds = {}): Promise<Job[]> {
    const args = { p_node: node.id, p_life: node.life, p_limit: limit, p_lease_seconds: leaseSeconds };
    const paused = {
      ...(needs.credential === undefined ? {} : { p_credential: needs.credential }),
      ...(needs.forge === undefined ? {} : { p_forge: needs.forge }),
    };
    const rows = unwrap(await this.db.rpc('claim_jobs', { ...args, ...paused }));
    for (const { id } of rows) this.bus.emit('job.changed', { jobId: id });
    return rows.map((row) => toJob(row));
  }

  /** All claims of a node in the store, whether or not the node knows about them. */
  async claimsOf(nodeId: string): Promise<JobClaim[]> {
    const mine = this.db.from('agent_jobs').select('id, lease_token').eq('status', 'running').eq('lease_owner', nodeId);
    return unwrap(await mine).map(({ id, lease_token }) => ({ jobId: id, leaseToken: lease_token }));
  }

  /** Extends the leases of claims that still hold. */
  async heartbeat(claims: readonly JobClaim[], leaseSeconds: number): Promise<Heartbeat[]> {
    const p_claims = claims.map(({ jobId, leaseToken }) => ({ id: jobId, token: leaseToken }));
    const rows = unwrap(await this.db.rpc('heartbeat_jobs', { p_claims, p_lease_seconds: leaseSeconds }));
    return rows.map(({ id, lease_token, held, status, over_budget }) => ({
      jobId: id,
      leaseToken: lease_token,
      held,
      status,
      overBudget: BUDGET_REASONS.find((reason) => reason === over_budget) ?? null,
    }));
  }

  /** The number of a claim's attempt, which progress sets back to 1; 0: the claim is lost. */
  async attemptOf({ jobId, leaseToken }: JobClaim): Promise<number> {
    const row = this.db
      .from('agent_jobs')
      .select('attempt')
      .eq('id', jobId)
      .eq('lease_token', leaseToken)
      .maybeSingle();
    return unwrap(await row)?.attempt ?? 0;
  }

  /** Returns a job to its old place in the queue. `countAttempt` false: the job is not to blame for the end of the attempt. */
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

  /** Reclaims all jobs with an expired lease. Also clears the phase of cancelled jobs whose node died. */
  async recover(maxAttempts: number): Promise<RecoveredJob[]> {
    return this.announce(unwrap(await this.db.rpc('take_back_jobs', { p_max_attempts: maxAttempts })));
  }

  /** Reclaims only the jobs of the node's earlier processes, at boot, when it runs none. Does nothing when another process has its name. */
  async recoverOf({ id, life }: NodeLife, maxAttempts: number): Promise<RecoveredJob[]> {
    const args = { p_max_attempts: maxAttempts, p_node: id, p_life: life };
    return this.announce(unwrap(await this.db.rpc('take_back_jobs', args)));
  }

  private announce(rows: readonly Reclaimed[]): RecoveredJob[] {
    for (const { id } of rows) {
      this.bus.emit('job.changed', { jobId: id });
      this.bus.emit('job.messages_stored', { jobId: id });
    }
    return rows.map(({ status, lease_token, ...row }) => ({
      ...row,
      status: status === 'queued' || status === 'parked' ? status : 'failed',
      leaseToken: lease_token,
    }));
  }

  /** @param clientIds at most 50, here and below; null: of all. */
  async countQueued(clientIds: readonly string[] | null): Promise<number> {
    return unwrapCount(await this.ids(clientIds).eq('status', 'queued').limit(1));
  }

  /** Without those that are set aside. */
  async countRunning(clientIds: readonly string[] | null): Promise<number> {
    return unwrapCount(await this.ids(clientIds).eq('status', 'running').or(NOT_SET_ASIDE).limit(1));
  }

  /** Those that wait for a person and hold no slot. */
  async countSetAside(clientIds: readonly string[] | null): Promise<number> {
    return unwrapCount(await this.ids(clientIds).eq('status', 'running').in('phase', SET_ASIDE).limit(1));
  }

  /** Ids of the first 1,000 running jobs in order of their start, without those that are set aside. */
  async listRunning(clientIds: readonly string[] | null): Promise<string[]> {
    const running = this.db.from('agent_jobs').select('id').eq('status', 'running').or(NOT_SET_ASIDE);
    const own = clientIds === null ? running : running.in('client_id', clientIds);
    const rows = unwrap(await own.order('started_at').order('id'));
    return rows.map(({ id }) => id);
  }

  private ids(clientIds: readonly string[] | null) {
    const jobs = this.db.from('agent_jobs').select('id', { count: 'exact' });
    return clientIds === null ? jobs : jobs.in('client_id', clientIds);
  }
}
