import type { Job } from '../../jobs/job.js';
import type { Iteration } from '../iteration.js';

/** Characters of a command's output that are shown; the messages of the iteration have the rest. */
const SHOWN_OUTPUT = 4_000;

/** Answer of GET /jobs/:id/iterations, oldest first. */
export function toIterationsResponse(job: Job, iterations: readonly Iteration[]) {
  return {
    jobId: job.id,
    /** 0 before the first one. */
    currentIteration: job.current_iteration ?? 0,
    maxIterations: job.max_iterations,
    completionReason: job.completion_reason,
    iterations: iterations.map(toIterationResponse),
  };
}

function toIterationResponse(iteration: Iteration) {
  const { number, feedbackFingerprint: _internal, ...rest } = iteration;
  const feedbackResults = iteration.feedbackResults.map((result) => ({
    ...result,
    output: result.output.slice(-SHOWN_OUTPUT),
  }));
  return { ...rest, iterationNumber: number, feedbackResults };
}
