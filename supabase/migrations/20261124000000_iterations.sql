-- Ralph loops: one row per iteration, and what bounds a job of any type.
alter table public.agent_jobs add column if not exists max_cost_usd numeric(12, 4);
alter table public.agent_jobs add column if not exists max_duration_minutes integer;

create table if not exists public.agent_job_iterations (id uuid primary key default gen_random_uuid());
alter table public.agent_job_iterations enable row level security;
grant all on table public.agent_job_iterations to service_role;

alter table public.agent_job_iterations
  add column if not exists job_id uuid references public.agent_jobs (id) on delete cascade;
alter table public.agent_job_iterations add column if not exists iteration_number integer not null default 1;
alter table public.agent_job_iterations add column if not exists started_at timestamptz not null default now();
alter table public.agent_job_iterations add column if not exists completed_at timestamptz;
-- How it went. promise_claimed: the promise was given; promise_detected: and the feedback was green, so it counted.
alter table public.agent_job_iterations add column if not exists exit_code integer;
alter table public.agent_job_iterations add column if not exists error text;
alter table public.agent_job_iterations add column if not exists promise_claimed boolean not null default false;
alter table public.agent_job_iterations add column if not exists promise_detected boolean not null default false;
alter table public.agent_job_iterations add column if not exists blocked_reason text;
alter table public.agent_job_iterations add column if not exists budget_exceeded boolean not null default false;
alter table public.agent_job_iterations add column if not exists output_summary text;
alter table public.agent_job_iterations add column if not exists feedback_results jsonb;
alter table public.agent_job_iterations add column if not exists feedback_fingerprint text;
-- What it left: head_sha is the squashed work so far, in the bare clone.
alter table public.agent_job_iterations add column if not exists head_sha text;
alter table public.agent_job_iterations add column if not exists tree_changed boolean;
alter table public.agent_job_iterations add column if not exists files_changed integer;
alter table public.agent_job_iterations add column if not exists diff_stat text;
-- What it cost. sessions: [{"id", "numTurns", …}] of every run of Claude in it, so that none is counted twice.
alter table public.agent_job_iterations add column if not exists session_id uuid;
alter table public.agent_job_iterations add column if not exists sessions jsonb not null default '[]';
alter table public.agent_job_iterations add column if not exists num_turns integer not null default 0;
alter table public.agent_job_iterations add column if not exists input_tokens bigint not null default 0;
alter table public.agent_job_iterations add column if not exists output_tokens bigint not null default 0;
alter table public.agent_job_iterations add column if not exists total_cost_usd numeric(14, 6) not null default 0;
alter table public.agent_job_iterations add column if not exists duration_ms bigint not null default 0;

create unique index if not exists agent_job_iterations_number_idx
  on public.agent_job_iterations (job_id, iteration_number);

-- Begins an iteration under a claim, or begins an interrupted one again: its number never comes twice. Answers whether
-- the claim still held; an iteration that is complete is left alone.
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

-- Adds what one run of Claude used to its iteration and to the job, once per session. Answers whether the claim held.
create or replace function public.record_iteration_session(
  p_job_id uuid, p_lease_token bigint, p_number integer, p_session jsonb
)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform 1 from public.agent_jobs j
    where j.id = p_job_id and j.lease_token = p_lease_token and j.status = 'running' for update;
  if not found then
    return false;
  end if;
  update public.agent_job_iterations i
    set sessions = i.sessions || jsonb_build_array(p_session),
        num_turns = i.num_turns + coalesce((p_session ->> 'numTurns')::integer, 0),
        input_tokens = i.input_tokens + coalesce((p_session ->> 'inputTokens')::bigint, 0),
        output_tokens = i.output_tokens + coalesce((p_session ->> 'outputTokens')::bigint, 0),
        total_cost_usd = i.total_cost_usd + coalesce((p_session ->> 'costUsd')::numeric, 0),
        duration_ms = i.duration_ms + coalesce((p_session ->> 'durationMs')::bigint, 0)
    where i.job_id = p_job_id and i.iteration_number = p_number
      and not i.sessions @> jsonb_build_array(jsonb_build_object('id', p_session ->> 'id'));
  if found then
    update public.agent_jobs j
      set num_turns = coalesce(j.num_turns, 0) + coalesce((p_session ->> 'numTurns')::integer, 0),
          input_tokens = coalesce(j.input_tokens, 0) + coalesce((p_session ->> 'inputTokens')::bigint, 0),
          output_tokens = coalesce(j.output_tokens, 0) + coalesce((p_session ->> 'outputTokens')::bigint, 0),
          total_cost_usd = coalesce(j.total_cost_usd, 0) + coalesce((p_session ->> 'costUsd')::numeric, 0),
          duration_ms = coalesce(j.duration_ms, 0) + coalesce((p_session ->> 'durationMs')::bigint, 0),
          updated_at = now()
      where j.id = p_job_id;
  end if;
  return true;
end $$;

-- Completes an iteration, once. An iteration that ends well is a good end of the attempt, as an answer is in a
-- conversation: only interruptions without progress are counted together. Answers whether the claim still held.
create or replace function public.finish_iteration(p_job_id uuid, p_lease_token bigint, p_number integer, p_result jsonb)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform 1 from public.agent_jobs j
    where j.id = p_job_id and j.lease_token = p_lease_token and j.status = 'running' for update;
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
        diff_stat = p_result ->> 'diffStat'
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

-- Asks a ralph job to end after its iteration. outcome: 'requested' (also when it has ended by such a request), or why
-- not: 'not_found', 'not_a_ralph', 'not_running'.
create or replace function public.request_job_stop(p_job_id uuid)
returns text
language plpgsql
set search_path = ''
as $$
declare
  job public.agent_jobs;
begin
  select j.* into job from public.agent_jobs j where j.id = p_job_id for update;
  if not found then
    return 'not_found';
  elsif job.job_type <> 'ralph' then
    return 'not_a_ralph';
  elsif job.status = 'completed' and job.stop_requested_at is not null then
    return 'requested';
  elsif job.status <> 'running' then
    return 'not_running';
  end if;
  update public.agent_jobs j set stop_requested_at = coalesce(j.stop_requested_at, now()), updated_at = now()
    where j.id = p_job_id;
  return 'requested';
end $$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'begin_iteration(uuid, bigint, integer, uuid)', 'record_iteration_session(uuid, bigint, integer, jsonb)',
    'finish_iteration(uuid, bigint, integer, jsonb)', 'request_job_stop(uuid)'
  ] loop
    execute 'revoke execute on function public.' || signature || ' from public, anon, authenticated';
    execute 'grant execute on function public.' || signature || ' to service_role';
  end loop;
end $$;
