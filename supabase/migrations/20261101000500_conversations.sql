-- Conversations: task jobs that wait for a person without holding a process, and go on when the person has answered.
alter table public.agent_jobs add column if not exists awaiting_input_since timestamptz;
alter table public.agent_jobs add column if not exists wake_at timestamptz;
create index if not exists agent_jobs_wake_idx
  on public.agent_jobs (wake_at) where status = 'running' and phase = 'parked' and wake_at is not null;
create index if not exists agent_job_messages_undelivered_idx
  on public.agent_job_messages (job_id, seq) where type = 'user_input' and delivered_at is null;

-- A conversation changes nothing and may last for days: it holds no branch.
create or replace function public.set_agent_job_branch_lock()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.branch_lock := null;
  if new.job_type <> 'task' then
    select lower(r.owner_name || '/' || r.repo_name) || ':' || new.branch_name into new.branch_lock
      from public.code_repositories r where r.id = new.repository_id and new.branch_name is not null;
  end if;
  return new;
end $$;
revoke execute on function public.set_agent_job_branch_lock() from public, anon, authenticated;

-- As before, and besides queued jobs it takes parked conversations that have been woken, in the order in which their turn
-- came. Going on with a conversation is no new attempt.
create or replace function public.claim_jobs(p_node text, p_limit integer, p_lease_seconds integer)
returns setof public.agent_jobs
language plpgsql
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('agent_jobs.claim'));
  return query
    with candidates as (
      select j.id, coalesce(j.wake_at, j.created_at) as due from public.agent_jobs j
      where (j.status = 'running' and j.phase = 'parked' and j.wake_at <= now())
        or (
          j.status = 'queued'
          and (j.run_after is null or j.run_after <= now())
          and not exists (
            select from public.agent_jobs o
            where o.branch_lock = j.branch_lock
              and (o.status = 'running' or (o.status = 'queued' and (o.created_at, o.id) < (j.created_at, j.id)))
          )
        )
      order by coalesce(j.wake_at, j.created_at), j.id
      limit greatest(p_limit, 0)
      for update of j skip locked
    ), claimed as (
      update public.agent_jobs j
      set status = 'running', phase = 'preparing', wait_reason = null, run_after = null, wake_at = null,
          attempt = j.attempt + case when j.status = 'queued' then 1 else 0 end,
          lease_owner = p_node, lease_token = j.lease_token + 1,
          lease_expires_at = now() + make_interval(secs => p_lease_seconds),
          started_at = coalesce(j.started_at, now()), updated_at = now()
      from candidates c where j.id = c.id
      returning j.*, c.due
    )
    select (jsonb_populate_record(null::public.agent_jobs, to_jsonb(claimed))).* from claimed order by claimed.due, claimed.id;
end $$;

-- As before, but a conversation is parked instead: it goes on by itself when it was interrupted in an answer, has messages
-- that were not delivered, or is to be completed. Only an interrupted answer counts as an attempt.
create or replace function public.recover_jobs(p_max_attempts integer, p_node text default null)
returns table (id uuid, status text, attempt integer, lease_token bigint)
language plpgsql
set search_path = ''
as $$
begin
  return query
    with interrupted as (
      select j.id,
        case
          when j.lease_token = 0 then 'failed'
          when j.job_type = 'task' and j.session_id is not null and j.awaiting_input_since is not null then 'parked'
          when j.attempt >= p_max_attempts then 'failed'
          when j.job_type = 'task' and j.session_id is not null then 'parked'
          else 'queued'
        end as becomes,
        exists (
          select from public.agent_job_messages m
          where m.job_id = j.id and m.type = 'user_input' and m.delivered_at is null
        ) as has_messages
      from public.agent_jobs j
      where j.status = 'running' and j.phase is distinct from 'parked'
        and (j.lease_expires_at < now() or (p_node is not null and coalesce(j.lease_owner, p_node) = p_node))
      for update of j skip locked
    ), recovered as (
      update public.agent_jobs j
      set status = case i.becomes when 'parked' then 'running' else i.becomes end,
          phase = case i.becomes when 'parked' then 'parked' end,
          wake_at = case
            when i.becomes = 'parked'
              and (i.has_messages or j.awaiting_input_since is null or j.complete_requested_at is not null) then now()
          end,
          error = case
            when j.lease_token = 0 then 'The job was left running by a system that does not run it any more.'
            when i.becomes = 'failed'
              then 'The job was interrupted in all of its attempts (' || j.attempt || ') and was not started again.'
          end,
          completed_at = case when i.becomes = 'failed' then now() end,
          attempt = j.attempt + case when i.becomes = 'parked' and j.awaiting_input_since is null then 1 else 0 end,
          lease_owner = null, lease_token = j.lease_token + 1, lease_expires_at = null, updated_at = now()
      from interrupted i where j.id = i.id
      returning j.id, i.becomes, j.attempt, j.lease_token
    )
    select r.id, r.becomes, r.attempt, r.lease_token from recovered r;
end $$;

-- Stores a person's message. outcome: 'stored' (also for an id that is known), or why not: 'not_found', 'not_a_task',
-- 'not_running', 'completing'. A parked conversation is woken by it.
create or replace function public.send_job_message(p_job_id uuid, p_message_id uuid, p_content text)
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
  elsif exists (select from public.agent_job_messages m where m.id = p_message_id and m.job_id = p_job_id) then
    return 'stored';
  elsif job.job_type <> 'task' then
    return 'not_a_task';
  elsif job.status <> 'running' then
    return 'not_running';
  elsif job.complete_requested_at is not null then
    return 'completing';
  end if;
  insert into public.agent_job_messages (id, job_id, type, content)
    values (p_message_id, p_job_id, 'user_input', p_content);
  update public.agent_jobs j set wake_at = coalesce(j.wake_at, now()), updated_at = now()
    where j.id = p_job_id and j.phase = 'parked';
  return 'stored';
end $$;

-- Asks for the end of a conversation. outcome: 'completing' (a run will end it, or has), 'completed' (it was parked with
-- nothing left to answer, and has ended now), or why not: 'not_found', 'not_a_task', 'not_running'.
create or replace function public.complete_task_job(p_job_id uuid)
returns text
language plpgsql
set search_path = ''
as $$
declare
  job public.agent_jobs;
  has_messages boolean;
begin
  select j.* into job from public.agent_jobs j where j.id = p_job_id for update;
  if not found then
    return 'not_found';
  elsif job.job_type <> 'task' then
    return 'not_a_task';
  elsif job.status = 'completed' and job.complete_requested_at is not null then
    return 'completing';
  elsif job.status <> 'running' then
    return 'not_running';
  end if;
  has_messages := exists (
    select from public.agent_job_messages m
    where m.job_id = p_job_id and m.type = 'user_input' and m.delivered_at is null
  );
  if job.phase = 'parked' and job.awaiting_input_since is not null and not has_messages then
    update public.agent_jobs j
      set status = 'completed', phase = null, wake_at = null, awaiting_input_since = null,
          complete_requested_at = now(), completed_at = now(), updated_at = now()
      where j.id = p_job_id;
    insert into public.agent_job_messages (job_id, type, content) values (p_job_id, 'system', 'Job completed');
    return 'completed';
  end if;
  update public.agent_jobs j
    set complete_requested_at = coalesce(j.complete_requested_at, now()), updated_at = now(),
        wake_at = case when j.phase = 'parked' then coalesce(j.wake_at, now()) end
    where j.id = p_job_id;
  return 'completing';
end $$;

-- Notes that Claude has taken a message into a turn. Answers whether the claim still held.
create or replace function public.mark_message_delivered(p_job_id uuid, p_lease_token bigint, p_message_id uuid)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform 1 from public.agent_jobs j where j.id = p_job_id and j.lease_token = p_lease_token for share;
  if not found then
    return false;
  end if;
  update public.agent_job_messages m set delivered_at = coalesce(m.delivered_at, now())
    where m.id = p_message_id and m.job_id = p_job_id;
  return true;
end $$;

-- Sets a conversation aside: no lease, no slot. It is woken at once when a message came meanwhile, or when p_wake says that
-- an answer is owed. Answers whether the claim still held.
create or replace function public.park_job(p_job_id uuid, p_lease_token bigint, p_wake boolean)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  update public.agent_jobs j
    set phase = 'parked', lease_owner = null, lease_token = j.lease_token + 1, lease_expires_at = null,
        updated_at = now(),
        wake_at = case
          when p_wake or j.complete_requested_at is not null or exists (
            select from public.agent_job_messages m
            where m.job_id = j.id and m.type = 'user_input' and m.delivered_at is null
          ) then now()
        end
    where j.id = p_job_id and j.lease_token = p_lease_token and j.status = 'running';
  return found;
end $$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'claim_jobs(text, integer, integer)', 'recover_jobs(integer, text)', 'send_job_message(uuid, uuid, text)',
    'complete_task_job(uuid)', 'mark_message_delivered(uuid, bigint, uuid)', 'park_job(uuid, bigint, boolean)'
  ] loop
    execute 'revoke execute on function public.' || signature || ' from public, anon, authenticated';
    execute 'grant execute on function public.' || signature || ' to service_role';
  end loop;
end $$;
