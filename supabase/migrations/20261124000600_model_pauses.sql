-- Jobs that wait for the model: its allowance is used up, or it is overloaded or out of reach for a while.

-- Until when nobody with a credential takes a job. credential: a hash, never the credential.
create table if not exists public.agent_model_pauses (credential text primary key);
alter table public.agent_model_pauses enable row level security;
grant all on table public.agent_model_pauses to service_role;
alter table public.agent_model_pauses add column if not exists reason text not null default 'usage_limit';
alter table public.agent_model_pauses add column if not exists until timestamptz not null default now();

-- How often in a row the job was postponed without a known end, and what it had used by then: more tokens are progress.
alter table public.agent_jobs add column if not exists postponements integer not null default 0;
alter table public.agent_jobs add column if not exists postponed_tokens bigint;
-- The ids under which Claude gets messages whose turn the model refused: it takes the first ones for answered.
alter table public.agent_jobs add column if not exists message_aliases jsonb not null default '{}';
create index if not exists agent_jobs_postponed_idx on public.agent_jobs (wait_reason)
  where wait_reason is not null and status in ('queued', 'running');

-- Claims as claim_jobs does, but nothing while the node's credential is paused.
create or replace function public.claim_jobs_with_credential(
  p_node text, p_limit integer, p_lease_seconds integer, p_credential text
)
returns setof public.agent_jobs
language plpgsql
set search_path = ''
as $$
begin
  -- The lock that claims take anyway, here so that a pause is seen by whoever comes after it.
  perform pg_advisory_xact_lock(hashtext('agent_jobs.claim'));
  if exists (select from public.agent_model_pauses p where p.credential = p_credential and p.until > now()) then
    return;
  end if;
  return query select c.* from public.claim_jobs(p_node, p_limit, p_lease_seconds) c;
end $$;

-- Gives a running job back until p_until, or, when that is not known, for p_backoff_seconds, doubled with each time in a row
-- that the job has made no progress, 15 minutes at most and a quarter more or less. A conversation that has begun is set aside
-- instead. The attempt is not counted. p_note tells the reader of the job why. p_credential, if given, is paused as long.
-- outcome: 'postponed'; 'exhausted' after p_limit times in a row (null: without end); 'lost': the claim held no more. Only
-- the first changes anything.
create or replace function public.postpone_job(
  p_id uuid, p_lease_token bigint, p_reason text, p_note text, p_backoff_seconds double precision,
  p_until timestamptz default null, p_limit integer default null, p_credential text default null
)
returns table (outcome text, resumes_at timestamptz, times integer)
language plpgsql
set search_path = ''
as $$
declare
  job public.agent_jobs;
  parks boolean;
  count integer;
  due timestamptz := p_until;
begin
  -- Claims and pauses follow one another: a claim that comes after this one sees it.
  perform pg_advisory_xact_lock(hashtext('agent_jobs.claim'));
  select j.* into job from public.agent_jobs j
    where j.id = p_id and j.lease_token = p_lease_token and j.status = 'running' for update;
  if not found then
    return query select 'lost', null::timestamptz, 0;
    return;
  end if;
  count := 0;
  if p_until is null then
    count := case
      when coalesce(job.output_tokens, 0) > coalesce(job.postponed_tokens, 0) then 1 else job.postponements + 1
    end;
    if count > p_limit then
      return query select 'exhausted', null::timestamptz, count - 1;
      return;
    end if;
    due := now() + make_interval(
      secs => least(p_backoff_seconds * power(2, least(count - 1, 20)), 900) * (0.75 + random() / 2)
    );
  end if;
  parks := job.job_type = 'task' and job.session_id is not null;
  update public.agent_jobs j
    set status = case when parks then 'running' else 'queued' end,
        phase = case when parks then 'parked' end,
        wake_at = case when parks then due end, run_after = due, wait_reason = p_reason,
        attempt = greatest(j.attempt - case when parks then 0 else 1 end, 0),
        postponements = count, postponed_tokens = coalesce(j.output_tokens, 0),
        lease_owner = null, lease_token = j.lease_token + 1, lease_expires_at = null, updated_at = now()
    where j.id = p_id;
  insert into public.agent_job_messages (job_id, type, content)
    values (
      p_id, 'system',
      p_note || ' at ' || to_char(due at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    );
  if p_credential is not null then
    delete from public.agent_model_pauses p where p.until < now();
    insert into public.agent_model_pauses as p (credential, reason, until) values (p_credential, p_reason, due)
      on conflict (credential) do update set until = greatest(p.until, excluded.until), reason = excluded.reason;
  end if;
  return query select 'postponed', due, count;
end $$;

-- What is waited for, and until when: pauses of credentials, and jobs that are tried again (the first of them). jobs: those
-- that were postponed for the reason.
create or replace function public.list_model_pauses()
returns table (reason text, until timestamptz, credential text, jobs integer)
language sql
stable
set search_path = ''
as $$
  with waiting as (
    select j.wait_reason, j.run_after from public.agent_jobs j
    where j.wait_reason in ('usage_limit', 'overloaded', 'unreachable') and j.run_after > now()
      and (j.status = 'queued' or (j.status = 'running' and j.phase = 'parked'))
  )
  select p.reason, p.until, p.credential,
      (select count(*)::integer from waiting w where w.wait_reason = p.reason)
    from public.agent_model_pauses p where p.until > now()
  union all
  select w.wait_reason, min(w.run_after), null, count(*)::integer
    from waiting w where w.wait_reason <> 'usage_limit' group by w.wait_reason
  order by 2, 1
$$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'claim_jobs_with_credential(text, integer, integer, text)',
    'postpone_job(uuid, bigint, text, text, double precision, timestamptz, integer, text)',
    'list_model_pauses()'
  ] loop
    execute 'revoke execute on function public.' || signature || ' from public, anon, authenticated';
    execute 'grant execute on function public.' || signature || ' to service_role';
  end loop;
end $$;
