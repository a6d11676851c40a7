-- The servers that share this database, so that each can tell which others live, what they can take, and why a job waits.
create table if not exists public.agent_nodes (id text primary key);
alter table public.agent_nodes enable row level security;
grant all on table public.agent_nodes to service_role;

alter table public.agent_nodes add column if not exists hostname text;
alter table public.agent_nodes add column if not exists version text;
alter table public.agent_nodes add column if not exists started_at timestamptz not null default now();
alter table public.agent_nodes add column if not exists last_heartbeat_at timestamptz not null default now();
-- A node that has said nothing until then counts as dead: its leases run out at about the same moment.
alter table public.agent_nodes add column if not exists alive_until timestamptz not null default now();
alter table public.agent_nodes add column if not exists capacity integer not null default 0;
alter table public.agent_nodes add column if not exists draining boolean not null default false;

-- The interruptions that the job's attempts count: {"attempt", "node", "phase", "noticed_at"}, in order.
alter table public.agent_jobs add column if not exists interruptions jsonb not null default '[]';
-- When Claude's last run came to its end with success: from then on only its work is to be collected and published.
alter table public.agent_jobs add column if not exists session_ended_at timestamptz;
create index if not exists agent_jobs_owner_idx on public.agent_jobs (lease_owner) where status = 'running';

-- A node says that it lives, and learns whether it is to drain. A new life of a node (another p_started_at) does not drain.
-- Nodes that have said nothing for p_forget_seconds are forgotten.
create or replace function public.heartbeat_node(
  p_id text, p_hostname text, p_version text, p_started_at timestamptz, p_capacity integer, p_lease_seconds integer,
  p_forget_seconds integer
)
returns boolean
language plpgsql
set search_path = ''
as $$
declare
  drains boolean;
begin
  insert into public.agent_nodes as n (id, hostname, version, started_at, last_heartbeat_at, alive_until, capacity)
    values (p_id, p_hostname, p_version, p_started_at, now(), now() + make_interval(secs => p_lease_seconds), p_capacity)
  on conflict (id) do update
    set hostname = excluded.hostname, version = excluded.version, last_heartbeat_at = excluded.last_heartbeat_at,
        alive_until = excluded.alive_until, capacity = excluded.capacity,
        draining = n.draining and n.started_at = excluded.started_at, started_at = excluded.started_at
  returning n.draining into drains;
  delete from public.agent_nodes n where n.last_heartbeat_at < now() - make_interval(secs => p_forget_seconds);
  return drains;
end $$;

-- A node that has stopped in order is forgotten at once; another life of it is left alone.
create or replace function public.forget_node(p_id text, p_started_at timestamptz)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  delete from public.agent_nodes n where n.id = p_id and n.started_at = p_started_at;
  return found;
end $$;

-- All known nodes in order of their start. running: jobs under the node's lease, conversations that are set aside not
-- among them.
create or replace function public.list_nodes()
returns table (
  id text, hostname text, version text, started_at timestamptz, last_heartbeat_at timestamptz,
  running integer, capacity integer, draining boolean, alive boolean
)
language sql
stable
set search_path = ''
as $$
  select n.id, n.hostname, n.version, n.started_at, n.last_heartbeat_at,
    (
      select count(*)::integer from public.agent_jobs j
      where j.lease_owner = n.id and j.status = 'running' and j.phase is distinct from 'parked'
    ),
    n.capacity, n.draining, n.alive_until > now()
  from public.agent_nodes n
  order by n.started_at, n.id
$$;

-- Lets a node take no more jobs, or take them again. Once this has answered, none of its claims succeeds any more: claims
-- look at the row under the lock that is taken here. Answers whether the node is known.
create or replace function public.set_node_draining(p_id text, p_draining boolean)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('agent_jobs.claim'));
  update public.agent_nodes n set draining = p_draining where n.id = p_id;
  return found;
end $$;

-- As before, but a node that drains gets nothing.
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
      where not exists (select from public.agent_nodes n where n.id = p_node and n.draining)
        and (
          (j.status = 'running' and j.phase = 'parked' and j.wake_at <= now())
          or (
            j.status = 'queued'
            and (j.run_after is null or j.run_after <= now())
            and not exists (
              select from public.agent_jobs o
              where o.branch_lock = j.branch_lock
                and (o.status = 'running' or (o.status = 'queued' and (o.created_at, o.id) < (j.created_at, j.id)))
            )
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

-- As before, but a conversation that has begun is set aside instead: while it waits, its person may go on writing.
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
    set status = case when j.job_type = 'task' and j.session_id is not null then 'running' else 'queued' end,
        phase = case when j.job_type = 'task' and j.session_id is not null then 'parked' end,
        wake_at = case when j.job_type = 'task' and j.session_id is not null then coalesce(p_run_after, now()) end,
        wait_reason = p_wait_reason, run_after = p_run_after,
        attempt = greatest(j.attempt - case when p_count_attempt then 0 else 1 end, 0),
        lease_owner = null, lease_token = j.lease_token + 1, lease_expires_at = null, updated_at = now()
    where j.id = p_id and j.lease_token = p_lease_token and j.status = 'running';
  return found;
end $$;

-- As before, and the story is kept: each interruption that counts is noted on the job, the error of a job that is given up
-- tells of all of them, and a system message of each. note is that message.
drop function if exists public.recover_jobs(integer, text);
create or replace function public.take_back_jobs(p_max_attempts integer, p_node text default null)
returns table (id uuid, status text, attempt integer, lease_token bigint, note text)
language plpgsql
set search_path = ''
as $$
begin
  return query
    with interrupted as (
      select j.id, j.lease_token = 0 as is_foreign,
        j.job_type = 'task' and j.session_id is not null and j.awaiting_input_since is not null as is_idle,
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
        ) as has_messages,
        jsonb_build_object(
          'attempt', j.attempt, 'node', j.lease_owner, 'phase', j.phase,
          'noticed_at', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        ) as interruption,
        ' (attempt ' || j.attempt || coalesce(' on ' || j.lease_owner, '') || coalesce(', ' || j.phase, '') || ')' as place
      from public.agent_jobs j
      where j.status = 'running' and j.phase is distinct from 'parked'
        and (j.lease_expires_at < now() or (p_node is not null and coalesce(j.lease_owner, p_node) = p_node))
      for update of j skip locked
    ), told as (
      -- After an answer or an iteration attempts are counted anew, and so is the story.
      select i.*, case
        when i.is_idle or i.is_foreign then j.interruptions
        when j.attempt <= 1 then jsonb_build_array(i.interruption)
        else j.interruptions || i.interruption
      end as story
      from interrupted i join public.agent_jobs j on j.id = i.id
    ), recovered as (
      update public.agent_jobs j
      set status = case t.becomes when 'parked' then 'running' else t.becomes end,
          phase = case t.becomes when 'parked' then 'parked' end,
          wake_at = case
            when t.becomes = 'parked'
              and (t.has_messages or j.awaiting_input_since is null or j.complete_requested_at is not null) then now()
          end,
          interruptions = t.story,
          error = case
            when t.is_foreign then 'The job was left running by a system that does not run it any more.'
            when t.becomes = 'failed'
              then 'The job was interrupted in all of its attempts (' || j.attempt || ') and was not started again: ' || (
                select string_agg(
                  'attempt ' || (s.value ->> 'attempt') || coalesce(' on ' || (s.value ->> 'node'), '')
                    || coalesce(' while ' || (s.value ->> 'phase'), '') || ', noticed at ' || (s.value ->> 'noticed_at'),
                  '; ' order by s.place
                ) from jsonb_array_elements(t.story) with ordinality as s (value, place)
              ) || '.'
          end,
          completed_at = case when t.becomes = 'failed' then now() end,
          attempt = j.attempt + case when t.becomes = 'parked' and not t.is_idle then 1 else 0 end,
          lease_owner = null, lease_token = j.lease_token + 1, lease_expires_at = null, updated_at = now()
      from told t where j.id = t.id
      returning j.id, t.becomes, j.attempt, j.lease_token, j.error, case t.becomes
        when 'queued' then 'The job was interrupted' || t.place || ' and goes back to the queue'
        when 'parked' then 'The conversation was interrupted' || t.place || ' and is taken up again'
        else j.error
      end as note
    ), noted as (
      insert into public.agent_job_messages (job_id, type, content)
        select r.id, 'system', r.note from recovered r
    )
    select r.id, r.becomes, r.attempt, r.lease_token, r.note from recovered r;
end $$;

-- The queue as it stands: place (1-based, in order of start) and why a job waits; null: nothing holds it up, it is about to
-- start. p_ids narrows the answer, not the counting. Room is what all live nodes that do not drain have together.
create or replace function public.queue_places(p_ids uuid[] default null)
returns table (id uuid, place integer, wait_reason text)
language sql
stable
set search_path = ''
as $$
  with nodes as (
    select count(*) as alive, count(*) filter (where not n.draining) as open,
           coalesce(sum(greatest(n.capacity - n.running, 0)) filter (where not n.draining), 0) as room
    from public.list_nodes() n where n.alive
  ), places as (
    select j.id, row_number() over (order by j.created_at, j.id)::integer as place,
           j.created_at, j.branch_lock, j.run_after, j.wait_reason
    from public.agent_jobs j where j.status = 'queued'
  ), held as (
    select p.id, p.place,
      case
        when exists (
          select from public.agent_jobs o
          where o.branch_lock = p.branch_lock
            and (o.status = 'running' or (o.status = 'queued' and (o.created_at, o.id) < (p.created_at, p.id)))
        ) then 'branch_locked'
        when p.run_after > now() then coalesce(p.wait_reason, 'scheduled')
      end as own_reason
    from places p
  ), turns as (
    select h.*, count(*) filter (where h.own_reason is null) over (order by h.place) as turn from held h
  )
  select t.id, t.place,
    case
      when t.own_reason is not null then t.own_reason
      when n.alive = 0 then 'no_node'
      when n.open = 0 then 'draining'
      when t.turn > n.room then 'no_free_slot'
    end
  from turns t cross join nodes n
  where p_ids is null or t.id = any (p_ids)
  order by t.place
$$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'heartbeat_node(text, text, text, timestamptz, integer, integer, integer)', 'forget_node(text, timestamptz)',
    'list_nodes()', 'set_node_draining(text, boolean)', 'claim_jobs(text, integer, integer)',
    'release_job(uuid, bigint, boolean, text, timestamptz)', 'take_back_jobs(integer, text)', 'queue_places(uuid[])'
  ] loop
    execute 'revoke execute on function public.' || signature || ' from public, anon, authenticated';
    execute 'grant execute on function public.' || signature || ' to service_role';
  end loop;
end $$;
