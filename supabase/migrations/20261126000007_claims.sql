-- From supabase/schemas/claims.sql, by npm run schema:migrations.
-- A run works under a claim: a lease with an end, and a token that grows with each claim and fences off earlier ones.

-- Locks the row of a job that runs under this claim, and answers it; no row when the claim no longer holds.
create or replace function public.lock_claimed_job(p_id uuid, p_lease_token bigint)
returns setof public.agent_jobs
language sql
set search_path = ''
as $$
  select j.* from public.agent_jobs j
  where j.id = p_id and j.lease_token = p_lease_token and j.status = 'running' for update
$$;

-- Whether a job that gives up its claim is parked instead of queued: a conversation that has begun. While it waits, its
-- person may continue to write.
create or replace function public.can_be_parked(p_converses boolean, p_session_id uuid)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select p_converses and p_session_id is not null
$$;

-- Claims the next_jobs, up to p_limit, for this life of a node, in their order. A conversation that was woken begins no new
-- attempt. Answers nothing when the name is not the node's, or while it drains; while p_credential is paused, only jobs that do not
-- ask the model; while p_forge is, only conversations, which have their tree already. null: pauses do not concern it.
create or replace function public.claim_jobs(
  p_node text, p_life uuid, p_limit integer, p_lease_seconds integer, p_credential text default null,
  p_forge text default null
)
returns setof public.agent_jobs
language plpgsql
set search_path = ''
as $$
begin
  -- A separate statement: only later ones see what was decided before the lock was free.
  if not public.holds_node_name(p_node, p_life) then
    return;
  elsif exists (select from public.agent_nodes n where n.id = p_node and n.draining) then
    return;
  end if;
  -- Whatever has waited for its time joins its lane, where it is found without looking at the others.
  update public.agent_jobs j set run_after = null, wait_reason = null
    where j.id in (
      select d.id from public.agent_jobs d where d.status = 'queued' and d.run_after <= now()
      order by d.run_after limit 1000 for update skip locked
    );
  return query
    with locked as (
      select j.id, n.due
      from public.next_jobs(p_limit, p_node, p_forge, p_credential) n join public.agent_jobs j on j.id = n.id
      where (j.status = 'queued' and (j.run_after is null or j.run_after <= now()))
        or (j.status = 'running' and j.phase = 'parked' and j.wake_at <= now())
      for update of j skip locked
    ), claimed as (
      update public.agent_jobs j
      set status = 'running', phase = 'preparing', wait_reason = null, run_after = null, wake_at = null,
          work_kept_on = case when j.work_kept_on = p_node then p_node end,
          attempt = j.attempt + case when j.status = 'queued' then 1 else 0 end,
          lease_owner = p_node, lease_token = j.lease_token + 1,
          lease_expires_at = now() + make_interval(secs => p_lease_seconds),
          started_at = coalesce(j.started_at, now()), updated_at = now()
      from locked l where j.id = l.id
      returning j as job, l.due
    )
    select (c.job).* from claimed c order by -(c.job).priority, c.due, (c.job).id;
end $$;

-- Renews a node's claims ([{"id", "token"}]), and answers of each whether it still holds and what was asked of the job
-- meanwhile. A claim is lost when the job was claimed anew, given back, or has ended otherwise than by a cancel. over_budget: the
-- reason for which the job would wait now if it were not running; null: it may spend.
create or replace function public.heartbeat_jobs(p_claims jsonb, p_lease_seconds integer)
returns table (
  id uuid, lease_token bigint, held boolean, status text,
  cancel_requested_at timestamptz, stop_requested_at timestamptz, complete_requested_at timestamptz, over_budget text
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
           j.cancel_requested_at, j.stop_requested_at, j.complete_requested_at,
           (select public.budget_wait_reason(h) from public.holding_budget(j.client_id, j.created_by_key) h where j.asks_model)
    from jsonb_to_recordset(p_claims) as c (id uuid, token bigint)
    left join public.agent_jobs j on j.id = c.id;
end $$;

-- Gives a running job back to its old place in the queue; a conversation that has begun is parked and due at once. The
-- token moves on, so the former run writes nothing more. p_count_attempt false: the attempt ended through no fault of the
-- job, and is not counted; one that counts is kept among its interruptions. Answers whether the claim still held.
create or replace function public.release_job(p_id uuid, p_lease_token bigint, p_count_attempt boolean)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  update public.agent_jobs j
    set status = case when public.can_be_parked(j.converses, j.session_id) then 'running' else 'queued' end,
        phase = case when public.can_be_parked(j.converses, j.session_id) then 'parked' end,
        wake_at = case when public.can_be_parked(j.converses, j.session_id) then now() end,
        wait_reason = null, run_after = null,
        attempt = greatest(j.attempt - case when p_count_attempt then 0 else 1 end, 0),
        interruptions = case
          when p_count_attempt then public.with_interruption(j.interruptions, j.attempt, j.lease_owner, j.phase)
          else j.interruptions
        end,
        lease_owner = null, lease_token = j.lease_token + 1, lease_expires_at = null, updated_at = now()
    where j.id = p_id and j.lease_token = p_lease_token and j.status = 'running';
  return found;
end $$;
