-- From supabase/schemas/conversations.sql, by npm run schema:migrations.
-- Jobs that wait for a person without holding a process, and resume when the person has answered (docs/adr/0009).

-- Stores a person's message, and wakes a parked conversation; one that its budgets hold back is told so, and resumes once they do
-- not. outcome: 'stored' (also for an id that is known), or why
-- not: 'not_found', 'not_a_task', 'not_running', 'completing'.
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
  elsif not job.converses then
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
  if found and job.wake_at is null then
    insert into public.agent_job_messages (job_id, type, content)
      select p_job_id, 'system', public.budget_wait_sentence(h)
      from public.holding_budget(job.client_id, job.created_by_key) h;
  end if;
  return 'stored';
end $$;

-- Asks for the end of a conversation. outcome: 'completing' (a run will end it, or has), 'completed' (it was parked with
-- nothing left to answer, and has ended now), or why not: 'not_found', 'not_a_task', 'not_running'. One that owes an output
-- is ended by a run, which says that it has failed.
create or replace function public.complete_conversation(p_job_id uuid)
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
  elsif not job.converses then
    return 'not_a_task';
  elsif job.status <> 'running' and job.complete_requested_at is not null then
    -- Asked again: the answer is the same, whatever has become of the job.
    return 'completing';
  elsif job.status <> 'running' then
    return 'not_running';
  end if;
  if job.phase = 'parked' and not job.answer_owed and (job.output_schema is null or job.output_valid)
    and not public.has_undelivered_messages(p_job_id) then
    update public.agent_jobs j
      set status = 'completed', phase = null, wake_at = null, complete_requested_at = now(),
          completed_at = now(), updated_at = now()
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

-- Notes that Claude has answered a message. Answers whether the claim still held.
create or replace function public.mark_message_delivered(p_job_id uuid, p_lease_token bigint, p_message_id uuid)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  -- Not only while the job runs: an answer still counts if the job was cancelled in the meantime.
  perform 1 from public.agent_jobs j where j.id = p_job_id and j.lease_token = p_lease_token for share;
  if not found then
    return false;
  end if;
  update public.agent_job_messages m set delivered_at = coalesce(m.delivered_at, now())
    where m.id = p_message_id and m.job_id = p_job_id;
  return true;
end $$;

-- Sets a conversation aside: no lease, no slot. It is due at once when a message came meanwhile, its end was asked for, or
-- p_wake says that an answer is owed. Answers whether the claim still held.
create or replace function public.park_job(p_job_id uuid, p_lease_token bigint, p_wake boolean)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  -- Locked in a separate statement: the next one sees a message that came before the lock.
  perform 1 from public.lock_claimed_job(p_job_id, p_lease_token);
  if not found then
    return false;
  end if;
  update public.agent_jobs j
    set phase = 'parked', lease_owner = null, lease_token = j.lease_token + 1, lease_expires_at = null,
        updated_at = now(),
        wake_at = case
          when p_wake or j.complete_requested_at is not null or public.has_undelivered_messages(j.id) then now()
        end
    where j.id = p_job_id;
  return true;
end $$;
