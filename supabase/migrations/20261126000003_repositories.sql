-- From supabase/schemas/repositories.sql, by npm run schema:migrations.
-- Registered repositories as callers list, change and remove them (docs/adr/0055).

-- Names at GitHub that repositories had before they were removed or renamed: nodes may have clones of them. name: in lower case.
create table if not exists public.agent_gone_repositories (name text primary key);
alter table public.agent_gone_repositories add column if not exists gone_at timestamptz not null default now();
alter table public.agent_gone_repositories enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_gone_repositories'::regclass) then
    revoke all on table public.agent_gone_repositories from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_gone_repositories to service_role;

create or replace function public.note_gone_repository(p_owner text, p_repo text)
returns void
language sql
set search_path = ''
as $$
  insert into public.agent_gone_repositories (name) values (lower(p_owner || '/' || p_repo))
    on conflict (name) do update set gone_at = now()
$$;

-- The names that no client has any more.
create or replace function public.gone_repositories()
returns table (name text)
language sql
stable
set search_path = ''
as $$
  select g.name from public.agent_gone_repositories g
  where not exists (
    select from public.code_repositories r where lower(r.owner_name || '/' || r.repo_name) = g.name
  )
$$;

-- What the server keeps for repositories, whose table is somebody else's. null: nothing is said.
create table if not exists public.agent_repository_settings (repository_id uuid primary key references public.code_repositories (id) on delete cascade);
-- For the next run of each job.
alter table public.agent_repository_settings add column if not exists instructions text;
alter table public.agent_repository_settings add column if not exists model text;
alter table public.agent_repository_settings add column if not exists protected_paths text[];
alter table public.agent_repository_settings add column if not exists labels text[];
alter table public.agent_repository_settings add column if not exists reviewers text[];
-- For new jobs.
alter table public.agent_repository_settings add column if not exists feedback_commands text[];
alter table public.agent_repository_settings add column if not exists draft boolean;
alter table public.agent_repository_settings add column if not exists branch_prefix text;
alter table public.agent_repository_settings enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_repository_settings'::regclass) then
    revoke all on table public.agent_repository_settings from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_repository_settings to service_role;

-- Changes what callers may change of a repository, by the columns in p_changes, and its settings, by those in p_settings. before
-- and after have both. outcome: 'changed'; 'not_found'; 'taken' when the
-- client has a repository of that name already; 'branch_in_use' as in add_client_repository; 'has_live_jobs' when it was to get
-- another name while jobs have work that they will push to it.
create or replace function public.change_repository(p_id uuid, p_changes jsonb, p_settings jsonb)
returns table (outcome text, before jsonb, after jsonb)
language plpgsql
set search_path = ''
as $$
declare
  known public.code_repositories;
  wanted public.code_repositories;
  settings public.agent_repository_settings;
  settings_before jsonb;
  gets_name boolean;
begin
  select r.* into known from public.code_repositories r where r.id = p_id for update;
  if not found then
    return query select 'not_found', null::jsonb, null::jsonb;
    return;
  end if;
  wanted := jsonb_populate_record(known, p_changes);
  gets_name := (lower(wanted.owner_name), lower(wanted.repo_name)) <> (lower(known.owner_name), lower(known.repo_name));
  if gets_name and exists (
    select from public.agent_jobs j
    where j.repository_id = p_id and j.status in ('queued', 'running') and j.changes_tree and j.started_at is not null
  ) then
    return query select 'has_live_jobs', to_jsonb(known), null::jsonb;
    return;
  elsif gets_name and exists (
    select from public.code_repositories r
    where r.client_id = known.client_id and r.id <> p_id
      and lower(r.owner_name) = lower(wanted.owner_name) and lower(r.repo_name) = lower(wanted.repo_name)
  ) then
    return query select 'taken', to_jsonb(known), null::jsonb;
    return;
  elsif wanted.default_branch <> known.default_branch and exists (
    select from public.agent_jobs j where j.repository_id = p_id and j.changes_tree
      and j.branch_name = wanted.default_branch and j.status in ('queued', 'running')
  ) then
    return query select 'branch_in_use', to_jsonb(known), null::jsonb;
    return;
  end if;
  update public.code_repositories r
    set owner_name = wanted.owner_name, repo_name = wanted.repo_name, default_branch = wanted.default_branch,
        trust_repo_config = wanted.trust_repo_config, max_concurrent_jobs = wanted.max_concurrent_jobs
    where r.id = p_id
    returning r.* into wanted;
  if gets_name then
    perform public.note_gone_repository(known.owner_name, known.repo_name);
    -- The lock on a branch has the name of the repository.
    update public.agent_jobs j set branch_name = j.branch_name where j.repository_id = p_id and j.status = 'queued';
  end if;
  select s.* into settings from public.agent_repository_settings s where s.repository_id = p_id;
  settings_before := coalesce(to_jsonb(settings), '{}');
  if p_settings <> '{}' then
    settings.repository_id := p_id;
    settings := jsonb_populate_record(settings, p_settings);
    delete from public.agent_repository_settings s where s.repository_id = p_id;
    insert into public.agent_repository_settings select settings.*;
  end if;
  return query select 'changed', settings_before || to_jsonb(known),
    coalesce(to_jsonb(settings), '{}') || to_jsonb(wanted);
end $$;

-- Removes a repository unless it has jobs that have not ended; its other jobs stay, without it. outcome: 'removed', 'not_found' or
-- 'has_live_jobs'. Whoever creates a job for it meanwhile waits for this, and finds it gone.
create or replace function public.remove_repository(p_id uuid)
returns table (outcome text, repository jsonb)
language plpgsql
set search_path = ''
as $$
declare
  known public.code_repositories;
begin
  select r.* into known from public.code_repositories r where r.id = p_id for update;
  if not found then
    return query select 'not_found', null::jsonb;
    return;
  elsif exists (select from public.agent_jobs j where j.repository_id = p_id and j.status in ('queued', 'running')) then
    return query select 'has_live_jobs', to_jsonb(known);
    return;
  end if;
  delete from public.code_repositories r where r.id = p_id;
  perform public.note_gone_repository(known.owner_name, known.repo_name);
  return query select 'removed', to_jsonb(known);
end $$;

-- A page of repositories, oldest first: of these clients; null: of all. p_after_at and p_after_id: the last one of the page before; null:
-- from the oldest. A row of another
-- system may have no date.
create or replace function public.list_repositories(p_client_ids uuid[], p_limit integer, p_after_at timestamptz, p_after_id uuid)
returns setof public.code_repositories
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
    select r.* from public.code_repositories r
    where (p_client_ids is null or r.client_id = any (p_client_ids))
      and (p_after_id is null or (coalesce(r.created_at, 'epoch'), r.id) > (p_after_at, p_after_id))
    order by coalesce(r.created_at, 'epoch'), r.id limit p_limit;
end $$;
