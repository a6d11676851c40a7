-- The servers that share this database, so that each can tell which others are alive, what they can take, and why a job
-- waits. A name belongs to one server at a time: two with the same NODE_ID would take back each other's jobs.

create table public.agent_nodes (
  id text primary key,
  -- Who has the name. life: one process. instance: its DATA_DIR, the same after a restart. place: where it can tell
  -- whether its predecessor's process is alive.
  life uuid,
  instance text,
  place text,
  hostname text,
  version text,
  started_at timestamptz not null default now(),
  last_heartbeat_at timestamptz not null default now(),
  -- A node that has not been heard from by then counts as dead: its leases expire at about the same moment.
  alive_until timestamptz not null default now(),
  -- The same for a successor that found the data directory unlocked, but cannot look for the process.
  quiet_until timestamptz not null default now(),
  capacity integer not null default 0,
  draining boolean not null default false
);
alter table public.agent_nodes enable row level security;
revoke all on table public.agent_nodes from anon, authenticated;
grant all on table public.agent_nodes to service_role;

-- Claims of all nodes follow one another, and so does everything that decides who may claim: the holder of this lock sees
-- what was decided before. It lasts until the end of the transaction.
create function public.lock_claims()
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('agent_jobs.claim'));
end $$;

-- Takes the lock on claims, and answers whether the name still belongs to this life of the node.
create function public.holds_node_name(p_id text, p_life uuid)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform public.lock_claims();
  return exists (select from public.agent_nodes n where n.id = p_id and n.life = p_life);
end $$;

-- Takes a name, unless another life has it. A name is free once its node's lease has expired. A server that starts
-- (p_starts) with the same data directory gets it earlier: at once where it could look for the former process, otherwise
-- when that has been quiet.
-- outcome: 'entered'; 'taken': by a node that was not heard from since p_since and may be dead; 'alive': it was heard from.
-- asked_at is the p_since of the next call. After 'entered' no claim of another life of the name succeeds.
create function public.enter_node(
  p_id text, p_life uuid, p_instance text, p_place text, p_hostname text, p_version text, p_capacity integer,
  p_lease_seconds integer, p_beat_seconds double precision, p_starts boolean, p_since timestamptz default null
)
returns table (outcome text, asked_at timestamptz, holder text, holder_since timestamptz, free_at timestamptz)
language plpgsql
set search_path = ''
as $$
declare
  other public.agent_nodes;
  moment timestamptz;
  free timestamptz;
begin
  perform public.lock_claims();
  select n.* into other from public.agent_nodes n where n.id = p_id and n.life is distinct from p_life for update;
  -- Not now(): the transaction may have waited for the lock.
  moment := clock_timestamp();
  free := case
    when not p_starts or other.instance is distinct from p_instance then other.alive_until
    when other.place is not distinct from p_place then moment
    else least(other.quiet_until, other.alive_until)
  end;
  if free > moment then
    return query select case when other.last_heartbeat_at > p_since then 'alive' else 'taken' end,
      moment, coalesce(other.hostname, 'an unknown host'), other.started_at, free;
    return;
  end if;
  insert into public.agent_nodes as n (
    id, life, instance, place, hostname, version, capacity, started_at, last_heartbeat_at, alive_until, quiet_until
  ) values (
    p_id, p_life, p_instance, p_place, p_hostname, p_version, p_capacity, moment, moment,
    moment + make_interval(secs => p_lease_seconds), moment + make_interval(secs => 3 * p_beat_seconds)
  ) on conflict (id) do update
    set life = excluded.life, instance = excluded.instance, place = excluded.place, hostname = excluded.hostname,
        version = excluded.version, capacity = excluded.capacity, started_at = excluded.started_at,
        last_heartbeat_at = excluded.last_heartbeat_at, alive_until = excluded.alive_until,
        quiet_until = excluded.quiet_until, draining = n.draining and n.life = excluded.life;
  return query select 'entered', moment, p_hostname, moment, moment;
end $$;

-- A node says that it is alive, and learns whether it is to drain. No row: its name is not, or no longer, this life's. Nodes
-- that were not heard from for p_forget_seconds are forgotten.
create function public.beat_node(
  p_id text, p_life uuid, p_lease_seconds integer, p_beat_seconds double precision, p_forget_seconds integer
)
returns table (draining boolean)
language plpgsql
set search_path = ''
as $$
begin
  return query
    update public.agent_nodes n
      set last_heartbeat_at = now(), alive_until = now() + make_interval(secs => p_lease_seconds),
          quiet_until = now() + make_interval(secs => 3 * p_beat_seconds)
      where n.id = p_id and n.life = p_life
      returning n.draining;
  delete from public.agent_nodes n where n.last_heartbeat_at < now() - make_interval(secs => p_forget_seconds);
end $$;

-- A node that shuts down properly is forgotten at once. Another life of the name is left alone.
create function public.leave_node(p_id text, p_life uuid)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  delete from public.agent_nodes n where n.id = p_id and n.life = p_life;
  return found;
end $$;

-- Makes a node take no more jobs, or take them again. Once this has answered, none of its claims succeeds any more.
-- p_life, if given: only that life of it. Answers whether there is one.
create function public.set_node_draining(p_id text, p_draining boolean, p_life uuid default null)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform public.lock_claims();
  update public.agent_nodes n set draining = p_draining where n.id = p_id and (p_life is null or n.life = p_life);
  return found;
end $$;

-- All known nodes in order of their start. running: jobs under the node's lease, without parked conversations.
create function public.list_nodes()
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
      where j.lease_owner = n.id and j.status = 'running' and not public.is_set_aside(j.phase)
    ),
    n.capacity, n.draining, n.alive_until > now()
  from public.agent_nodes n
  order by n.started_at, n.id
$$;
