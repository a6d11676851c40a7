-- From supabase/schemas/plans.sql, by npm run schema:migrations.
-- Plans that a person approves before the work begins (docs/adr/0059).

-- Sets a job aside with the plan that Claude has made: no lease, no slot, until a person has answered. The attempt is over and
-- was none at the work. Answers whether the claim still held.
create or replace function public.set_plan(p_job_id uuid, p_lease_token bigint, p_plan text)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform 1 from public.lock_claimed_job(p_job_id, p_lease_token);
  if not found then
    return false;
  end if;
  update public.agent_jobs j
    set phase = 'awaiting_approval', plan = p_plan, plan_session_id = j.session_id, plan_answer = null,
        session_id = null, session_ended_at = null, base_sha = null, head_sha = null,
        attempt = greatest(j.attempt - 1, 0),
        lease_owner = null, lease_token = j.lease_token + 1, lease_expires_at = null, updated_at = now()
    where j.id = p_job_id;
  return true;
end $$;

-- Takes a person's answer to a plan, and gives the job back to its place in the queue. outcome: 'answered' (also for a plan
-- that is approved again), or why not: 'not_found', 'not_awaiting'. p_message: null: none.
create or replace function public.answer_plan(p_job_id uuid, p_approved boolean, p_message text)
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
  elsif p_approved and job.plan_approved_at is not null and job.status in ('queued', 'running') and (
    p_message is null or p_message = (
      select m.content from public.agent_job_messages m where m.job_id = p_job_id and m.type = 'user_input'
      order by m.seq desc limit 1
    )
  ) then
    -- The same once more. Another message would come too late to be heard.
    return 'answered';
  elsif job.status <> 'running' or job.phase is distinct from 'awaiting_approval' then
    return 'not_awaiting';
  end if;
  -- In statements of their own: messages are numbered in the order in which they are written.
  if p_message is not null then
    insert into public.agent_job_messages (job_id, type, content, delivered_at)
      values (p_job_id, 'user_input', p_message, now());
  end if;
  insert into public.agent_job_messages (job_id, type, content)
    values (p_job_id, 'system', case when p_approved then 'The plan was approved' else 'The plan was rejected' end);
  update public.agent_jobs j
    set status = 'queued', phase = null, wait_reason = null, run_after = null, plan_answer = p_message,
        plan_approved_at = case when p_approved then now() end, updated_at = now()
    where j.id = p_job_id;
  return 'answered';
end $$;
