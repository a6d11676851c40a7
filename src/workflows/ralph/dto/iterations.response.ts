import type { Job } from '../../../jobs/records/job.js';
import type { ShownIteration } from '../iterations/iteration.js';

/** Answer of GET /jobs/:id/iterations, oldest first. */
export function toIterationsResponse(job: Job, iterations: readonly ShownIteration[]) {
  return {
    jobId: job.id,
    /** 0 before the first one. */
    currentIteration: job.current_iteration ?? 0,
    maxIterations: job.max_iterations,
    completionReason: job.completion_reason,
    iterations: iterations.map(toIterationResponse),
  };
}

export function toIterationResponse({ number, feedbackFingerprint: _internal, ...rest }: ShownIteration) {
  return { ...rest, iterationNumber: number };
}
