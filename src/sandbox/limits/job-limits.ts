import type { Env } from '../../platform/config/env.js';
import { JobCgroups, type LimitName } from './job-cgroups.js';
import { inCgroups, withRlimits } from '../drivers/wrappers.js';

/** How much of the machine one job may use: limited by cgroups where there are any, and by rlimits of each process. */
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

  /** The outermost prefix of a command line. */
  around(jobId: string): string[] {
    return inCgroups(this.cgroups.prepare(jobId));
  }

  /** A prefix inside the sandbox, where the process may still be root. */
  inside(): string[] {
    return withRlimits(this.env);
  }

  /** To be called when the job's processes have ended. */
  release(jobId: string): void {
    this.cgroups.remove(jobId);
  }

  /** As {@link release}, for all jobs that are not among these. */
  releaseAllBut(liveJobIds: ReadonlySet<string>): void {
    this.cgroups.removeAllBut(liveJobIds);
  }
}
