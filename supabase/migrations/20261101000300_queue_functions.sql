-- Every change of a job's state is one statement whose answer says whether it won; nothing here raises.

-- Claims up to p_limit queued jobs for a node, oldest first, and answers them in that order. A job is passed over while
-- its branch is worked on, while an older job waits for the same branch, or before its run_after. Claims of several nodes
-- follow one another (the advisory lock), so the order holds across nodes too.
create or replace function public.claim_jobs(p_node text, p_limit integer, p_lease_seconds integer)
returns setof public.agent_jobs
language plpgsql
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('agent_jobs.claim'));
  return query
    with candidates as (
      select j.id from public.agent_jobs j
      where j.status = 'queued'
        and (j.run_after is null or j.run_after <= now())
        and not exists (
          select from public.agent_jobs o
          where o.branch_lock = j.branch_lock
            and (o.status = 'running' or (o.status = 'queued' and (o.created_at, o.id) < (j.created_at, j.id)))
        )
      order by j.created_at, j.id
      limit greatest(p_limit, 0)
      for update of j skip locked
    ), claimed as (
      update public.agent_jobs j
      set status = 'running', phase = 'preparing', wait_reason = null, run_after = null,
          attempt = j.attempt + 1, lease_owner = p_node, lease_token = j.lease_token + 1,
          lease_expires_at = now() + make_interval(secs => p_lease_seconds),
          started_at = coalesce(j.started_at, now()), updated_at = now()
      from candidates c where j.id = c.id
      returning j.*
    )
    select * from claimed order by created_at, id;
end $$;

-- Prolongs a node's claims ([{"id", "token"}]) and tells of each whether it is still held, and what was asked of it
-- meanwhile. A claim is lost when the job was claimed anew, given back, or has ended otherwise than by a cancel.
create or replace function public.heartbeat_jobs(p_claims jsonb, p_lease_seconds integer)
returns table (
  id uuid, lease_token bigint, held boolean, status text,
  cancel_requested_at timestamptz, stop_requested_at timestamptz, complete_requested_at timestamptz
)
language plpgsql
set search_path = ''
as $$
begin
  update public.agent_jobs j
    set lease_expires_at = now() + make_interval(secs => p_lease_seconds)
    from jsonb_to_recordset(p_claims) as c (id uuid, token bigint)
    where j.id = c.id and j.lease_token = c.token and j.status = 'running';
  return query
    select c.id, c.token, coalesce(j.lease_token = c.token and j.status = 'running', false), j.status,
           j.cancel_requested_at, j.stop_requested_at, j.complete_requested_at
    from jsonb_to_recordset(p_claims) as c (id uuid, token bigint)
    left join public.agent_jobs j on j.id = c.id;
end $$;

-- Gives a running job back to the queue, to its old place; the token moves on, so its former run writes nothing more. An attempt that ended for no fault of the job's
-- (p_count_attempt false) is not counted. Answers whether the claim was still held.
create or replace function public.release_job(
  p_id uuid, p_lease_token bigint, p_count_attempt boolean,
  p_wait_reason text default null, p_run_after timestamptz default null
)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  update public.agent_jobs j
    set status = 'queued', phase = null, wait_reason = p_wait_reason, run_after = p_run_after,
        attempt = j.attempt - case when p_count_attempt then 0 else 1 end,
        lease_owner = null, lease_token = j.lease_token + 1, lease_expires_at = null, updated_at = now()
    where j.id = p_id and j.lease_token = p_lease_token and j.status = 'running';
  return found;
end $$;

-- Takes back the running jobs whose lease has expired, and all of p_node's (which asks at its boot, when it runs none).
-- The token moves on, so a run that only seemed dead writes nothing more. They return to the queue; one that was interrupted p_max_attempts times, or that never had a lease, fails.
create or replace function public.recover_jobs(p_max_attempts integer, p_node text default null)
returns table (id uuid, status text, attempt integer, lease_token bigint)
language plpgsql
set search_path = ''
as $$
begin
  return query
    with interrupted as (
      select j.id from public.agent_jobs j
      where j.status = 'running'
        and (j.lease_expires_at < now() or (p_node is not null and coalesce(j.lease_owner, p_node) = p_node))
      for update of j skip locked
    )
    update public.agent_jobs j
    set status = case when j.lease_token > 0 and j.attempt < p_max_attempts then 'queued' else 'failed' end,
        error = case
          when j.lease_token = 0 then 'The job was left running by a system that does not run it any more.'
          when j.attempt >= p_max_attempts
            then 'The job was interrupted in all of its attempts (' || j.attempt || ') and was not started again.'
        end,
        completed_at = case when j.lease_token > 0 and j.attempt < p_max_attempts then null else now() end,
        phase = null, lease_owner = null, lease_token = j.lease_token + 1, lease_expires_at = null, updated_at = now()
    from interrupted i where j.id = i.id
    returning j.id, j.status, j.attempt, j.lease_token;
end $$;

-- Cancels a queued or running job, finally. Answers what it was before ('queued', 'running', or the status in which it
-- had already ended, which is then left alone) and in which phase; no row for an unknown job.
create or replace function public.cancel_job(p_id uuid)
returns table (previous_status text, phase text)
language plpgsql
set search_path = ''
as $$
declare
  job public.agent_jobs;
begin
  select j.* into job from public.agent_jobs j where j.id = p_id for update;
  if not found then
    return;
  end if;
  if job.status in ('queued', 'running') then
    update public.agent_jobs j
      set status = 'cancelled', cancel_requested_at = now(), completed_at = now(), updated_at = now(),
          wait_reason = null, run_after = null
      where j.id = p_id;
  end if;
  return query select job.status, job.phase;
end $$;

-- The queue as it stands: place (1-based, in order of start) and why a job is passed over, if it is. p_ids narrows the
-- answer, not the counting.
create or replace function public.queue_places(p_ids uuid[] default null)
returns table (id uuid, place integer, wait_reason text)
language sql
stable
set search_path = ''
as $$
  with places as (
    select j.id, row_number() over (order by j.created_at, j.id)::integer as place,
           j.created_at, j.branch_lock, j.run_after, j.wait_reason
    from public.agent_jobs j where j.status = 'queued'
  )
  select p.id, p.place,
    case
      when exists (
        select from public.agent_jobs o
        where o.branch_lock = p.branch_lock
          and (o.status = 'running' or (o.status = 'queued' and (o.created_at, o.id) < (p.created_at, p.id)))
      ) then 'branch_locked'
      when p.run_after > now() then coalesce(p.wait_reason, 'scheduled')
    end
  from places p
  where p_ids is null or p.id = any (p_ids)
  order by p.place
$$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'claim_jobs(text, integer, integer)', 'heartbeat_jobs(jsonb, integer)',
    'release_job(uuid, bigint, boolean, text, timestamptz)', 'recover_jobs(integer, text)',
    'cancel_job(uuid)', 'queue_places(uuid[])'
  ] loop
    execute 'revoke execute on function public.' || signature || ' from public, anon, authenticated';
    execute 'grant execute on function public.' || signature || ' to service_role';
  end loop;
end $$;
