import type { ModelRefusal } from './job-postponed.js';

/**
 * Claude's process was ended by something outside the job, such as the kernel that was short of memory: thrown by a workflow
 * once what the run has used is recorded. The job is taken up again as after a crash of the server, and the attempt counts.
 */
export class JobInterrupted extends Error {
  override readonly name = 'JobInterrupted';
}

/** @throws JobInterrupted when a run ended only because its process was killed. */
export function assertNotInterrupted({ reason, failure }: Pick<ModelRefusal, 'reason' | 'failure'>): void {
  if (reason === 'killed') throw new JobInterrupted(failure ?? 'Claude Code was killed.');
}
