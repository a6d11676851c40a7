-- From supabase/schemas/jobs.sql, by npm run schema:migrations.
-- A row is both a job and its place in the queue (docs/adr/0002, docs/adr/0004).

create table if not exists public.agent_jobs (id uuid primary key default gen_random_uuid());

-- What the caller asked for. created_by_key: the name of the API key; null: AGENT_API_SECRET.
-- request_id: the X-Request-Id of the request that created it. trace_id: the trace of that request, traceparent: the span in it
-- under which runs hang (docs/adr/0074); null: nobody traces it.
alter table public.agent_jobs add column if not exists client_id uuid references public.clients (id) on delete set null;
alter table public.agent_jobs add column if not exists feature_id uuid references public.features (id) on delete set null;
alter table public.agent_jobs add column if not exists repository_id uuid references public.code_repositories (id) on delete set null;
alter table public.agent_jobs add column if not exists created_by_team_member_id uuid references public.team_members (id) on delete set null;
alter table public.agent_jobs add column if not exists created_by_key text;
alter table public.agent_jobs add column if not exists request_id text;
alter table public.agent_jobs add column if not exists trace_id text;
alter table public.agent_jobs add column if not exists traceparent text;
alter table public.agent_jobs add column if not exists original_job_id uuid;
-- The job whose work this one goes on from, and the first of that chain.
alter table public.agent_jobs add column if not exists follow_up_of uuid;
alter table public.agent_jobs add column if not exists root_job_id uuid;
-- What the caller's own system says of the job, and its id there.
alter table public.agent_jobs add column if not exists metadata jsonb not null default '{}';
alter table public.agent_jobs add column if not exists external_id text;
alter table public.agent_jobs add column if not exists archived boolean not null default false;
alter table public.agent_jobs add column if not exists job_type text not null default 'code';
alter table public.agent_jobs add column if not exists title text;
alter table public.agent_jobs add column if not exists prompt text not null default '';
alter table public.agent_jobs add column if not exists branch_name text;
-- base_branch: null: the default one. wanted_model: null: the server's; model says which it was.
alter table public.agent_jobs add column if not exists base_branch text;
alter table public.agent_jobs add column if not exists draft boolean not null default false;
alter table public.agent_jobs add column if not exists wanted_model text;
alter table public.agent_jobs add column if not exists max_cost_usd numeric(12, 4);
alter table public.agent_jobs add column if not exists max_duration_minutes integer;
alter table public.agent_jobs add column if not exists max_iterations integer;
alter table public.agent_jobs add column if not exists completion_promise text;
alter table public.agent_jobs add column if not exists feedback_commands jsonb;
-- The names of the variables that its tools and commands get, in order; null: none. Their values are in agent_job_env.
alter table public.agent_jobs add column if not exists env_names jsonb;
-- The files that came with it, in order: {"name", "content_type", "bytes"}. Their contents are in agent_job_attachments.
alter table public.agent_jobs add column if not exists attachments jsonb not null default '[]';
-- The validated fields of the type's own request; null: it has none.
alter table public.agent_jobs add column if not exists options jsonb;
-- Whether a person approves a plan before the work begins.
alter table public.agent_jobs add column if not exists plan_approval boolean not null default false;
-- What the last answer must fit as data; null: it is text alone.
alter table public.agent_jobs add column if not exists output_schema jsonb;
-- Higher starts first. not_before: the caller's own schedule; run_after says what holds now, whoever decided it.
alter table public.agent_jobs add column if not exists priority integer not null default 0;
alter table public.agent_jobs add column if not exists not_before timestamptz;
alter table public.agent_jobs add column if not exists created_at timestamptz not null default now();

-- What the job's type is like. The server writes these with the job, so that functions never ask for a type by name.
-- converses: it takes messages, and can be parked and completed. changes_tree: it locks its branch. iterates: it can
-- be asked to stop after an iteration. asks_model: it needs the model, and spends budgets.
alter table public.agent_jobs add column if not exists converses boolean not null default false;
alter table public.agent_jobs add column if not exists changes_tree boolean not null default true;
alter table public.agent_jobs add column if not exists iterates boolean not null default false;
alter table public.agent_jobs add column if not exists asks_model boolean not null default true;

-- Where it stands.
alter table public.agent_jobs add column if not exists status text not null default 'queued';
alter table public.agent_jobs add column if not exists phase text;
alter table public.agent_jobs add column if not exists wait_reason text;
alter table public.agent_jobs add column if not exists run_after timestamptz;
alter table public.agent_jobs add column if not exists started_at timestamptz;
alter table public.agent_jobs add column if not exists completed_at timestamptz;
alter table public.agent_jobs add column if not exists updated_at timestamptz not null default now();
alter table public.agent_jobs add column if not exists cancel_requested_at timestamptz;
alter table public.agent_jobs add column if not exists stop_requested_at timestamptz;
alter table public.agent_jobs add column if not exists complete_requested_at timestamptz;
-- Since when the person is waited for, when a parked conversation is due to resume, and whether Claude owes an answer.
alter table public.agent_jobs add column if not exists awaiting_input_since timestamptz;
alter table public.agent_jobs add column if not exists answer_owed boolean not null default true;
alter table public.agent_jobs add column if not exists wake_at timestamptz;

-- The plan that was made last, the session of Claude that made it, what its person has said of it (null: nothing, or it was
-- told to Claude), and when it was approved.
alter table public.agent_jobs add column if not exists plan text;
alter table public.agent_jobs add column if not exists plan_session_id uuid;
alter table public.agent_jobs add column if not exists plan_answer text;
alter table public.agent_jobs add column if not exists plan_approved_at timestamptz;

-- Who runs it. lease_token grows with each claim, and is the fence that every write of a run carries.
alter table public.agent_jobs add column if not exists attempt integer not null default 0;
alter table public.agent_jobs add column if not exists lease_owner text;
alter table public.agent_jobs add column if not exists lease_token bigint not null default 0;
alter table public.agent_jobs add column if not exists lease_expires_at timestamptz;
alter table public.agent_jobs add column if not exists branch_lock text;
-- The interruptions that count as attempts, in order: {"attempt", "node", "phase", "noticed_at"}.
alter table public.agent_jobs add column if not exists interruptions jsonb not null default '[]';
-- How often in a row the job was postponed without a known end, for the model or for the forge, and the tokens it had used
-- by then: more is progress.
alter table public.agent_jobs add column if not exists postponements integer not null default 0;
alter table public.agent_jobs add column if not exists postponed_for text;
alter table public.agent_jobs add column if not exists postponed_tokens bigint;
-- The node whose clone has work that is finished and could not be published.
alter table public.agent_jobs add column if not exists work_kept_on text;

-- Its results.
alter table public.agent_jobs add column if not exists session_id uuid;
-- When Claude's last run ended well: from then on its work only needs to be collected and published.
alter table public.agent_jobs add column if not exists session_ended_at timestamptz;
-- The ids under which Claude gets messages whose turn the model refused: it would take the first ones for answered.
alter table public.agent_jobs add column if not exists message_aliases jsonb not null default '{}';
alter table public.agent_jobs add column if not exists model text;
alter table public.agent_jobs add column if not exists sandbox text;
alter table public.agent_jobs add column if not exists base_sha text;
alter table public.agent_jobs add column if not exists head_sha text;
-- The commit that the forge has taken on the job's branch.
alter table public.agent_jobs add column if not exists pushed_sha text;
-- When the unfinished work was pushed to GitHub for other nodes; null: nothing is there. Written before the push, so
-- that what a dead node left there is found.
alter table public.agent_jobs add column if not exists shared_at timestamptz;
alter table public.agent_jobs add column if not exists pr_url text;
alter table public.agent_jobs add column if not exists pr_number integer;
-- Whether the pull request was a draft when the job last touched it; null: there is none, or nobody has noted it.
alter table public.agent_jobs add column if not exists pr_draft boolean;
-- open, merged or closed, as it was when somebody looked last; null: there is none, or nobody has looked.
alter table public.agent_jobs add column if not exists pr_state text;
alter table public.agent_jobs add column if not exists merged_at timestamptz;
-- What at GitHub the job answers: {"kind", "login", "url"}; null: it was asked for through the API.
alter table public.agent_jobs add column if not exists github_request jsonb;
alter table public.agent_jobs add column if not exists error text;
alter table public.agent_jobs add column if not exists error_code text;
alter table public.agent_jobs add column if not exists result_summary text;
-- The last answer that fits output_schema. It may be null, too: output_valid says whether there is one.
alter table public.agent_jobs add column if not exists output jsonb;
alter table public.agent_jobs add column if not exists output_valid boolean not null default false;
alter table public.agent_jobs add column if not exists num_turns integer;
alter table public.agent_jobs add column if not exists input_tokens bigint;
alter table public.agent_jobs add column if not exists output_tokens bigint;
alter table public.agent_jobs add column if not exists total_cost_usd numeric(14, 6);
alter table public.agent_jobs add column if not exists duration_ms bigint;
alter table public.agent_jobs add column if not exists current_iteration integer;
alter table public.agent_jobs add column if not exists total_iterations integer;
alter table public.agent_jobs add column if not exists completion_reason text;

alter table public.agent_jobs drop constraint if exists agent_jobs_known_status;
alter table public.agent_jobs add constraint agent_jobs_known_status check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')) not valid;
alter table public.agent_jobs drop constraint if exists agent_jobs_priority_range;
alter table public.agent_jobs add constraint agent_jobs_priority_range check (priority between -100 and 100) not valid;
alter table public.agent_jobs drop constraint if exists agent_jobs_metadata_object;
alter table public.agent_jobs add constraint agent_jobs_metadata_object check (jsonb_typeof(metadata) = 'object') not valid;
alter table public.agent_jobs drop constraint if exists agent_jobs_type_pattern;
alter table public.agent_jobs add constraint agent_jobs_type_pattern check (job_type ~ '^[a-z][a-z0-9-]{0,39}$') not valid;
alter table public.agent_jobs enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_jobs'::regclass) then
    revoke all on table public.agent_jobs from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_jobs to service_role;

create index if not exists agent_jobs_newest_idx on public.agent_jobs (created_at desc, id desc);
create index if not exists agent_jobs_status_idx on public.agent_jobs (status, created_at desc);
create index if not exists agent_jobs_client_idx on public.agent_jobs (client_id, created_at desc) include (status);
create index if not exists agent_jobs_feature_idx on public.agent_jobs (feature_id, created_at desc) include (status);
-- What else a list can be narrowed by. Of a history that is archived nearly as a whole, the rest is found in an index of its own.
create index if not exists agent_jobs_not_archived_idx on public.agent_jobs (created_at desc, id desc) where not archived;
create index if not exists agent_jobs_repository_idx on public.agent_jobs (repository_id, created_at desc);
create index if not exists agent_jobs_type_idx on public.agent_jobs (job_type, created_at desc);
create index if not exists agent_jobs_branch_name_idx on public.agent_jobs (branch_name, created_at desc);
create index if not exists agent_jobs_creator_idx on public.agent_jobs (created_by_team_member_id, created_at desc)
  where created_by_team_member_id is not null;
create index if not exists agent_jobs_external_id_idx on public.agent_jobs (external_id, created_at desc) where external_id is not null;
create index if not exists agent_jobs_awaiting_idx on public.agent_jobs (created_at desc)
  where awaiting_input_since is not null or phase = 'awaiting_approval';
create index if not exists agent_jobs_metadata_idx on public.agent_jobs using gin (metadata jsonb_path_ops) where metadata <> '{}';
-- Words of any language, as they are written. A vector of words holds 1 MB at most, which the longest prompt might exceed.
create index if not exists agent_jobs_words_idx on public.agent_jobs
  using gin (to_tsvector('simple', coalesce(title, '') || ' ' || left(prompt, 20000)));
create index if not exists agent_jobs_chain_idx on public.agent_jobs (root_job_id, created_at, id) where root_job_id is not null;
create index if not exists agent_jobs_pull_request_idx on public.agent_jobs (repository_id, pr_number) where pr_number is not null;
create index if not exists agent_jobs_open_pull_request_idx on public.agent_jobs (repository_id, pr_number) where pr_state = 'open';
create index if not exists agent_jobs_updated_idx on public.agent_jobs (updated_at);
-- The order of the queue is (-priority, created_at, id) everywhere: rows of it can be compared as rows. What is included in
-- this index and the next two lets the queue be counted in them alone.
create index if not exists agent_jobs_queue_idx on public.agent_jobs ((-priority), created_at, id) include (priority)
  where status = 'queued';
-- A lane: the jobs of one repository, client and key that may start at any time, those that ask the model apart from others. What
-- holds back a client, a key or the model leaves out its lanes. Jobs whose repository is gone are of the one with the lowest id.
create index if not exists agent_jobs_lanes_idx on public.agent_jobs (
  coalesce(repository_id, '00000000-0000-0000-0000-000000000000'),
  coalesce(client_id, '00000000-0000-0000-0000-000000000000'), coalesce(created_by_key, ''), asks_model, (-priority),
  created_at, id
) include (client_id, repository_id, created_by_key) where status = 'queued' and run_after is null;
create index if not exists agent_jobs_scheduled_times_idx on public.agent_jobs (run_after)
  include (client_id, repository_id, created_by_key, asks_model)
  where status = 'queued' and run_after is not null;
create index if not exists agent_jobs_branch_idx on public.agent_jobs (branch_lock, status, (-priority), created_at, id)
  where status in ('queued', 'running');
-- Enforces "one job per branch at a time", even if the server's code errs.
create unique index if not exists agent_jobs_one_running_per_branch_idx on public.agent_jobs (branch_lock) where status = 'running';
-- The same order for the queue of single clients, and what a key has created lately.
create index if not exists agent_jobs_client_queue_idx on public.agent_jobs (client_id, (-priority), created_at, id) where status = 'queued';
create index if not exists agent_jobs_key_idx on public.agent_jobs (coalesce(created_by_key, ''), created_at);
create index if not exists agent_jobs_owner_idx on public.agent_jobs (lease_owner) where status = 'running';
create index if not exists agent_jobs_letting_go_idx on public.agent_jobs (lease_owner)
  where status = 'cancelled' and phase is not null;
create index if not exists agent_jobs_wake_idx on public.agent_jobs (wake_at)
  where status = 'running' and phase = 'parked' and wake_at is not null;
create index if not exists agent_jobs_postponed_idx on public.agent_jobs (wait_reason)
  where wait_reason is not null and status in ('queued', 'running');
create index if not exists agent_jobs_shared_idx on public.agent_jobs (id) where shared_at is not null;

-- Whether a running job is set aside: a person is to answer, and nothing of it runs. It holds no lease and no slot.
create or replace function public.is_set_aside(p_phase text)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select coalesce(p_phase in ('parked', 'awaiting_approval'), false)
$$;

-- The lock is on the branch at GitHub: two clients may have registered the same repository, and GitHub ignores case in
-- names of repositories (not of branches). A job that leaves the tree alone holds no branch.
create or replace function public.set_agent_job_branch_lock()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.branch_lock := null;
  if new.changes_tree then
    select lower(r.owner_name || '/' || r.repo_name) || ':' || new.branch_name into new.branch_lock
      from public.code_repositories r where r.id = new.repository_id and new.branch_name is not null;
  end if;
  return new;
end $$;
create or replace trigger agent_jobs_branch_lock
  before insert or update of repository_id, branch_name, changes_tree on public.agent_jobs
  for each row execute function public.set_agent_job_branch_lock();

-- A queued job does not start before the time that its caller has set, nor before the one to which it is postponed.
create or replace function public.schedule_agent_job()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.status = 'queued' and (new.not_before is not null or tg_op = 'UPDATE') then
    new.run_after := case when new.wait_reason is null then new.not_before else greatest(new.run_after, new.not_before) end;
  end if;
  return new;
end $$;
create or replace trigger agent_jobs_schedule
  before insert or update of not_before on public.agent_jobs
  for each row execute function public.schedule_agent_job();

-- Nobody is waited for once a job has ended, or is being completed, whichever statement came last. Its name puts this
-- trigger before those that look at the result.
create or replace function public.end_agent_job_wait()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.awaiting_input_since := null;
  return new;
end $$;
create or replace trigger agent_jobs_a_wait_ends
  before update on public.agent_jobs
  for each row
  when (
    new.awaiting_input_since is not null
    and (new.complete_requested_at is not null or new.status in ('completed', 'failed', 'cancelled'))
  )
  execute function public.end_agent_job_wait();

-- The database alone dates a change that callers see: "changed within the last minute" then means the same to writers
-- and readers on all nodes, whatever their clocks say.
create or replace function public.date_agent_job_change()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end $$;
create or replace trigger agent_jobs_date_change
  before update on public.agent_jobs
  for each row
  when (
    (old.status, old.phase, old.awaiting_input_since, old.error, old.pr_url, old.pr_draft, old.pr_state,
      old.completion_reason)
    is distinct from
    (new.status, new.phase, new.awaiting_input_since, new.error, new.pr_url, new.pr_draft, new.pr_state,
      new.completion_reason)
    or (old.title, old.metadata, old.external_id, old.archived, old.priority, old.not_before)
    is distinct from
    (new.title, new.metadata, new.external_id, new.archived, new.priority, new.not_before)
  )
  execute function public.date_agent_job_change();

-- Jobs as lists show them, in the order of p_ids: of long texts only the beginning, and no long data, which is said beside
-- them. Those that are gone are left out.
create or replace function public.job_summaries(p_ids uuid[])
returns table (summary jsonb)
language sql
stable
set search_path = ''
as $$
  select to_jsonb(short.job) || jsonb_build_object(
    'prompt_truncated', octet_length(j.prompt) > octet_length((short.job).prompt),
    'result_summary_truncated',
      coalesce(octet_length(j.result_summary) > octet_length((short.job).result_summary), false),
    'plan_truncated', coalesce(octet_length(j.plan) > octet_length((short.job).plan), false),
    'output_truncated', data.is_long
  )
  from unnest(p_ids) with ordinality as wanted (id, place)
  join public.agent_jobs j on j.id = wanted.id
  cross join lateral (
    select coalesce(length(j.output::text), 0) + coalesce(length(j.output_schema::text), 0) > 10000 as is_long
  ) data
  cross join lateral (
    select jsonb_populate_record(
      j,
      jsonb_build_object(
        'prompt', left(j.prompt, 1000), 'result_summary', left(j.result_summary, 10000), 'plan', left(j.plan, 10000)
      ) || case when data.is_long then '{"output": null, "output_schema": null}' else '{}' end::jsonb
    ) as job
  ) short
  order by wanted.place
$$;

-- The jobs of a list, as the text of a query. p_filter names what narrows it; what is absent or null does not: statuses (an
-- array as Postgres writes it), client_ids (another: jobs of one of these clients), client_id, feature_id, repository_id, job_type, branch, external_id, team_member_id,
-- created_after and created_before (both without the moment itself), words (as websearch_to_tsquery reads them), metadata
-- (its entries, all of them), awaiting_input, and archived: true, unless archived jobs are left out. A text, because a plan
-- for any filter would be a bad one for most.
create or replace function public.listed_jobs(p_filter jsonb)
returns text
language sql
immutable
set search_path = ''
as $$
  select concat(
    'from public.agent_jobs j where true',
    case when p_filter ->> 'archived' is distinct from 'true' then ' and not j.archived' end,
    case when p_filter ->> 'awaiting_input' = 'true' then ' and (j.awaiting_input_since is not null or j.phase = ''awaiting_approval'')'
    end,
    ' and j.status = any (' || quote_literal(p_filter ->> 'statuses') || '::text[])',
    ' and j.client_id = any (' || quote_literal(p_filter ->> 'client_ids') || '::uuid[])',
    ' and j.client_id = ' || quote_literal(p_filter ->> 'client_id'),
    ' and j.feature_id = ' || quote_literal(p_filter ->> 'feature_id'),
    ' and j.repository_id = ' || quote_literal(p_filter ->> 'repository_id'),
    ' and j.job_type = ' || quote_literal(p_filter ->> 'job_type'),
    ' and j.branch_name = ' || quote_literal(p_filter ->> 'branch'),
    ' and j.external_id = ' || quote_literal(p_filter ->> 'external_id'),
    ' and j.created_by_team_member_id = ' || quote_literal(p_filter ->> 'team_member_id'),
    ' and j.created_at > ' || quote_literal(p_filter ->> 'created_after'),
    ' and j.created_at < ' || quote_literal(p_filter ->> 'created_before'),
    ' and j.metadata <> ''{}'' and j.metadata @> ' || quote_literal(p_filter ->> 'metadata'),
    ' and to_tsvector(''simple'', coalesce(j.title, '''') || '' '' || left(j.prompt, 20000)) @@ websearch_to_tsquery(''simple'', '
      || quote_literal(p_filter ->> 'words') || ')'
  )
$$;

-- A page of that list, newest first. p_after_at and p_after_id: the last job of the page before; null: from the newest.
create or replace function public.list_jobs(
  p_filter jsonb, p_limit integer, p_offset integer, p_after_at timestamptz, p_after_id uuid
)
returns table (id uuid)
language plpgsql
stable
set search_path = ''
as $$
begin
  for id in execute format(
    'select j.id %s %s order by j.created_at desc, j.id desc limit %s offset %s',
    public.listed_jobs(p_filter),
    case when p_after_id is not null then format('and (j.created_at, j.id) < (%L, %L)', p_after_at, p_after_id) end,
    p_limit, p_offset
  ) loop
    return next;
  end loop;
end $$;

-- How many jobs it has: exactly, up to p_exact; above that, what the planner estimates, and is_estimate says so. Counting
-- all of a long history takes time that grows with it.
create or replace function public.count_jobs(p_filter jsonb, p_exact integer)
returns table (total bigint, is_estimate boolean)
language plpgsql
set search_path = ''
as $$
declare
  listed text := 'select ' || public.listed_jobs(p_filter);
  plan json;
begin
  execute format('select count(*) from (%s limit %s) few', listed, p_exact + 1) into total;
  is_estimate := total > p_exact;
  if is_estimate then
    execute 'explain (format json) ' || listed into plan;
    total := greatest(total, (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint);
  end if;
  return next;
end $$;
