import type { Evidence, FaultRecord, Invariant, JobEvidence, Violation } from '../evidence.js';

/** A way in which a job may fail, because of the faults that were made. */
interface FailureKind {
  readonly name: string;
  readonly pattern: RegExp;
  /** Faults that can cause it. */
  readonly faults: RegExp;
}

export const FAILURE_KINDS: readonly FailureKind[] = [
  { name: 'interrupted too often', pattern: /interrupted in all of its attempts/, faults: /^(node|machine|database)/ },
  {
    name: 'model overloaded',
    pattern: /The model is overloaded|model’s service failed|model had answered/,
    faults: /^model/,
  },
  { name: 'model silent', pattern: /Claude produced no output for/, faults: /^(model|node frozen|machine)/ },
  { name: 'model unreachable', pattern: /The connection to the model failed/, faults: /^(model|node frozen|machine)/ },
  {
    name: 'forge failed',
    pattern:
      /^(Could not (clone|fetch|push)|No pull request for) .*(cannot be reached|internal problem|stopped responding)/,
    faults: /^forge/,
  },
];

/** Jobs of one kind of failure for each fault that can cause it: one fault meets all jobs that run at that moment. */
const FAILURES_PER_FAULT = 2;
/** At most this part of all jobs may fail, whatever was done to them. */
const MAX_FAILED = 0.2;

export function kindOf(error: string | null): string | null {
  return FAILURE_KINDS.find(({ pattern }) => pattern.test(error ?? ''))?.name ?? null;
}

/** Every job ends: completed, cancelled by somebody, or failed with a sentence that the faults explain. */
export const everyJobEnds: Invariant = (evidence) => [
  ...evidence.jobs.flatMap(endOf),
  ...FAILURE_KINDS.flatMap((kind) => boundOf(evidence, kind)),
  ...shareOf(evidence),
];

function endOf({ job, id, state }: JobEvidence): Violation[] {
  const broken = (what: string): Violation[] => [{ rule: 'every job ends', job: job.label, what }];
  if (id === '') return broken('it could not be created');
  if (state === null) return broken('it cannot be read');
  if (state.status === 'completed')
    return state.error === null ? [] : broken(`completed with an error: ${state.error}`);
  if (state.status === 'cancelled') return job.cancelAfterMs === null ? broken('cancelled, but nobody did it') : [];
  if (state.status !== 'failed') return broken(`it is still ${state.status}`);
  return kindOf(state.error) === null ? broken(`it failed for no reason that was made: ${state.error}`) : [];
}

function boundOf({ jobs, faults }: Evidence, { name, faults: causes }: FailureKind): Violation[] {
  const failed = jobs.filter(({ state }) => state?.status === 'failed' && kindOf(state.error) === name);
  const made = faults.filter(({ kind, target }: FaultRecord) => target !== null && causes.test(kind)).length;
  if (failed.length <= made * FAILURES_PER_FAULT) return [];
  return [
    { rule: 'every job ends', job: null, what: `${failed.length} jobs failed (${name}), with ${made} such faults` },
  ];
}

function shareOf({ jobs }: Evidence): Violation[] {
  const failed = jobs.filter(({ state }) => state?.status === 'failed').length;
  if (failed <= Math.max(1, jobs.length * MAX_FAILED)) return [];
  return [{ rule: 'every job ends', job: null, what: `${failed} of ${jobs.length} jobs failed` }];
}
