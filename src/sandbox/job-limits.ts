import type { Env } from '../config/env.js';
import { JobCgroups, type LimitName } from './job-cgroups.js';
import { inCgroups, withRlimits } from './wrappers.js';

/** How much of the machine one job may take: by control groups where there are any, and by limits of each process. */
export class JobLimits {
  readonly inForce: readonly LimitName[];
  private readonly cgroups: JobCgroups;

  constructor(
    private readonly env: Env,
    nodeId: string,
  ) {
    this.cgroups = JobCgroups.detect(env, nodeId);
    this.inForce = [...new Set<LimitName>([...this.cgroups.inForce, 'processes', 'file_size'])];
  }

  /** Stands before everything else on a command line. */
  around(jobId: string): string[] {
    return inCgroups(this.cgroups.prepare(jobId));
  }

  /** Stands where the walls are up and the process is still root inside them. */
  inside(): string[] {
    return withRlimits(this.env);
  }

  /** The job's processes have ended. */
  release(jobId: string): void {
    this.cgroups.remove(jobId);
  }

  /** As {@link release}, for all jobs that are not among these. */
  releaseAllBut(liveJobIds: ReadonlySet<string>): void {
    this.cgroups.removeAllBut(liveJobIds);
  }
}
