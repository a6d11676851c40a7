-- A name belongs to one server at a time: two that were given the same NODE_ID would take back each other's jobs.

-- Who has the name. life: one process. instance: its DATA_DIR, the same after a restart. place: the processes among which it
-- can tell whether its forerunner lives.
alter table public.agent_nodes add column if not exists life uuid;
alter table public.agent_nodes add column if not exists instance text;
alter table public.agent_nodes add column if not exists place text;
-- A node of which nothing was heard until then is dead for one that found its folder unlocked, but cannot look for its process.
alter table public.agent_nodes add column if not exists quiet_until timestamptz not null default now();

drop function if exists public.heartbeat_node(text, text, text, timestamptz, integer, integer, integer);
drop function if exists public.forget_node(text, timestamptz);
drop function if exists public.set_node_draining(text, boolean);

-- Takes a name, if no other life has it. A name is free once its node's lease is over; at its start (p_starts) a server of the
-- same folder gets it before: at once where it could look for the former process, else when that has been quiet.
-- outcome: 'entered'; 'taken', by a node of which nothing was heard since p_since, and which may be dead; 'alive': it was heard of.
-- asked_at is what to give as p_since the next time. From 'entered' on no claim of another life of the name succeeds: claims
-- look at the row under the lock that is taken here.
create or replace function public.enter_node(
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
  perform pg_advisory_xact_lock(hashtext('agent_jobs.claim'));
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

-- A node says that it lives, and learns whether it is to drain; no row: its name is not, or no longer, its own. Nodes that
-- have said nothing for p_forget_seconds are forgotten.
create or replace function public.beat_node(
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

-- A node that has stopped in order is forgotten at once; another life of the name is left alone.
create or replace function public.leave_node(p_id text, p_life uuid)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  delete from public.agent_nodes n where n.id = p_id and n.life = p_life;
  return found;
end $$;

-- Lets a node take no more jobs, or take them again. Once this has answered, none of its claims succeeds any more: claims
-- look at the row under the lock that is taken here. p_life, if given: only that life of it. Answers whether there is one.
create or replace function public.set_node_draining(p_id text, p_draining boolean, p_life uuid default null)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('agent_jobs.claim'));
  update public.agent_nodes n set draining = p_draining where n.id = p_id and (p_life is null or n.life = p_life);
  return found;
end $$;

-- Claims as claim_jobs does, and nothing while p_credential is paused, but only for the life that has the name.
create or replace function public.claim_jobs_for_node(
  p_node text, p_life uuid, p_limit integer, p_lease_seconds integer, p_credential text default null
)
returns setof public.agent_jobs
language plpgsql
set search_path = ''
as $$
begin
  -- The lock that claims take anyway: whoever took the name before is seen.
  perform pg_advisory_xact_lock(hashtext('agent_jobs.claim'));
  if not exists (select from public.agent_nodes n where n.id = p_node and n.life = p_life) then
    return;
  end if;
  if p_credential is null then
    return query select c.* from public.claim_jobs(p_node, p_limit, p_lease_seconds) c;
  else
    return query select c.* from public.claim_jobs_with_credential(p_node, p_limit, p_lease_seconds, p_credential) c;
  end if;
end $$;

-- At its boot a node runs nothing: takes back, as take_back_jobs does, whatever bears its name, if the name is still its own.
create or replace function public.take_back_own_jobs(p_max_attempts integer, p_node text, p_life uuid)
returns table (id uuid, status text, attempt integer, lease_token bigint, note text)
language plpgsql
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('agent_jobs.claim'));
  if exists (select from public.agent_nodes n where n.id = p_node and n.life = p_life) then
    return query select t.* from public.take_back_jobs(p_max_attempts, p_node) t;
  end if;
end $$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'enter_node(text, uuid, text, text, text, text, integer, integer, double precision, boolean, timestamptz)',
    'beat_node(text, uuid, integer, double precision, integer)', 'leave_node(text, uuid)',
    'set_node_draining(text, boolean, uuid)', 'claim_jobs_for_node(text, uuid, integer, integer, text)',
    'take_back_own_jobs(integer, text, uuid)'
  ] loop
    execute 'revoke execute on function public.' || signature || ' from public, anon, authenticated';
    execute 'grant execute on function public.' || signature || ' to service_role';
  end loop;
end $$;
