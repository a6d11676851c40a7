-- From supabase/schemas/queue.sql, by npm run schema:migrations.
-- Every change of a job's state is one call whose answer says whether it won; nothing raises for a lost race. The queue's
-- order is: higher priority first, then older, then by id (docs/adr/0038).

-- Whether a queued job has to wait for its branch: it is being worked on, or a job that comes before waits for it. A job
-- whose caller has set it for later is not in line yet.
create or replace function public.is_branch_taken(
  p_id uuid, p_branch_lock text, p_priority integer, p_created_at timestamptz
)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return p_branch_lock is not null and (
    exists (select from public.agent_jobs o where o.branch_lock = p_branch_lock and o.status = 'running')
    or exists (
      select from public.agent_jobs o
      where o.branch_lock = p_branch_lock and o.status = 'queued'
        and (-o.priority, o.created_at, o.id) < (-p_priority, p_created_at, p_id)
        and (o.not_before is null or o.not_before <= now())
    )
  );
end $$;

-- Limits that the server keeps for clients, whose table is somebody else's. max_concurrent_jobs: how many jobs of the
-- client work at the same time, parked conversations not counted; null: no limit.
create table if not exists public.agent_client_settings (client_id uuid primary key references public.clients (id) on delete cascade);
alter table public.agent_client_settings add column if not exists max_concurrent_jobs integer;
alter table public.agent_client_settings drop constraint if exists agent_client_settings_limit_range;
alter table public.agent_client_settings add constraint agent_client_settings_limit_range check (max_concurrent_jobs between 1 and 1000) not valid;
alter table public.agent_client_settings enable row level security;
grant all on table public.agent_client_settings to service_role;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_client_settings'::regclass) then
    revoke all on table public.agent_client_settings from anon, authenticated;
  end if;
end $$;

-- The jobs that start next when p_limit places are free, in order: queued jobs whose time has come, whose branch is free
-- and whose client and repository are below their limits, and parked conversations that were woken; of those that ask the model,
-- none whose budget is spent, and none while p_credential is paused. Goes from lane to lane and reads only the head of each, so that the
-- length of the queue is not felt. While p_forge
-- is paused, only conversations. A job whose finished work is in the clone of a node other than p_node is left to that node
-- for as long as it lives: elsewhere the work would have to be done, and paid, again. null: any node, forge and credential.
create or replace function public.next_jobs(
  p_limit integer, p_node text default null, p_forge text default null, p_credential text default null
)
returns table (id uuid, client_id uuid, repository_id uuid, priority integer, due timestamptz)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
    with recursive working as (
      select j.client_id, j.repository_id from public.agent_jobs j
      where j.status = 'running' and not public.is_set_aside(j.phase)
    ), client_rooms as (
      select s.client_id,
        s.max_concurrent_jobs - (select count(*) from working w where w.client_id = s.client_id) as room
      from public.agent_client_settings s where s.max_concurrent_jobs is not null
    ), repository_rooms as (
      select r.id as repository_id,
        r.max_concurrent_jobs - (select count(*) from working w where w.repository_id = r.id) as room
      from public.code_repositories r where r.max_concurrent_jobs is not null
    ), elsewhere as (
      select n.id as node from public.agent_nodes n where n.id <> p_node and n.alive_until > now()
    ), forge as (
      select from public.agent_pauses p where p.resource = p_forge and p.until > now()
    ), model as (
      select from public.agent_pauses p where p.resource = p_credential and p.until > now()
    ), spent as materialized (
      select b.client_id, b.key_name from public.spent_budgets() b
    ), lanes (repository, client, key, asks) as (
      (
        select coalesce(j.repository_id, '00000000-0000-0000-0000-000000000000'),
          coalesce(j.client_id, '00000000-0000-0000-0000-000000000000'), coalesce(j.created_by_key, ''), j.asks_model
        from public.agent_jobs j
        where j.status = 'queued' and j.run_after is null and not exists (select from forge)
        order by 1, 2, 3, 4 limit 1
      )
      union all
      select next.* from lanes l cross join lateral (
        select coalesce(j.repository_id, '00000000-0000-0000-0000-000000000000'),
          coalesce(j.client_id, '00000000-0000-0000-0000-000000000000'), coalesce(j.created_by_key, ''), j.asks_model
        from public.agent_jobs j
        where j.status = 'queued' and j.run_after is null
          and (
            coalesce(j.repository_id, '00000000-0000-0000-0000-000000000000'),
            coalesce(j.client_id, '00000000-0000-0000-0000-000000000000'), coalesce(j.created_by_key, ''), j.asks_model
          ) > (l.repository, l.client, l.key, l.asks)
        order by 1, 2, 3, 4 limit 1
      ) next
    ), candidates as (
      select head.* from lanes l
      left join repository_rooms r on r.repository_id = l.repository
      cross join lateral (
        select j.id, j.client_id, j.repository_id, j.priority, j.created_at as due from public.agent_jobs j
        where j.status = 'queued' and j.run_after is null
          and coalesce(j.repository_id, '00000000-0000-0000-0000-000000000000') = l.repository
          and coalesce(j.client_id, '00000000-0000-0000-0000-000000000000') = l.client
          and coalesce(j.created_by_key, '') = l.key and j.asks_model = l.asks
          and (j.work_kept_on is null or j.work_kept_on not in (select e.node from elsewhere e))
          and not public.is_branch_taken(j.id, j.branch_lock, j.priority, j.created_at)
        order by -j.priority, j.created_at, j.id
        limit greatest(least(p_limit, coalesce(r.room, p_limit)), 0)
      ) head
      where not l.asks or (
        not exists (select from model) and not exists (select from spent s where s.client_id = l.client or s.key_name = l.key)
      )
      union all
      select j.id, j.client_id, j.repository_id, j.priority, j.created_at from public.agent_jobs j
      where j.status = 'queued' and j.run_after <= now() and not exists (select from forge)
        and (j.work_kept_on is null or j.work_kept_on not in (select e.node from elsewhere e))
        and not public.is_branch_taken(j.id, j.branch_lock, j.priority, j.created_at)
        and (not j.asks_model or (
          not exists (select from model)
          and not exists (select from spent s where s.client_id = j.client_id or s.key_name = j.created_by_key)
        ))
      union all
      select j.id, j.client_id, j.repository_id, j.priority, j.wake_at from public.agent_jobs j
      where j.status = 'running' and j.phase = 'parked' and j.wake_at <= now() and not exists (select from model)
        and not exists (select from spent s where s.client_id = j.client_id or s.key_name = j.created_by_key)
    ), of_repositories as (
      select c.*, row_number() over (partition by c.repository_id order by -c.priority, c.due, c.id) as turn
      from candidates c
    ), of_clients as (
      select o.id, o.client_id, o.repository_id, o.priority, o.due,
        row_number() over (partition by o.client_id order by -o.priority, o.due, o.id) as turn
      from of_repositories o left join repository_rooms r on r.repository_id = o.repository_id
      where r.room is null or o.turn <= r.room
    )
    select o.id, o.client_id, o.repository_id, o.priority, o.due
    from of_clients o left join client_rooms r on r.client_id = o.client_id
    where r.room is null or o.turn <= r.room
    order by -o.priority, o.due, o.id
    limit greatest(p_limit, 0);
end $$;

-- What decides about the whole queue. nodes_lack: why no node takes any job, 'no_node' or 'draining'; null: some do.
-- starting: the jobs that are about to start, as many as the nodes have room for. full_clients, full_repositories: who is at
-- the limit then. spent_clients, spent_keys: whose budget is spent.
create or replace function public.queue_state()
returns table (
  nodes_lack text, starting uuid[], full_clients uuid[], full_repositories uuid[], spent_clients uuid[], spent_keys text[]
)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
    with nodes as (
      select case when count(*) = 0 then 'no_node' when bool_and(n.draining) then 'draining' end as lack,
        coalesce(sum(greatest(n.capacity - n.running, 0)) filter (where not n.draining), 0)::integer as room
      from public.list_nodes() n where n.alive
    ), next as materialized (
      select s.id, s.client_id, s.repository_id from public.next_jobs((select n.room from nodes n)) s
    ), busy as materialized (
      select j.client_id, j.repository_id from public.agent_jobs j
      where j.status = 'running' and not public.is_set_aside(j.phase)
      union all
      select s.client_id, s.repository_id from next s
    )
    select n.lack, array(select s.id from next s), array(
      select s.client_id from public.agent_client_settings s
      where s.max_concurrent_jobs <= (select count(*) from busy b where b.client_id = s.client_id)
    ), array(
      select r.id from public.code_repositories r
      where r.max_concurrent_jobs <= (select count(*) from busy b where b.repository_id = r.id)
    ),
    array(select b.client_id from public.spent_budgets() b where b.client_id is not null),
    array(select b.key_name from public.spent_budgets() b where b.key_name is not null)
    from nodes n;
end $$;

-- Why a job of them waits that neither its branch nor a time holds up, and that is not about to start. p_state: a row of
-- queue_state as an object.
create or replace function public.general_wait_reason(
  p_state jsonb, p_client_id uuid, p_repository_id uuid, p_key text, p_asks_model boolean
)
returns text
language sql
immutable
set search_path = ''
as $$
  select case
    when p_asks_model and p_state -> 'spent_clients' ? p_client_id::text then 'client_budget'
    when p_asks_model and p_state -> 'spent_keys' ? p_key then 'key_budget'
    when p_state ->> 'nodes_lack' is not null then p_state ->> 'nodes_lack'
    when p_state -> 'full_clients' ? p_client_id::text then 'client_limit'
    when p_state -> 'full_repositories' ? p_repository_id::text then 'repository_limit'
    else 'no_free_slot'
  end
$$;

-- Why each of these queued jobs waits; null: nothing holds it up, it is about to start.
create or replace function public.wait_reasons(p_ids uuid[])
returns table (id uuid, wait_reason text)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
    select j.id,
      case
        when j.not_before > now() then 'scheduled'
        when public.is_branch_taken(j.id, j.branch_lock, j.priority, j.created_at) then 'branch_locked'
        when j.run_after > now() then coalesce(j.wait_reason, 'scheduled')
        when j.id = any (s.starting) then null
        else public.general_wait_reason(
          to_jsonb(s) - 'starting', j.client_id, j.repository_id, j.created_by_key, j.asks_model
        )
      end
    from public.agent_jobs j cross join public.queue_state() s
    where j.id = any (p_ids) and j.status = 'queued';
end $$;

-- Where these jobs stand in the whole queue, in its order, and why they wait. place is 1-based. Counts the queue once, up
-- to the last of them, in its index: from one job that is asked for to the next, by when they were created, and for each
-- the few that were created at the same moment. A range is bounded on both sides by single columns, because a scan that ends by a
-- comparison of rows goes on to the end of the index.
create or replace function public.queue_places(p_ids uuid[])
returns table (id uuid, place integer, wait_reason text, asks_model boolean)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
    with asked as (
      select j.id, j.priority, j.created_at, j.asks_model,
        lag(j.created_at, 1, '-infinity') over (partition by j.priority order by j.created_at, j.id) as last_created_at
      from public.agent_jobs j where j.id = any (p_ids) and j.status = 'queued'
    ), steps as (
      select a.*, (
        select count(*) from public.agent_jobs o
        where o.status = 'queued' and -o.priority = -a.priority
          and o.created_at >= a.last_created_at and o.created_at < a.created_at
      ) as step, (
        select count(*) from public.agent_jobs o
        where o.status = 'queued' and -o.priority = -a.priority and o.created_at = a.created_at and o.id <= a.id
      ) as equals
      from asked a
    ), higher as (
      select p.priority, (
        select count(*) from public.agent_jobs o where o.status = 'queued' and -o.priority < -p.priority
      ) as jobs
      from (select distinct a.priority from asked a) p
    ), places as (
      select s.id, s.asks_model, h.jobs + s.equals + sum(s.step) over (partition by s.priority order by s.created_at, s.id) as place
      from steps s join higher h on h.priority = s.priority
    )
    select p.id, p.place::integer, r.wait_reason, p.asks_model
    from places p left join public.wait_reasons(p_ids) r on r.id = p.id
    order by p.place;
end $$;

-- The next p_limit jobs of the queue in order, after the place that the last three arguments name; null: its head.
create or replace function public.queue_page(
  p_limit integer, p_priority integer default null, p_created_at timestamptz default null, p_id uuid default null
)
returns table (id uuid, priority integer, created_at timestamptz, place integer, wait_reason text, asks_model boolean)
language sql
stable
set search_path = ''
as $$
  select q.id, j.priority, j.created_at, q.place, q.wait_reason, q.asks_model
  from public.queue_places(array(
    select j.id from public.agent_jobs j
    where j.status = 'queued'
      and (-j.priority, j.created_at, j.id) > (
        -coalesce(p_priority, 101), coalesce(p_created_at, '-infinity'),
        coalesce(p_id, '00000000-0000-0000-0000-000000000000')
      )
    order by -j.priority, j.created_at, j.id limit p_limit
  )) q join public.agent_jobs j on j.id = q.id
  order by q.place
$$;

-- How many jobs wait for each reason, of those that ask the model and of others; null: about to start. The one question about the queue that reads all of it, though
-- only in its indexes: rows are looked at where jobs share a branch, wait for a time, or start.
create or replace function public.count_waiting()
returns table (wait_reason text, asks_model boolean, jobs integer)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
    with state as materialized (
      select * from public.queue_state()
    ), crowded as materialized (
      select j.branch_lock from public.agent_jobs j
      where j.status in ('queued', 'running') and j.branch_lock is not null
      group by j.branch_lock having count(*) > 1
    ), lines as (
      select j.id, j.status,
        row_number() over (
          partition by j.branch_lock order by j.status = 'running' desc, -j.priority, j.created_at, j.id
        ) as turn
      from public.agent_jobs j
      where j.branch_lock in (select c.branch_lock from crowded c)
        and (j.status = 'running' or (j.status = 'queued' and (j.not_before is null or j.not_before <= now())))
    ), held as (
      -- What is not held up by the nodes or by limits.
      select l.id, 'branch_locked' as reason from lines l where l.turn > 1
      union all
      select j.id, coalesce(j.wait_reason, 'scheduled') from public.agent_jobs j
      where j.status = 'queued' and j.run_after > now()
      union all
      select unnest(s.starting), null from state s
    ), exceptions as (
      select distinct on (h.id) h.id, j.client_id, j.repository_id, j.created_by_key, j.asks_model,
        case when j.not_before > now() then 'scheduled' else h.reason end as reason
      from held h join public.agent_jobs j on j.id = h.id and j.status = 'queued'
      order by h.id, h.reason = 'branch_locked' desc
    ), others as (
      select j.client_id, j.repository_id, j.created_by_key, j.asks_model, count(*) as jobs
      from public.agent_jobs j where j.status = 'queued' and j.run_after is null
      group by j.client_id, j.repository_id, j.created_by_key, j.asks_model
      union all
      select j.client_id, j.repository_id, j.created_by_key, j.asks_model, count(*)
      from public.agent_jobs j where j.status = 'queued' and j.run_after is not null
      group by j.client_id, j.repository_id, j.created_by_key, j.asks_model
      union all
      select e.client_id, e.repository_id, e.created_by_key, e.asks_model, -count(*)
      from exceptions e group by e.client_id, e.repository_id, e.created_by_key, e.asks_model
    ), counts as (
      select public.general_wait_reason(
          to_jsonb(s) - 'starting', o.client_id, o.repository_id, o.created_by_key, o.asks_model
        ) as reason, o.asks_model as asks, o.jobs
      from others o cross join state s
      union all
      select e.reason, e.asks_model, count(*) from exceptions e group by e.reason, e.asks_model
    )
    select c.reason, c.asks, sum(c.jobs)::integer from counts c group by c.reason, c.asks having sum(c.jobs) > 0;
end $$;

-- Where these jobs stand among the queued ones of p_clients alone, and why they wait: a caller that is bound to clients hears of
-- nobody else's jobs. A branch counts as locked only by a job of theirs; otherwise the job waits for a place like any other.
create or replace function public.queue_places_of_clients(p_clients uuid[], p_ids uuid[])
returns table (id uuid, place integer, wait_reason text, asks_model boolean, created_by_key text)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
    with own as (
      select j.id, row_number() over (order by -j.priority, j.created_at, j.id) as place
      from public.agent_jobs j where j.status = 'queued' and j.client_id = any (p_clients)
    )
    select o.id, o.place::integer,
      case
        when r.wait_reason = 'branch_locked' and not exists (
          select from public.agent_jobs b
          where b.branch_lock = j.branch_lock and b.client_id = any (p_clients) and (
            b.status = 'running'
            or (
              b.status = 'queued' and (-b.priority, b.created_at, b.id) < (-j.priority, j.created_at, j.id)
              and (b.not_before is null or b.not_before <= now())
            )
          )
        ) then 'no_free_slot'
        else r.wait_reason
      end,
      j.asks_model, j.created_by_key
    from own o
    join public.agent_jobs j on j.id = o.id
    left join public.wait_reasons(p_ids) r on r.id = o.id
    where o.id = any (p_ids)
    order by o.place;
end $$;

-- The next p_limit queued jobs of p_clients in order, as queue_page has those of all.
create or replace function public.queue_page_of_clients(
  p_clients uuid[], p_limit integer, p_priority integer default null, p_created_at timestamptz default null,
  p_id uuid default null
)
returns table (
  id uuid, priority integer, created_at timestamptz, place integer, wait_reason text, asks_model boolean, created_by_key text
)
language sql
stable
set search_path = ''
as $$
  select q.id, j.priority, j.created_at, q.place, q.wait_reason, q.asks_model, q.created_by_key
  from public.queue_places_of_clients(p_clients, array(
    select j.id from public.agent_jobs j
    where j.status = 'queued' and j.client_id = any (p_clients)
      and (-j.priority, j.created_at, j.id) > (
        -coalesce(p_priority, 101), coalesce(p_created_at, '-infinity'),
        coalesce(p_id, '00000000-0000-0000-0000-000000000000')
      )
    order by -j.priority, j.created_at, j.id limit p_limit
  )) q join public.agent_jobs j on j.id = q.id
  order by q.place
$$;

-- How many queued jobs of p_clients wait for each reason, of those that ask the model and of others, and by which key they were created.
create or replace function public.count_waiting_of_clients(p_clients uuid[])
returns table (wait_reason text, asks_model boolean, created_by_key text, jobs integer)
language sql
stable
set search_path = ''
as $$
  select q.wait_reason, q.asks_model, q.created_by_key, count(*)::integer
  from public.queue_places_of_clients(p_clients, array(
    select j.id from public.agent_jobs j where j.status = 'queued' and j.client_id = any (p_clients)
  )) q
  group by 1, 2, 3
$$;

-- Cancels a queued or running job, for good. Answers what it was before ('queued', 'running', or the status in which it
-- had already ended, which is then left alone), in which phase, and whose; no row for an unknown job.
create or replace function public.cancel_job(p_id uuid)
returns table (previous_status text, phase text, client_id uuid, request_id text)
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
          wait_reason = null, run_after = null,
          -- No run will leave it.
          phase = case when not public.is_set_aside(j.phase) then j.phase end
      where j.id = p_id;
  end if;
  return query select job.status, job.phase, job.client_id, job.request_id;
end $$;

-- Asks a loop to end after its iteration. outcome: 'requested' (also when it has ended by such a request), or why not:
-- 'not_found', 'not_a_ralph', 'not_running'.
create or replace function public.request_job_stop(p_job_id uuid)
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
  elsif not job.iterates then
    return 'not_a_ralph';
  elsif job.status <> 'running' and job.stop_requested_at is not null then
    return 'requested';
  elsif job.status <> 'running' then
    return 'not_running';
  end if;
  update public.agent_jobs j set stop_requested_at = coalesce(j.stop_requested_at, now()), updated_at = now()
    where j.id = p_job_id;
  return 'requested';
end $$;
