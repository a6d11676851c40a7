import type { Evidence, JobEvidence, JobState, ModelCall, StoredMessage, ToldEvent } from '../evidence.js';
import { judge } from '../judge.js';
import { planRound, type PlannedJob } from '../plan.js';
import type { ProcessIdentity } from '../process-identity.js';
import { answerTag, askTag, lineTag } from '../tags.js';

/** A round in which nothing went wrong: the ground on which a violation is planted. */
export function goodEvidence(part: Partial<Evidence> = {}): Evidence {
  const jobs = [goodCode(), goodTask(), goodRalph()];
  return {
    plan: planRound({ seed: 1, nodes: 3, jobs: 3, faultMs: 10_000 }),
    jobs,
    calls: [
      call('code-1', { lines: [1, 2] }),
      call('task-2', { lines: [1, 2], answers: [0] }),
      call('task-2', { lines: [3, 4], answers: [1], startMs: 30, endMs: 40 }),
      call('ralph-3', { lines: [1] }),
    ],
    sightings: [],
    processes: 3,
    absences: [],
    faults: [],
    branches: [branch('feature/code-1', 'code-1'), branch('feature/ralph-3', 'ralph-3')],
    exits: [],
    refusals: [],
    told: toldOf(jobs),
    forgeries: [],
    log: [],
    leftovers: [],
    durationMs: 10_000,
    pace: 1,
    ending: 'drained',
    ...part,
  };
}

export function plannedJob(label: string, part: Partial<PlannedJob> = {}): PlannedJob {
  const type = label.split('-')[0] as PlannedJob['type'];
  const branchName = type === 'task' ? null : `feature/${label}`;
  const rest = { atMs: 0, repository: 0, branch: branchName, pausesMs: [], slow: false, endless: false };
  return { label, type, ...rest, cancelAfterMs: null, ...part };
}

/** What both receivers are told of jobs that stand like this. */
function toldOf(jobs: readonly JobEvidence[]): ToldEvent[] {
  return jobs.flatMap(({ id, state }) => {
    const types = [
      'job.created',
      'job.started',
      ...Array.from({ length: state?.total_iterations ?? 0 }, () => 'job.iteration_completed'),
      ...(state?.pr_url ? ['pull_request.opened'] : []),
      `job.${state?.status}`,
    ];
    return ['steady', 'moody'].flatMap((receiver) =>
      types.map((type, index) => ({ receiver, id: `${id}-${index}`, type, jobId: id, atMs: index })),
    );
  });
}

function goodCode(): JobEvidence {
  return jobEvidence('code-1', [init(), said(lineTag('code-1', 1)), said(lineTag('code-1', 2)), result()]);
}

function goodTask(): JobEvidence {
  const turn = (line: number, answer: number): StoredMessage[] => [
    init(),
    said(lineTag('task-2', line)),
    said(`${lineTag('task-2', line + 1)} ${answerTag('task-2', answer)}`),
    result(),
  ];
  const asked: StoredMessage = { seq: 0, type: 'user_input', content: `${askTag('task-2', 1)} What?` };
  return { ...jobEvidence('task-2', [...turn(1, 0), asked, ...turn(3, 1)]), acknowledged: [1] };
}

function goodRalph(): JobEvidence {
  const iteration = { iterationNumber: 1, completedAt: '2026-11-24T15:00:00Z' };
  const iterations = { maxIterations: 3, completionReason: 'promise_detected' };
  const evidence = jobEvidence('ralph-3', [init(), said(lineTag('ralph-3', 1)), result()]);
  return { ...evidence, iterations: { ...iterations, iterations: [iteration] } };
}

export function jobEvidence(label: string, messages: readonly StoredMessage[]): JobEvidence {
  const job = plannedJob(label);
  const pr_url = job.type === 'task' ? null : 'http://forge/pull/1';
  const total_iterations = job.type === 'ralph' ? 1 : null;
  const times = { started_at: '2026-11-24T15:00:00Z', total_iterations };
  const state = { id: label, status: 'completed', error: null, attempt: 1, pr_url, branch_name: job.branch, ...times };
  return { job, id: label, state, messages, iterations: null, acknowledged: [] };
}

export function branch(name: string, label: string) {
  const files = [`${label}-1.txt`, `${label}-2.txt`];
  return { repository: 0, name, pullRequests: 1, commitsAhead: 1, files };
}

export function call(label: string, part: Partial<ModelCall> = {}): ModelCall {
  const by = process(label, 1, 'node-1');
  return { label, by, startMs: 10, endMs: 20, lines: [], answers: [], outcome: 'delivered', ...part };
}

export function process(jobId: string, pid: number, nodeId: string): ProcessIdentity {
  return { pid, startTime: 1_000 + pid, jobId, nodeId };
}

export const init = (): StoredMessage => stdout({ type: 'system', subtype: 'init' });
export const result = (): StoredMessage => stdout({ type: 'result', is_error: false });
export const said = (text: string): StoredMessage =>
  stdout({ type: 'assistant', message: { content: [{ type: 'text', text }] } });

function stdout(content: object): StoredMessage {
  return { seq: 0, type: 'stdout', content: JSON.stringify(content) };
}

/** What the judge says, shortened. */
export const verdict = (evidence: Evidence): string[] => judge(evidence).map(({ rule, what }) => `${rule}: ${what}`);

/** Changes the state of a job. */
export function stateOf(part: Partial<JobState>): (job: JobEvidence) => Partial<JobEvidence> {
  return ({ state }) => ({ state: state && { ...state, ...part } });
}

/** The evidence with one job changed. */
export function withJob(label: string, change: (job: JobEvidence) => Partial<JobEvidence>): Evidence {
  const evidence = goodEvidence();
  const jobs = evidence.jobs.map((job) => (job.job.label === label ? { ...job, ...change(job) } : job));
  return { ...evidence, jobs, told: toldOf(jobs) };
}
