import type { Job } from '../../records/job.js';

/**
 * The columns of a job that callers see, each with what it says: a column that is not named here is private. An absent value
 * is null unless a sentence says otherwise. Times are ISO 8601; no field is renamed or removed.
 */
export const JOB_FIELDS = {
  id: 'The id of the job, a UUID.',
  job_type: 'The type of the job: `code`, `task`, `ralph`, `check`, or one that an extension adds.',
  title: 'A title for people.',
  prompt: 'What Claude is to do, as it was sent, without surrounding spaces.',
  branch_name: 'The branch of the work, as it was sent or as it was generated.',
  base_branch: 'Where the work starts and the pull request goes; null: the default branch of the repository.',
  draft: 'Whether the pull request is to be a draft, whatever the work is like.',
  client_id: 'The client that the job is for.',
  feature_id: 'The feature that the job is for.',
  repository_id: 'The repository that the job works on.',
  created_by_team_member_id: 'The person on whose behalf the job was created, as the caller named them.',
  created_by_key: 'The name of the key that created the job; null: AGENT_API_SECRET, or see `github_request`.',
  request_id: 'The `X-Request-Id` of the request that created the job; null: an earlier version created it.',
  trace_id:
    'The trace that the job belongs to: that of the `traceparent` of the request that created it, or one that the server began; null: nobody traces it.',
  original_job_id: 'The job that this one retries.',
  follow_up_of: 'The job whose work this one goes on from, on its branch and in its pull request.',
  root_job_id: 'The first job of the chain of follow-ups that this one belongs to; null: it is no follow-up.',
  max_cost_usd: 'The job ends once its estimated cost exceeds this; null: no limit.',
  max_duration_minutes: 'The job ends once it has worked for longer than this; null: no limit.',
  priority: 'Higher starts first, -100 to 100; equal ones start in order of creation.',
  metadata: 'What the caller’s own system says of the job: texts by name.',
  external_id: 'The id of the job in that system; not unique.',
  archived: 'Whether lists leave the job out.',
  env_names:
    'Names of the variables that its tools and commands get, in order; null: none. Their values are never shown.',
  attachments: 'The files that came with the job, in order, each with `name`, `content_type` and `bytes`; empty: none.',
  not_before: 'The time before which the caller does not want the job to start; null: any time.',

  status:
    '`queued`, `running`, `completed`, `failed` or `cancelled`; the last three are final. Rows of another system keep theirs.',
  phase: 'What a running job does; null while it does not run.',
  wait_reason: 'Why a queued job waits, or a parked conversation that would resume; null: nothing holds it up.',
  run_after: 'A queued job does not start before this time.',
  created_at: 'When the job was created.',
  started_at: 'When the job was started for the first time.',
  completed_at: 'When the job ended, well or badly.',
  updated_at: 'When the row was last changed.',
  cancel_requested_at: 'When somebody cancelled the job.',

  attempt: 'Which attempt at the job this is, from 1; 0: none was made. Only interruptions count.',
  interruptions: 'The interrupted attempts, oldest first, each with `attempt`, `node`, `phase` and `noticed_at`.',
  postponements: 'How often in a row the job has waited for the model or for GitHub.',
  lease_owner: 'The node that runs the job, or ran it last.',
  lease_token: 'Grows whenever a node takes the job or gives it back.',
  lease_expires_at: 'When another node may take the job over; null: no node holds it.',
  sandbox: 'What separates the job from the server and from other jobs: the name of the driver.',

  session_id: 'The session of Claude that does the work; of a loop, that of its current iteration.',
  session_ended_at: 'When that session came to its end; null: it has not, or the job is not of one session.',
  model: 'The model that Claude was told to use; null: the default of the CLI.',
  plan_approval: 'Whether a person approves a plan before the work begins.',
  plan: 'The plan that Claude has made last, in its words; null: none was made.',
  plan_approved_at: 'When that plan was approved; null: it was not.',
  base_sha: 'The commit that the work starts from.',
  head_sha: 'The commit that holds the work.',
  shared_at: 'When a loop last shared its unfinished work with other nodes at the forge.',
  pr_url: 'The pull request of the job.',
  pr_number: 'The number of that pull request.',
  pr_state:
    '`open`, `merged` or `closed`, as GitHub has told last, or as it was when somebody looked last; null: there is none, or it is not known.',
  merged_at: 'When it was merged.',
  github_request:
    'What at GitHub the job answers, with its `kind` (`review`, `checks` or `mention`), the `login` of who asked (null: checks failed) and its `url`; null: the job was asked for through the API.',
  pr_draft: 'Whether that is a draft; null: there is none, or it is not known.',
  output_schema: 'What the last answer must fit as data, as `outputSchema` was sent; null: it is text alone.',
  output:
    'The last answer that fits `output_schema`, as data; of a check, its report; null: there is none, or it is null.',
  result_summary: 'The closing words of Claude; of a conversation, those of its last turn.',
  completion_reason:
    'Why a loop ended, or `budget_exceeded` for any job; null: the job has not ended, or simply ended.',
  error_code: 'Why the job failed, for programs.',
  error: 'Why the job failed, in a sentence for people; never a secret.',
  num_turns: 'Turns of Claude, over all attempts.',
  input_tokens: 'Tokens that the model read, those of its cache included, over all attempts.',
  output_tokens: 'Tokens that the model wrote, over all attempts.',
  total_cost_usd: 'The cost that Claude Code estimates, over all attempts; of what goes on, estimated from its tokens.',
  duration_ms: 'Working time in milliseconds, over all attempts, without waiting in the queue or for a person.',

  awaiting_input_since:
    'Since when a conversation waits for a person; null: it does not, as when it is being completed or has ended.',
  complete_requested_at: 'When somebody asked for the end of the conversation.',
  wake_at: 'When a parked conversation resumes; null: it waits for a message.',

  max_iterations: 'How many iterations a loop makes at most; null for other types.',
  completion_promise: 'What Claude says when the loop is done; null for other types.',
  feedback_commands: 'Commands that judge each iteration, in order; null for other types.',
  current_iteration: 'The iteration that the loop is in, from 1; null before the first one.',
  total_iterations: 'How many iterations the loop has completed; null before the first one is.',
  stop_requested_at: 'When somebody asked for the end of the loop.',
} as const satisfies Partial<Record<keyof Job, string>>;

/** Fields beside the columns that follow from them. */
export const DERIVED_FIELDS = {
  outcome: 'What came of the job, for programs; null: it has not ended.',
  wait_message: 'Which budget the job waits for, and until when, in a sentence; null: it waits for none.',
  last_answer:
    'What Claude said in its last turn, up to 10,000 characters; also while a conversation waits for a person.',
  prompt_truncated:
    'Lists hold the first 1,000 characters of `prompt`: whether there are more. `GET /jobs/:id` has all.',
  plan_truncated: 'The same of `plan`, of which lists hold the first 10,000 characters.',
  result_summary_truncated: 'The same of `result_summary`, of which lists hold the first 10,000 characters.',
  output_truncated:
    'Lists leave out `output` and `output_schema` if both together have more than 10,000 characters: whether they are left out.',
} as const;

export type JobField = keyof typeof JOB_FIELDS;

/** The part of a row that callers see. */
export function publicFieldsOf(job: Job): Pick<Job, JobField> {
  const fields = Object.keys(JOB_FIELDS).map((field) => [field, job[field as JobField]]);
  return Object.fromEntries(fields) as Pick<Job, JobField>;
}
