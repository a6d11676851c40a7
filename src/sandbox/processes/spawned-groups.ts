import { signalGroup } from './process-group.js';

/**
 * The process groups started for each job: all that can be swept where the environment of processes is not visible (macOS).
 * A child with a session of its own escapes there, and processes of an earlier run of the server are unknown.
 */
export class SpawnedGroups {
  private readonly groupsByJob = new Map<string, Set<number>>();

  add(jobId: string, groupId: number): void {
    const groups = this.groupsByJob.get(jobId) ?? new Set();
    this.groupsByJob.set(jobId, groups.add(groupId));
  }

  /** Kills the job's groups and forgets them. Returns how many there were. */
  sweep(jobId: string): number {
    const groups = this.groupsByJob.get(jobId) ?? new Set();
    for (const groupId of groups) signalGroup(groupId, 'SIGKILL');
    this.groupsByJob.delete(jobId);
    return groups.size;
  }

  /** {@link sweep} for every other job. */
  sweepAllBut(liveJobIds: ReadonlySet<string>): number {
    const orphaned = [...this.groupsByJob.keys()].filter((jobId) => !liveJobIds.has(jobId));
    return orphaned.reduce((count, jobId) => count + this.sweep(jobId), 0);
  }
}
