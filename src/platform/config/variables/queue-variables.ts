import { IsOptional } from 'class-validator';
import { Duration, type Milliseconds } from '../forms/duration.js';
import { Flag, Text, WholeNumber } from '../forms/forms.js';

/** Queue: how many jobs run, and what happens when a server stops, dies or loses its database. */
export class QueueVariables {
  /** Jobs that this server runs at the same time. Plan 300 MB of memory for each, and what its tools take. */
  @WholeNumber(1, 100)
  readonly MAX_CONCURRENT_JOBS: number = 2;

  /**
   * Name of this server among several on one database. Only one server may have it at a time. Unset: a random one, kept in
   * `DATA_DIR`.
   */
  @IsOptional()
  @Text('1 to 64 letters, digits, dots, dashes or underscores', /^[A-Za-z0-9._-]{1,64}$/)
  readonly NODE_ID: string | null = null;

  /** Seconds for which a server's claim on a job holds without a heartbeat. Use the same number on all servers of a database. */
  @WholeNumber(3, 3_600)
  readonly LEASE_SECONDS: number = 30;

  /** Attempts that may be interrupted before a job fails. */
  @WholeNumber(1, 20)
  readonly MAX_ATTEMPTS: number = 3;

  /** How often the queue is polled when no event announces a change. */
  @Duration()
  readonly QUEUE_POLL_INTERVAL: Milliseconds = 1_000;

  /** How long running jobs may take to reach a safe point when the server stops. */
  @Duration()
  readonly SHUTDOWN_GRACE: Milliseconds = 10_000;

  /** How long runs wait for a database that cannot be reached before they end and their jobs go back to the queue. */
  @Duration()
  readonly STORE_OUTAGE_TOLERANCE: Milliseconds = 300_000;

  /**
   * Whether finished iterations of `ralph` jobs are kept at GitHub (`refs/orchestrator/<job id>`) while another server on the
   * same database could continue from them.
   */
  @Flag()
  readonly SHARE_ITERATIONS: boolean = true;
}
