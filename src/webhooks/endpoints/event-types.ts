/** What is told of the budget of a client, not of a job. */
export const BUDGET_EVENTS = {
  'budget.warning': 'A client has spent so much of its budget for the month as its `warn_at_percent` says.',
  'budget.exceeded': 'A client has spent its budget for the month: its jobs end, and others wait.',
} as const;

/** What an endpoint may be told, and when. The store's triggers write all but the test, see supabase/schemas/webhook_events.sql. */
export const EVENTS = {
  'job.created': 'A job was stored, also by a retry.',
  'job.started': 'A job was started for the first time.',
  'job.awaiting_input': 'A conversation waits for a person. `data.question` is what Claude said last.',
  'job.awaiting_approval': 'Claude has made a plan, which a person is to approve or reject. `data.plan` is the plan.',
  'job.iteration_completed': 'A loop has completed an iteration, which is in `data.iteration`.',
  'job.completed': 'A job ended well, or simply ended; `data.job.outcome` says what came of it.',
  'job.failed': 'A job failed; `data.job.error` says why.',
  'job.cancelled': 'A job was cancelled.',
  'pull_request.opened': 'A job has a pull request: it opened one, or took over the open one of its branch.',
  'pull_request.updated':
    'A follow-up added to the pull request of an earlier job, or a pull request that was closed is open again.',
  'pull_request.merged': 'The pull request of a job was merged; each job of it is told of.',
  'pull_request.closed': 'The pull request of a job was closed without being merged; each job of it is told of.',
  ...BUDGET_EVENTS,
} as const;

export type EventType = keyof typeof EVENTS;
export const EVENT_TYPES = Object.keys(EVENTS) as EventType[];

/** Beside the types: all of them, later ones too. */
export const ALL_EVENTS = '*';
export const SUBSCRIPTIONS = [ALL_EVENTS, ...EVENT_TYPES];

export const TEST_EVENT = 'webhook.test';
