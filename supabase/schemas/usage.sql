-- What was used and what it cost (docs/adr/0051): the rows, and sums by day of days whose rows do not change any more.

-- One run of Claude: one process of a job or an iteration, or one turn of a conversation. Nothing refers to other tables, so that
-- a row outlives its job, repository and client.
create table public.agent_usage (
  -- Chosen by the server before the run, so that what is written again replaces what was written before.
  id uuid primary key,
  job_id uuid not null,
  job_type text not null,
  iteration_number integer,
  session_id uuid,
  attempt integer not null default 0,
  client_id uuid,
  repository_id uuid,
  feature_id uuid,
  team_member_id uuid,
  key_name text,

  started_at timestamptz not null,
  duration_ms bigint not null default 0,
  -- As Claude's runs end; null: the run goes on, or nobody could say how it ended.
  outcome text,
  num_turns integer not null default 0,
  -- Without what came from the cache or was written to it.
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cache_read_tokens bigint not null default 0,
  cache_write_tokens bigint not null default 0,
  -- Claude Code's estimate; null: the run was cut off before it told one.
  cost_usd numeric(14, 6),
  -- The same numbers by model: [{"model", "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "costUsd"}].
  models jsonb not null default '[]'
);
alter table public.agent_usage enable row level security;
grant all on table public.agent_usage to service_role;
revoke all on table public.agent_usage from anon, authenticated;
create index agent_usage_started_idx on public.agent_usage (started_at);
create index agent_usage_client_idx on public.agent_usage (client_id, started_at);
create index agent_usage_job_idx on public.agent_usage (job_id);

-- What the reports count of each job that there is or was.
create table public.agent_usage_jobs (
  job_id uuid primary key,
  job_type text not null,
  client_id uuid,
  repository_id uuid,
  feature_id uuid,
  team_member_id uuid,
  -- The model that did most of its last run.
  model text,
  created_at timestamptz not null,
  status text not null,
  has_pull_request boolean not null default false,
  is_merged boolean not null default false
);
alter table public.agent_usage_jobs enable row level security;
grant all on table public.agent_usage_jobs to service_role;
revoke all on table public.agent_usage_jobs from anon, authenticated;
create index agent_usage_jobs_created_idx on public.agent_usage_jobs (created_at);

-- Names as they were last seen, of what may be gone by now.
create table public.agent_usage_names (
  id uuid primary key,
  name text not null
);
alter table public.agent_usage_names enable row level security;
grant all on table public.agent_usage_names to service_role;
revoke all on table public.agent_usage_names from anon, authenticated;

-- The sums of whole days (UTC) in agent_usage_sealed, and of no others. model null: the jobs of the day, or runs whose model is
-- not known.
create table public.agent_usage_days (
  id bigint generated always as identity primary key,
  day date not null,
  client_id uuid,
  repository_id uuid,
  feature_id uuid,
  team_member_id uuid,
  job_type text not null,
  model text,
  jobs bigint not null default 0,
  completed bigint not null default 0,
  failed bigint not null default 0,
  pull_requests bigint not null default 0,
  merged bigint not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cache_read_tokens bigint not null default 0,
  cache_write_tokens bigint not null default 0,
  cost_usd numeric(20, 6) not null default 0,
  duration_ms bigint not null default 0
);
alter table public.agent_usage_days enable row level security;
grant all on table public.agent_usage_days to service_role;
revoke all on table public.agent_usage_days from anon, authenticated;
revoke all on sequence public.agent_usage_days_id_seq from anon, authenticated;
create index agent_usage_days_day_idx on public.agent_usage_days (day);
create index agent_usage_days_client_idx on public.agent_usage_days (client_id, day);

-- Days whose sums hold. A row that changes takes its day out, so that sums and rows cannot disagree.
create table public.agent_usage_sealed (
  day date primary key
);
alter table public.agent_usage_sealed enable row level security;
grant all on table public.agent_usage_sealed to service_role;
revoke all on table public.agent_usage_sealed from anon, authenticated;

create function public.utc_day(p_moment timestamptz)
returns date
language sql
immutable
set search_path = ''
as $$
  select (p_moment at time zone 'UTC')::date
$$;

-- Trigger of both tables of rows.
create function public.unseal_usage_day()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  changed jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  delete from public.agent_usage_sealed s
    where s.day = public.utc_day(coalesce(changed ->> 'started_at', changed ->> 'created_at')::timestamptz);
  return null;
end $$;

create trigger agent_usage_changed after insert or update or delete on public.agent_usage
  for each row execute function public.unseal_usage_day();
create trigger agent_usage_jobs_changed after insert or update or delete on public.agent_usage_jobs
  for each row execute function public.unseal_usage_day();

-- Trigger of agent_jobs: keeps what the reports count of a job.
create function public.count_agent_job()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  -- A pull request counts once, for the job that opened it, whatever follow-ups and other jobs add to it.
  opened boolean := new.pr_url is not null and not exists (
    select from public.agent_jobs o join public.agent_usage_jobs c on c.job_id = o.id
    where o.repository_id = new.repository_id and o.pr_number = new.pr_number and o.id <> new.id and c.has_pull_request
  );
begin
  insert into public.agent_usage_jobs as u (
    job_id, job_type, client_id, repository_id, feature_id, team_member_id, model, created_at, status, has_pull_request,
    is_merged
  ) values (
    new.id, new.job_type, new.client_id, new.repository_id, new.feature_id, new.created_by_team_member_id, new.model,
    new.created_at, new.status, opened, opened and new.merged_at is not null
  ) on conflict (job_id) do update
    set status = excluded.status, has_pull_request = excluded.has_pull_request, is_merged = excluded.is_merged;
  -- A client may be removed at any time, by others. Where its name has another column, the server notes it from time to time.
  insert into public.agent_usage_names (id, name)
    select c.id, to_jsonb(c) ->> 'name' from public.clients c
    where tg_op = 'INSERT' and c.id = new.client_id and to_jsonb(c) ->> 'name' is not null
      and not exists (select from public.agent_usage_names n where n.id = c.id)
    on conflict (id) do nothing;
  return null;
end $$;

create trigger agent_jobs_counted after insert on public.agent_jobs
  for each row execute function public.count_agent_job();
create trigger agent_jobs_recounted after update of status, pr_url, merged_at on public.agent_jobs
  for each row when (
    old.status is distinct from new.status or (old.pr_url is null) <> (new.pr_url is null)
    or (old.merged_at is null) <> (new.merged_at is null)
  )
  execute function public.count_agent_job();

-- Writes what runs of a job have used by now; a later call replaces what an earlier one said of the same run. The caller has
-- checked the claim.
create function public.write_usage(p_job_id uuid, p_iteration integer, p_runs jsonb)
returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into public.agent_usage as u (
    id, job_id, job_type, iteration_number, session_id, attempt, client_id, repository_id, feature_id, team_member_id, key_name,
    started_at, duration_ms, outcome, num_turns, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, cost_usd,
    models
  )
    select r.id, j.id, j.job_type, p_iteration, r."sessionId", j.attempt, j.client_id, j.repository_id, j.feature_id,
      j.created_by_team_member_id, j.created_by_key, r."startedAt", r."durationMs", r.outcome, r."numTurns",
      m.input, m.output, m.cache_read, m.cache_write, r."costUsd", r.models
    from jsonb_to_recordset(p_runs) as r (
      id uuid, "sessionId" uuid, "startedAt" timestamptz, "durationMs" bigint, outcome text, "numTurns" integer, "costUsd" numeric, models jsonb
    )
    join public.agent_jobs j on j.id = p_job_id
    cross join lateral (
      select coalesce(sum(x."inputTokens"), 0) as input, coalesce(sum(x."outputTokens"), 0) as output,
        coalesce(sum(x."cacheReadTokens"), 0) as cache_read, coalesce(sum(x."cacheWriteTokens"), 0) as cache_write
      from public.models_used(r.models) x
    ) m
    on conflict (id) do update set
      duration_ms = excluded.duration_ms, outcome = excluded.outcome, num_turns = excluded.num_turns,
      input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
      cache_read_tokens = excluded.cache_read_tokens, cache_write_tokens = excluded.cache_write_tokens,
      cost_usd = excluded.cost_usd, models = excluded.models
    where (u.outcome, u.cost_usd, u.duration_ms, u.num_turns, u.models)
      is distinct from (excluded.outcome, excluded.cost_usd, excluded.duration_ms, excluded.num_turns, excluded.models);
  update public.agent_usage_jobs u set model = p_runs -> -1 -> 'models' -> 0 ->> 'model'
    where u.job_id = p_job_id and u.model is distinct from p_runs -> -1 -> 'models' -> 0 ->> 'model'
      and p_runs -> -1 -> 'models' -> 0 ->> 'model' is not null;
end $$;

-- The models of a run as rows; one without a name for a run that names none, so that its time is counted.
create function public.models_used(p_models jsonb)
returns table (
  place bigint, model text, "inputTokens" bigint, "outputTokens" bigint, "cacheReadTokens" bigint, "cacheWriteTokens" bigint,
  "costUsd" numeric
)
language sql
immutable
set search_path = ''
as $$
  select m.place, m.model ->> 'model', (m.model ->> 'inputTokens')::bigint, (m.model ->> 'outputTokens')::bigint,
    (m.model ->> 'cacheReadTokens')::bigint, (m.model ->> 'cacheWriteTokens')::bigint, (m.model ->> 'costUsd')::numeric
  from jsonb_array_elements(case when p_models = '[]' then '[{}]' else p_models end) with ordinality as m (model, place)
$$;

-- What a run has used by now, beside the totals of its job. Also after a cancel, as long as no other run has the job. p_iteration:
-- the iteration of a loop that gets what is added to the totals; null: none. Answers whether the claim held.
create function public.record_usage(
  p_job_id uuid, p_lease_token bigint, p_totals jsonb, p_runs jsonb, p_iteration integer
)
returns boolean
language plpgsql
set search_path = ''
as $$
declare
  before jsonb;
begin
  select jsonb_build_object(
    'input_tokens', j.input_tokens, 'output_tokens', j.output_tokens, 'total_cost_usd', j.total_cost_usd,
    'duration_ms', j.duration_ms
  ) into before
    from public.agent_jobs j
    where j.id = p_job_id and j.lease_token = p_lease_token and j.status in ('running', 'cancelled') for update;
  if not found then
    return false;
  end if;
  update public.agent_job_iterations i
    set input_tokens = i.input_tokens + public.added(before, p_totals, 'input_tokens')::bigint,
        output_tokens = i.output_tokens + public.added(before, p_totals, 'output_tokens')::bigint,
        total_cost_usd = i.total_cost_usd + public.added(before, p_totals, 'total_cost_usd'),
        duration_ms = i.duration_ms + public.added(before, p_totals, 'duration_ms')::bigint
    where i.job_id = p_job_id and i.iteration_number = p_iteration;
  update public.agent_jobs j
    set num_turns = (p_totals ->> 'num_turns')::integer,
        input_tokens = (p_totals ->> 'input_tokens')::bigint,
        output_tokens = (p_totals ->> 'output_tokens')::bigint,
        total_cost_usd = (p_totals ->> 'total_cost_usd')::numeric,
        duration_ms = coalesce((p_totals ->> 'duration_ms')::bigint, j.duration_ms),
        updated_at = now()
    where j.id = p_job_id;
  perform public.write_usage(p_job_id, p_iteration, p_runs);
  return true;
end $$;

-- The days (UTC) of which there are rows, each found by one look into an index.
create function public.usage_days()
returns setof date
language sql
stable
set search_path = ''
as $$
  with recursive days as (
    select least(
      (select min(u.started_at) from public.agent_usage u), (select min(j.created_at) from public.agent_usage_jobs j)
    ) as first
    union all
    select least(
      (select min(u.started_at) from public.agent_usage u where u.started_at >= n.next),
      (select min(j.created_at) from public.agent_usage_jobs j where j.created_at >= n.next)
    )
    from days d, lateral (select (public.utc_day(d.first) + 1)::timestamp at time zone 'UTC' as next) n
    where d.first is not null
  )
  select public.utc_day(d.first) from days d where d.first is not null
$$;

-- Seals up to p_limit days that are over since yesterday, and answers how many. A day of which nothing is known is not sealed.
create function public.seal_usage(p_limit integer)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  days date[];
begin
  -- Held to the end, so that no row of these days changes between the sums and the seal.
  lock table public.agent_usage, public.agent_usage_jobs, public.agent_usage_sealed in share row exclusive mode;
  days := array(
    select d.day from public.usage_days() d (day)
    where d.day < public.utc_day(now()) - 1 and not exists (select from public.agent_usage_sealed s where s.day = d.day)
    order by d.day limit p_limit
  );
  delete from public.agent_usage_days d where d.day = any (days);
  insert into public.agent_usage_days (
    day, client_id, repository_id, feature_id, team_member_id, job_type, model, jobs, completed, failed, pull_requests, merged,
    input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, cost_usd, duration_ms
  )
    select f.day, f.client_id, f.repository_id, f.feature_id, f.team_member_id, f.job_type, f.model,
      sum(f.jobs), sum(f.completed), sum(f.failed), sum(f.pull_requests), sum(f.merged),
      sum(f.input_tokens), sum(f.output_tokens), sum(f.cache_read_tokens), sum(f.cache_write_tokens), sum(f.cost_usd),
      sum(f.duration_ms)
    from unnest(days) as d (day), lateral public.usage_facts(
      (d.day::timestamp at time zone 'UTC'), ((d.day + 1)::timestamp at time zone 'UTC'), null
    ) f
    group by 1, 2, 3, 4, 5, 6, 7;
  insert into public.agent_usage_sealed (day) select unnest(days);
  return coalesce(array_length(days, 1), 0);
end $$;

-- The rows from p_from to before p_to as numbers to add up, one for each run and model and one for each job. p_clients null: of all.
create function public.usage_facts(p_from timestamptz, p_to timestamptz, p_clients uuid[])
returns table (
  day date, client_id uuid, repository_id uuid, feature_id uuid, team_member_id uuid, job_type text, model text,
  jobs bigint, completed bigint, failed bigint, pull_requests bigint, merged bigint,
  input_tokens bigint, output_tokens bigint, cache_read_tokens bigint, cache_write_tokens bigint, cost_usd numeric,
  duration_ms bigint
)
language sql
stable
set search_path = ''
as $$
  select public.utc_day(u.started_at), u.client_id, u.repository_id, u.feature_id, u.team_member_id, u.job_type, m.model,
    0, 0, 0, 0, 0,
    coalesce(m."inputTokens", 0), coalesce(m."outputTokens", 0), coalesce(m."cacheReadTokens", 0),
    coalesce(m."cacheWriteTokens", 0), coalesce(m."costUsd", case when u.models = '[]' then u.cost_usd end, 0),
    case when m.place = 1 then u.duration_ms else 0 end
  from public.agent_usage u cross join lateral public.models_used(u.models) m
  where u.started_at >= p_from and u.started_at < p_to and (p_clients is null or u.client_id = any (p_clients))
  union all
  select public.utc_day(j.created_at), j.client_id, j.repository_id, j.feature_id, j.team_member_id, j.job_type, j.model,
    1, (j.status = 'completed')::integer, (j.status = 'failed')::integer, j.has_pull_request::integer, j.is_merged::integer,
    0, 0, 0, 0, 0, 0
  from public.agent_usage_jobs j
  where j.created_at >= p_from and j.created_at < p_to and (p_clients is null or j.client_id = any (p_clients))
$$;

-- The report from p_from to before p_to by p_group and model: sealed days from their sums, the rest from the rows.
create function public.usage_report(p_from timestamptz, p_to timestamptz, p_group text, p_clients uuid[])
returns table (
  key text, model text, jobs bigint, completed bigint, failed bigint, pull_requests bigint, merged bigint,
  input_tokens bigint, output_tokens bigint, cache_read_tokens bigint, cache_write_tokens bigint, cost_usd numeric,
  duration_ms bigint
)
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
  whole date[] := array(
    select s.day from public.agent_usage_sealed s
    where (s.day::timestamp at time zone 'UTC') >= p_from and ((s.day + 1)::timestamp at time zone 'UTC') <= p_to
    order by s.day
  );
begin
  return query
    with days as (
      select d.day, d.client_id, d.repository_id, d.feature_id, d.team_member_id, d.job_type, d.model, d.jobs, d.completed,
        d.failed, d.pull_requests, d.merged, d.input_tokens, d.output_tokens, d.cache_read_tokens, d.cache_write_tokens,
        d.cost_usd, d.duration_ms
      from public.agent_usage_days d
      where d.day = any (whole) and (p_clients is null or d.client_id = any (p_clients))
      union all
      select f.* from (
        -- What lies between sealed days, as stretches.
        select lag(b.ends, 1, p_from) over (order by b.begins) as begins, b.begins as ends from (
          select (w.day::timestamp at time zone 'UTC') as begins, ((w.day + 1)::timestamp at time zone 'UTC') as ends
          from unnest(whole) as w (day)
          union all select p_to, p_to
        ) b
      ) gap cross join lateral public.usage_facts(gap.begins, gap.ends, p_clients) f
      where gap.begins < gap.ends
    )
    select
      case p_group
        when 'client' then d.client_id::text when 'repository' then d.repository_id::text
        when 'feature' then d.feature_id::text when 'teamMember' then d.team_member_id::text
        when 'jobType' then d.job_type when 'model' then d.model
        when 'day' then d.day::text when 'month' then to_char(d.day, 'YYYY-MM')
      end as key,
      d.model, sum(d.jobs)::bigint, sum(d.completed)::bigint, sum(d.failed)::bigint, sum(d.pull_requests)::bigint,
      sum(d.merged)::bigint, sum(d.input_tokens)::bigint, sum(d.output_tokens)::bigint, sum(d.cache_read_tokens)::bigint,
      sum(d.cache_write_tokens)::bigint, sum(d.cost_usd), sum(d.duration_ms)::bigint
    from days d group by 1, 2;
end $$;
