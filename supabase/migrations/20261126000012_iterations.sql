-- From supabase/schemas/iterations.sql, by npm run schema:migrations.
-- Loops: one row per iteration (docs/adr/0010).

create table if not exists public.agent_job_iterations (id uuid primary key default gen_random_uuid());
alter table public.agent_job_iterations add column if not exists job_id uuid references public.agent_jobs (id) on delete cascade;
alter table public.agent_job_iterations add column if not exists iteration_number integer not null default 1;
alter table public.agent_job_iterations add column if not exists started_at timestamptz not null default now();
alter table public.agent_job_iterations add column if not exists completed_at timestamptz;

-- How it went. promise_claimed: the promise was given; promise_detected: and feedback was green, so it counted.
alter table public.agent_job_iterations add column if not exists exit_code integer;
alter table public.agent_job_iterations add column if not exists error text;
alter table public.agent_job_iterations add column if not exists promise_claimed boolean not null default false;
alter table public.agent_job_iterations add column if not exists promise_detected boolean not null default false;
alter table public.agent_job_iterations add column if not exists blocked_reason text;
alter table public.agent_job_iterations add column if not exists budget_exceeded boolean not null default false;
alter table public.agent_job_iterations add column if not exists output_summary text;
alter table public.agent_job_iterations add column if not exists feedback_results jsonb;
alter table public.agent_job_iterations add column if not exists feedback_fingerprint text;

-- What it left. head_sha: the squashed work so far, in the bare clone.
alter table public.agent_job_iterations add column if not exists head_sha text;
alter table public.agent_job_iterations add column if not exists tree_changed boolean;
alter table public.agent_job_iterations add column if not exists files_changed integer;
alter table public.agent_job_iterations add column if not exists diff_stat text;
-- Why the work so far could not be published as it is; null: it could.
alter table public.agent_job_iterations add column if not exists publish_problem text;

-- What it cost. sessions: [{"id", "numTurns", …}] of each run of Claude in it, so that none is counted twice.
alter table public.agent_job_iterations add column if not exists session_id uuid;
alter table public.agent_job_iterations add column if not exists sessions jsonb not null default '[]';
alter table public.agent_job_iterations add column if not exists num_turns integer not null default 0;
alter table public.agent_job_iterations add column if not exists input_tokens bigint not null default 0;
alter table public.agent_job_iterations add column if not exists output_tokens bigint not null default 0;
alter table public.agent_job_iterations add column if not exists total_cost_usd numeric(14, 6) not null default 0;
alter table public.agent_job_iterations add column if not exists duration_ms bigint not null default 0;
alter table public.agent_job_iterations enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_job_iterations'::regclass) then
    revoke all on table public.agent_job_iterations from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_job_iterations to service_role;
create unique index if not exists agent_job_iterations_number_idx on public.agent_job_iterations (job_id, iteration_number);

-- Begins an iteration under a claim, or begins an interrupted one again: its number never comes twice. Answers whether the
-- claim still held; an iteration that is complete is left alone.
create or replace function public.begin_iteration(p_job_id uuid, p_lease_token bigint, p_number integer, p_session_id uuid)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  update public.agent_jobs j
    set current_iteration = p_number, session_id = p_session_id, phase = 'working', updated_at = now()
    where j.id = p_job_id and j.lease_token = p_lease_token and j.status = 'running';
  if not found then
    return false;
  end if;
  insert into public.agent_job_iterations as i (job_id, iteration_number, session_id)
    values (p_job_id, p_number, p_session_id)
    on conflict (job_id, iteration_number) do update set session_id = excluded.session_id
    where i.completed_at is null;
  return true;
end $$;

-- How much more a session has used of something than it was known to.
create or replace function public.added(p_before jsonb, p_now jsonb, p_name text)
returns numeric
language sql
immutable
set search_path = ''
as $$
  select coalesce((p_now ->> p_name)::numeric, 0) - coalesce((p_before ->> p_name)::numeric, 0)
$$;

-- Adds what one run of Claude has used by now to its iteration, to the job and to the ledger: a later call for the same session replaces an
-- earlier one. Also after a cancel, as long as no other run has the job. Answers whether the claim held.
create or replace function public.record_iteration_session(
  p_job_id uuid, p_lease_token bigint, p_number integer, p_session jsonb, p_run jsonb
)
returns boolean
language plpgsql
set search_path = ''
as $$
declare
  is_running boolean;
  before jsonb;
begin
  select j.status = 'running' into is_running from public.agent_jobs j
    where j.id = p_job_id and j.lease_token = p_lease_token and j.status in ('running', 'cancelled') for update;
  if not found then
    return false;
  end if;
  select s.value into before
    from public.agent_job_iterations i, jsonb_array_elements(i.sessions) as s (value)
    where i.job_id = p_job_id and i.iteration_number = p_number and s.value ->> 'id' = p_session ->> 'id';
  update public.agent_job_iterations i
    set sessions = (
          select coalesce(jsonb_agg(s.value), '[]') from jsonb_array_elements(i.sessions) as s (value)
          where s.value ->> 'id' is distinct from p_session ->> 'id'
        ) || jsonb_build_array(p_session),
        num_turns = i.num_turns + public.added(before, p_session, 'numTurns')::integer,
        input_tokens = i.input_tokens + public.added(before, p_session, 'inputTokens')::bigint,
        output_tokens = i.output_tokens + public.added(before, p_session, 'outputTokens')::bigint,
        total_cost_usd = i.total_cost_usd + public.added(before, p_session, 'costUsd'),
        duration_ms = i.duration_ms + public.added(before, p_session, 'durationMs')::bigint
    where i.job_id = p_job_id and i.iteration_number = p_number;
  if found then
    update public.agent_jobs j
      set num_turns = coalesce(j.num_turns, 0) + public.added(before, p_session, 'numTurns')::integer,
          input_tokens = coalesce(j.input_tokens, 0) + public.added(before, p_session, 'inputTokens')::bigint,
          output_tokens = coalesce(j.output_tokens, 0) + public.added(before, p_session, 'outputTokens')::bigint,
          -- A run that was cut off may not have told a cost: that is not a cost of 0.
          total_cost_usd = case
            when coalesce(before ->> 'costUsd', p_session ->> 'costUsd') is null then j.total_cost_usd
            else coalesce(j.total_cost_usd, 0) + public.added(before, p_session, 'costUsd')
          end,
          duration_ms = coalesce(j.duration_ms, 0) + public.added(before, p_session, 'durationMs')::bigint,
          updated_at = now()
      where j.id = p_job_id;
    perform public.write_usage(p_job_id, p_number, jsonb_build_array(p_run));
  end if;
  return is_running;
end $$;

-- Completes an iteration, once. One that ends well is a good end of the attempt, like an answer in a conversation: only
-- interruptions without progress are counted together. Answers whether the claim still held.
create or replace function public.finish_iteration(p_job_id uuid, p_lease_token bigint, p_number integer, p_result jsonb)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform 1 from public.lock_claimed_job(p_job_id, p_lease_token);
  if not found then
    return false;
  end if;
  update public.agent_job_iterations i
    set completed_at = now(),
        exit_code = (p_result ->> 'exitCode')::integer,
        error = p_result ->> 'error',
        promise_claimed = coalesce((p_result ->> 'promiseClaimed')::boolean, false),
        promise_detected = coalesce((p_result ->> 'promiseDetected')::boolean, false),
        blocked_reason = p_result ->> 'blockedReason',
        budget_exceeded = coalesce((p_result ->> 'budgetExceeded')::boolean, false),
        output_summary = p_result ->> 'outputSummary',
        duration_ms = i.duration_ms + coalesce((p_result ->> 'feedbackMs')::bigint, 0),
        feedback_results = p_result -> 'feedbackResults',
        feedback_fingerprint = p_result ->> 'feedbackFingerprint',
        head_sha = p_result ->> 'headSha',
        tree_changed = (p_result ->> 'treeChanged')::boolean,
        files_changed = (p_result ->> 'filesChanged')::integer,
        diff_stat = p_result ->> 'diffStat',
        publish_problem = p_result ->> 'publishProblem'
    where i.job_id = p_job_id and i.iteration_number = p_number and i.completed_at is null;
  if not found then
    return true;
  end if;
  update public.agent_jobs j
    set duration_ms = coalesce(j.duration_ms, 0) + coalesce((p_result ->> 'feedbackMs')::bigint, 0),
        total_iterations = (
          select count(*) from public.agent_job_iterations i where i.job_id = p_job_id and i.completed_at is not null
        ),
        head_sha = coalesce(p_result ->> 'headSha', j.head_sha),
        result_summary = coalesce(p_result ->> 'outputSummary', j.result_summary),
        attempt = 1,
        updated_at = now()
    where j.id = p_job_id;
  return true;
end $$;

-- The iterations of a job as answers show them, in order: of closing words only the beginning, which is said beside them,
-- and of what each feedback command printed the end.
create or replace function public.iteration_summaries(p_job_id uuid)
returns table (summary jsonb)
language sql
stable
set search_path = ''
as $$
  select to_jsonb(i) - 'feedback_results' - 'sessions' || jsonb_build_object(
    'output_summary', left(i.output_summary, 10000),
    'output_summary_truncated', coalesce(char_length(i.output_summary) > 10000, false),
    'feedback_results', (
      select jsonb_agg(f.value || jsonb_build_object('output', right(f.value ->> 'output', 4000)) order by f.place)
      from jsonb_array_elements(i.feedback_results) with ordinality as f (value, place)
    )
  )
  from public.agent_job_iterations i where i.job_id = p_job_id order by i.iteration_number
$$;
