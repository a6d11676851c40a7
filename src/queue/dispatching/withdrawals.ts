import { Injectable } from '@nestjs/common';
import { OnJobEvent } from '../../platform/events/job-event-bus.js';
import type { JobEvents } from '../../platform/events/job-events.js';
import { Workspaces } from '../../workflows/run/workspaces.js';
import { ActiveRuns } from './active-runs.js';

/** Handles jobs that end, or are lost, other than through their run: stops the run, or removes what it left. */
@Injectable()
export class Withdrawals {
  constructor(
    private readonly runs: ActiveRuns,
    private readonly workspaces: Workspaces,
  ) {}

  @OnJobEvent('job.cancelled')
  onCancelled({ jobId }: JobEvents['job.cancelled']): void {
    if (this.runs.has(jobId)) this.runs.stop(jobId, 'cancelled');
    else void this.workspaces.leave(jobId, 'cancelled');
  }

  @OnJobEvent('job.ended_parked')
  onEndedParked({ jobId }: JobEvents['job.ended_parked']): void {
    void this.workspaces.leave(jobId, 'completed');
  }

  @OnJobEvent('job.lease_lost')
  onLeaseLost({ claim }: JobEvents['job.lease_lost']): void {
    this.runs.stop(claim.jobId, 'lease_lost', claim.leaseToken);
  }
}
