import type { Evidence, Invariant, JobEvidence, JobState, Violation } from '../evidence.js';

const RULE = 'webhooks tell what happens';
const RECEIVERS = ['steady', 'moody'];
const ENDS = ['job.completed', 'job.failed', 'job.cancelled'];

/**
 * Each receiver is told every change of every job at least once, with a valid signature and in order, and of nothing that did not
 * happen. The same event may come again.
 */
export const webhooksTell: Invariant = (evidence) => [
  ...evidence.forgeries.map((what) => ({ rule: RULE, job: null, what })),
  ...strangersIn(evidence),
  ...RECEIVERS.flatMap((receiver) => evidence.jobs.flatMap((job) => judgeJob(job, receiver, evidence))),
];

/** Of jobs whose creation was never confirmed nobody can say whether they are there. */
function strangersIn({ jobs, told }: Evidence): Violation[] {
  const known = new Set(jobs.map(({ id }) => id));
  if (known.has('')) return [];
  const strangers = new Set(told.map(({ jobId }) => jobId).filter((id) => !known.has(id)));
  return [...strangers].map((id) => ({ rule: RULE, job: null, what: `told of ${id}, which is no job` }));
}

function judgeJob({ job, id, state }: JobEvidence, receiver: string, { told }: Evidence): Violation[] {
  if (state === null || ['queued', 'running'].includes(state.status)) return [];
  const own = told.filter((each) => each.receiver === receiver && each.jobId === id);
  const types = own
    .filter((each, index) => own.findIndex((other) => other.id === each.id) === index)
    .map(({ type }) => type);
  const found = [...countsOf(types, state), ...orderOf(types)];
  return found.map((what) => ({ rule: RULE, job: job.label, what: `${receiver}: ${what} (${types.join(', ')})` }));
}

function countsOf(types: readonly string[], state: JobState): string[] {
  const wanted: Readonly<Record<string, number>> = {
    'job.created': 1,
    'job.started': state.started_at === null ? 0 : 1,
    'job.iteration_completed': state.total_iterations ?? 0,
    'pull_request.opened': state.pr_url === null ? 0 : 1,
    ...Object.fromEntries(ENDS.map((end) => [end, end === `job.${state.status}` ? 1 : 0])),
  };
  return Object.entries(wanted).flatMap(([type, count]) => {
    const times = types.filter((each) => each === type).length;
    return times === count ? [] : [`told ${times} times of ${type} instead of ${count}`];
  });
}

/** A pull request that was just being opened may be told after a cancel. */
function orderOf(types: readonly string[]): string[] {
  const ofJob = types.filter((type) => type.startsWith('job.'));
  const created = ofJob.indexOf('job.created');
  const started = ofJob.indexOf('job.started');
  const end = ofJob.findIndex((type) => ENDS.includes(type));
  return [
    ...(created > 0 ? ['something was told before its creation'] : []),
    ...(started > 1 ? ['something was told before its start'] : []),
    ...(end !== -1 && end !== ofJob.length - 1 ? ['something was told after its end'] : []),
  ];
}
