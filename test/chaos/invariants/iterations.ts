import type { Invariant, JobEvidence, Violation } from '../evidence.js';

const RULE = 'iterations counted once';
const REASONS = ['promise_detected', 'max_iterations'];

/** A loop counts 1, 2, 3 …, never beyond its maximum, and ends for a reason that its script gives. */
export const iterationsCount: Invariant = ({ jobs }) => jobs.flatMap(judge);

function judge({ job, state, iterations }: JobEvidence): Violation[] {
  if (!iterations || state === null) return [];
  const broken = (what: string): Violation => ({ rule: RULE, job: job.label, what });
  const numbers = iterations.iterations.map(({ iterationNumber }) => iterationNumber);
  const found: Violation[] = [];
  if (numbers.some((number, index) => number !== index + 1))
    found.push(broken(`its iterations are ${numbers.join(' ')}`));
  if (numbers.length > iterations.maxIterations)
    found.push(broken(`${numbers.length} of at most ${iterations.maxIterations}`));
  if (state.status !== 'completed') return found;
  const { completionReason } = iterations;
  if (!REASONS.includes(completionReason ?? '')) found.push(broken(`it completed for ${completionReason}`));
  const expected = job.endless ? 'max_iterations' : 'promise_detected';
  if (REASONS.includes(completionReason ?? '') && completionReason !== expected) {
    found.push(broken(`it ended with ${completionReason} instead of ${expected}`));
  }
  if (iterations.iterations.some(({ completedAt }) => completedAt === null))
    found.push(broken('an iteration is still open'));
  return found;
}
