export const JOB_STATUSES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** What a running job is doing; null while it is not running. */
export const JOB_PHASES = [
  'preparing',
  // of jobs whose repository has a command for that
  'setup',
  'working',
  // of loops: the feedback commands
  'feedback',
  // of conversations: the person's turn, with and without a process, and the last answer
  'awaiting_input',
  'parked',
  'completing',
  // of jobs whose plan a person is to approve
  'awaiting_approval',
  // of jobs that end in a pull request
  'collecting',
  'pushing',
  'opening_pr',
] as const;
export type JobPhase = (typeof JOB_PHASES)[number];

/** Phases of a running job that waits for a person and holds no slot; the store says the same in `is_set_aside`. */
export const SET_ASIDE: readonly JobPhase[] = ['parked', 'awaiting_approval'];

/** Phases in which the forge is being changed: a cancel waits for their end before it is answered. */
export function isPublishing(phase: string | null): boolean {
  return phase === 'pushing' || phase === 'opening_pr';
}
