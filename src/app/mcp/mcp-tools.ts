import type { Keep } from './kept.js';
import type { ToolAnswer } from './tool-answer.js';
import { READABLE_MESSAGES } from './readable-messages.js';

/** An operation of the API as a tool for models. */
export interface McpTool {
  readonly name: string;
  /** The operation's id in openapi.json: from there come the input, the scope and the form of the answer. */
  readonly operation: string;
  /** For models: what it is good for, beyond the operation's own summary. */
  readonly hint?: string;
  /** Parameters that are of no use to a model. */
  readonly without?: readonly string[];
  /** What of the answer a model gets; default: all. */
  readonly keep?: Keep;
  /** Instead of `keep`, where a model needs another form. */
  readonly answer?: ToolAnswer;
  readonly kind: 'reads' | 'adds' | 'changes' | 'ends';
}

const JOB_LINE = {
  id: true,
  job_type: true,
  title: true,
  prompt: true,
  status: true,
  phase: true,
  outcome: true,
  wait_reason: true,
  awaiting_input_since: true,
  branch_name: true,
  pr_url: true,
  error: true,
  external_id: true,
  created_at: true,
  completed_at: true,
  client: true,
  repository: { id: true, owner_name: true, repo_name: true },
} as const;

const JOB = {
  ...JOB_LINE,
  position: true,
  run_after: true,
  wait_message: true,
  last_answer: true,
  plan: true,
  metadata: true,
  priority: true,
  not_before: true,
  max_cost_usd: true,
  max_duration_minutes: true,
  total_cost_usd: true,
  num_turns: true,
  duration_ms: true,
  started_at: true,
  completion_reason: true,
  follow_up_of: true,
  pr_state: true,
  output: true,
  current_iteration: true,
  max_iterations: true,
} as const;

/** In the order in which they are listed. A tool that there is an operation for needs a line here and nothing else. */
export const MCP_TOOLS: readonly McpTool[] = [
  {
    name: 'list_repositories',
    operation: 'listClients',
    hint: 'Use the ids with create_job.',
    kind: 'reads',
  },
  {
    name: 'check_repository',
    operation: 'checkRepository',
    hint: 'Tries whether jobs could work there. It costs no money, but runs the setup command and the feedback commands.',
    keep: JOB,
    kind: 'adds',
  },
  {
    name: 'list_jobs',
    operation: 'listJobs',
    hint: 'Texts are cut; get_job has more.',
    without: ['offset'],
    keep: { jobs: JOB_LINE, total: true, next_cursor: true },
    kind: 'reads',
  },
  { name: 'get_job', operation: 'getJob', without: ['includeMessages'], keep: JOB, kind: 'reads' },
  {
    name: 'get_job_messages',
    operation: 'listMessages',
    hint: 'As text for readers, a page at a time',
    without: ['limit', 'type'],
    answer: READABLE_MESSAGES,
    kind: 'reads',
  },
  {
    name: 'create_job',
    operation: 'createJob',
    hint:
      'A code job changes code and ends in a pull request, a task job is a conversation that changes nothing, a ralph job is a ' +
      'loop that ends when its promise is kept. Each costs money.',
    kind: 'adds',
  },
  { name: 'send_message', operation: 'sendMessage', kind: 'adds' },
  { name: 'complete_job', operation: 'completeJob', kind: 'changes' },
  { name: 'cancel_job', operation: 'cancelJob', hint: 'What it has done so far is thrown away.', kind: 'ends' },
  { name: 'retry_job', operation: 'retryJob', hint: 'It costs money again.', kind: 'adds' },
  {
    name: 'approve_plan',
    operation: 'approvePlan',
    hint: 'Only on the word of a person who has read it.',
    kind: 'changes',
  },
  { name: 'reject_plan', operation: 'rejectPlan', kind: 'changes' },
  {
    name: 'follow_up',
    operation: 'followUpJob',
    hint: 'For more work on the same pull request, once its job has ended. It costs money again.',
    kind: 'adds',
  },
  { name: 'stop_job', operation: 'stopJob', kind: 'changes' },
  { name: 'get_iterations', operation: 'listIterations', kind: 'reads' },
  { name: 'get_queue', operation: 'getQueue', without: ['cursor'], kind: 'reads' },
  { name: 'get_usage', operation: 'getUsage', kind: 'reads' },
];
