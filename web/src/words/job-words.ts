import { moment } from '../design/figures.js';

export type Tone = 'blue' | 'amber' | 'violet' | 'green' | 'red' | 'grey';

/** What a job is called. */
export function titleOf({ title, prompt }: { readonly title: string | null; readonly prompt: string }): string {
  return title ?? prompt.split('\n', 1)[0]?.slice(0, 140) ?? '';
}

const STATUS: Readonly<Record<string, readonly [Tone, string]>> = {
  queued: ['amber', 'Queued'],
  running: ['blue', 'Running'],
  completed: ['green', 'Completed'],
  failed: ['red', 'Failed'],
  cancelled: ['grey', 'Cancelled'],
};

const OUTCOME: Readonly<Record<string, readonly [Tone, string]>> = {
  pull_request: ['green', 'Pull request'],
  no_changes: ['grey', 'Nothing to change'],
  answered: ['green', 'Answered'],
  budget_exceeded: ['amber', 'Budget used up'],
  max_iterations: ['amber', 'Out of iterations'],
  no_progress: ['amber', 'No progress'],
  blocked: ['amber', 'Blocked'],
  stopped: ['grey', 'Stopped'],
};

const WAITING_FOR_PERSON: Readonly<Record<string, string>> = {
  awaiting_input: 'Asks you',
  parked: 'Asks you',
  awaiting_approval: 'Plan to approve',
};

/** What came of a check. */
const CHECKED: Readonly<Record<string, readonly [Tone, string]>> = {
  true: ['green', 'Jobs can work'],
  false: ['red', 'Jobs cannot work'],
};

interface State {
  readonly status: string;
  readonly job_type?: string;
  readonly output?: unknown;
  readonly phase?: string | null;
  readonly outcome?: string | null;
  readonly awaiting_input_since?: string | null;
}

/** What a person sees first of a job. */
export function stateOf({
  status,
  phase,
  outcome,
  awaiting_input_since: asks,
  ...job
}: State): readonly [Tone, string] {
  const person = WAITING_FOR_PERSON[phase ?? ''];
  if (person !== undefined && (asks || phase === 'awaiting_approval')) return ['violet', person];
  if (job.job_type === 'check' && status === 'completed') return checkedOf(job.output);
  return OUTCOME[outcome ?? ''] ?? STATUS[status] ?? ['grey', status];
}

function checkedOf(output: unknown): readonly [Tone, string] {
  const { ok } = (output ?? {}) as { readonly ok?: unknown };
  return CHECKED[String(ok)] ?? ['grey', 'Completed'];
}

export function isLive({ status }: { readonly status: string }): boolean {
  return status === 'queued' || status === 'running';
}

const PHASES: Readonly<Record<string, string>> = {
  preparing: 'Preparing',
  setup: 'Setting up',
  working: 'Claude works',
  feedback: 'Checking',
  awaiting_input: 'Waits for an answer',
  parked: 'Waits for an answer',
  completing: 'Completing',
  awaiting_approval: 'Waits for approval',
  collecting: 'Collecting the work',
  pushing: 'Pushing',
  opening_pr: 'Opening the pull request',
};

export function phaseName(phase: string): string {
  return PHASES[phase] ?? phase;
}

/** The phases of a job of each type, in order, as far as one follows the other. */
export const PHASES_OF: Readonly<Record<string, readonly string[]>> = {
  code: ['preparing', 'working', 'collecting', 'pushing', 'opening_pr'],
  ralph: ['preparing', 'working', 'feedback', 'collecting', 'pushing', 'opening_pr'],
  task: ['preparing', 'working', 'awaiting_input', 'completing'],
  check: ['preparing', 'feedback'],
};

const REASONS: Readonly<Record<string, string>> = {
  no_free_slot: 'All slots are taken.',
  branch_locked: 'Another job works on its branch, or is due before.',
  client_limit: 'As many jobs of the client work as its limit allows.',
  repository_limit: 'As many jobs of the repository work as its limit allows.',
  client_budget: 'The client’s budget for the month is used up.',
  key_budget: 'The budget of the key that created it is used up.',
  draining: 'No server takes jobs at present.',
  no_node: 'No server is alive.',
  // All that a token is told that is bound to clients.
  waiting: 'It waits for a server.',
};

const UNTIL: Readonly<Record<string, string>> = {
  scheduled: 'It is not to start before',
  usage_limit: 'The account’s usage limit is reached until',
  overloaded: 'The model is overloaded; it is tried again at',
  unreachable: 'The model cannot be reached; it is tried again at',
  forge_unreachable: 'GitHub cannot be reached; it is tried again at',
  forge_limit: 'GitHub limits our requests; it is tried again at',
};

/** Why a job waits, in a sentence. */
export function waitSentence(reason: string | null, until: string | null): string {
  if (reason === null) return 'Nothing holds it up: it starts next.';
  if (REASONS[reason] !== undefined) return REASONS[reason];
  return UNTIL[reason] === undefined ? `It waits: ${reason}.` : `${UNTIL[reason]} ${moment(until)}.`;
}

/** The subject of a pause, with the sentence that it begins. */
export function pauseSentence(reason: string, until: string): string {
  return waitSentence(reason, until);
}
