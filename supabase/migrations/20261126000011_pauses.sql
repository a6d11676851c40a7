-- From supabase/schemas/pauses.sql, by npm run schema:migrations.
-- Jobs that wait for what is outside: the model, whose allowance is used up or that is overloaded or unreachable for a while
-- (docs/adr/0019), or the forge, which is unreachable or limits us (docs/adr/0031).

-- Until when nobody takes a job that needs a resource: a credential for the model, or a forge with a token. resource: a hash,
-- never the credential itself.
create table if not exists public.agent_pauses (resource text primary key);
alter table public.agent_pauses add column if not exists reason text not null default 'usage_limit';
alter table public.agent_pauses add column if not exists until timestamptz not null default now();
alter table public.agent_pauses enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_pauses'::regclass) then
    revoke all on table public.agent_pauses from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_pauses to service_role;

-- Gives a running job back until p_until or, when that is unknown, for p_backoff_seconds, doubled each time in a row that
-- the job made no progress, up to 15 minutes, give or take a quarter. A conversation that has begun is parked instead. The
-- attempt is not counted. p_note tells the job's reader why. p_waits_for: 'model' or 'forge'; times in a row are counted
-- for each. A wait for the model with a known end is not counted. One for the forge is, and lasts no less than the others,
-- so that a forge that says "in a second" again and again is not asked for ever; finished work stays with its node.
-- p_resource, if given, is paused as long as the job, but at most for p_pause_seconds where the end is unknown.
-- outcome: 'postponed'; 'exhausted' after p_limit times in a row (null: no limit); 'lost': the claim no longer held. Only
-- the first changes anything.
create or replace function public.postpone_job(
  p_id uuid, p_lease_token bigint, p_waits_for text, p_reason text, p_note text, p_backoff_seconds double precision,
  p_until timestamptz default null, p_limit integer default null, p_resource text default null,
  p_pause_seconds double precision default null
)
returns table (outcome text, resumes_at timestamptz, times integer)
language plpgsql
set search_path = ''
as $$
declare
  job public.agent_jobs;
  parks boolean;
  count integer := 0;
  due timestamptz := p_until;
begin
  -- Claims and pauses follow one another: a claim that comes after this one sees it.
  perform public.lock_claims();
  select j.* into job from public.lock_claimed_job(p_id, p_lease_token) j;
  if not found then
    return query select 'lost', null::timestamptz, 0;
    return;
  end if;
  if p_until is null or p_waits_for = 'forge' then
    count := case
      when coalesce(job.output_tokens, 0) > coalesce(job.postponed_tokens, 0) then 1
      when coalesce(job.postponed_for, 'model') <> p_waits_for then 1
      else job.postponements + 1
    end;
    if count > p_limit then
      return query select 'exhausted', null::timestamptz, count - 1;
      return;
    end if;
    due := greatest(p_until, now() + make_interval(
      secs => least(p_backoff_seconds * power(2, least(count - 1, 20)), 900) * (0.75 + random() / 2)
    ));
  end if;
  parks := public.can_be_parked(job.converses, job.session_id);
  update public.agent_jobs j
    set status = case when parks then 'running' else 'queued' end,
        phase = case when parks then 'parked' end,
        wake_at = case when parks then due end, run_after = due, wait_reason = p_reason,
        attempt = greatest(j.attempt - case when parks then 0 else 1 end, 0),
        postponements = count, postponed_for = p_waits_for, postponed_tokens = coalesce(j.output_tokens, 0),
        work_kept_on = case when p_waits_for = 'forge' and j.head_sha is not null then j.lease_owner end,
        lease_owner = null, lease_token = j.lease_token + 1, lease_expires_at = null, updated_at = now()
    where j.id = p_id;
  insert into public.agent_job_messages (job_id, type, content)
    values (p_id, 'system', p_note || ' at ' || public.in_words(due));
  if p_resource is not null then
    delete from public.agent_pauses p where p.until < now();
    insert into public.agent_pauses as p (resource, reason, until)
      values (
        p_resource, p_reason,
        coalesce(p_until, least(due, now() + make_interval(secs => p_pause_seconds)))
      )
      on conflict (resource) do update set until = greatest(p.until, excluded.until), reason = excluded.reason;
  end if;
  return query select 'postponed', due, count;
end $$;

-- What is waited for, and until when: pauses of resources, and jobs that are tried again (the first of them) where no pause
-- for the same reason is in force. jobs: how many were postponed for the reason.
create or replace function public.list_pauses()
returns table (reason text, until timestamptz, resource text, jobs integer)
language sql
stable
set search_path = ''
as $$
  with waiting as (
    select j.wait_reason, j.run_after from public.agent_jobs j
    where j.wait_reason in ('usage_limit', 'overloaded', 'unreachable', 'forge_unreachable', 'forge_limit')
      and j.run_after > now() and (j.status = 'queued' or (j.status = 'running' and j.phase = 'parked'))
  ), in_force as (
    select p.reason, p.until, p.resource from public.agent_pauses p where p.until > now()
  )
  select f.reason, f.until, f.resource, (select count(*)::integer from waiting w where w.wait_reason = f.reason)
    from in_force f
  union all
  select w.wait_reason, min(w.run_after), null, count(*)::integer
    from waiting w
    where w.wait_reason <> 'usage_limit' and w.wait_reason not in (select f.reason from in_force f)
    group by w.wait_reason
  order by 2, 1
$$;
