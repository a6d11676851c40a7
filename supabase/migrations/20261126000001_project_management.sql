-- From supabase/schemas/project_management.sql, by npm run schema:migrations.
-- What a project-management system knows. Its database usually has these tables, with columns and policies of its own.

do $$
begin
  if to_regclass('public.clients') is null then
    create table public.clients (id uuid primary key default gen_random_uuid(), name text not null default '');
    alter table public.clients enable row level security;
    revoke all on table public.clients from anon, authenticated;
  end if;
end $$;
alter table public.clients add column if not exists created_at timestamptz not null default now();
grant all on table public.clients to service_role;

do $$
begin
  if to_regclass('public.features') is null then
    create table public.features (id uuid primary key default gen_random_uuid(), title text not null default '');
    alter table public.features enable row level security;
    revoke all on table public.features from anon, authenticated;
  end if;
end $$;
alter table public.features add column if not exists client_id uuid references public.clients (id) on delete cascade;
alter table public.features add column if not exists created_at timestamptz not null default now();
grant all on table public.features to service_role;

do $$
begin
  if to_regclass('public.team_members') is null then
    create table public.team_members (id uuid primary key default gen_random_uuid(), name text not null default '');
    alter table public.team_members enable row level security;
    revoke all on table public.team_members from anon, authenticated;
  end if;
end $$;
alter table public.team_members add column if not exists created_at timestamptz not null default now();
grant all on table public.team_members to service_role;

do $$
begin
  if to_regclass('public.code_repositories') is null then
    create table public.code_repositories (id uuid primary key default gen_random_uuid(), owner_name text not null default '', repo_name text not null default '');
    alter table public.code_repositories enable row level security;
    revoke all on table public.code_repositories from anon, authenticated;
  end if;
end $$;
alter table public.code_repositories add column if not exists client_id uuid references public.clients (id) on delete cascade;
alter table public.code_repositories add column if not exists default_branch text not null default 'main';
alter table public.code_repositories add column if not exists created_at timestamptz not null default now();
-- Whether Claude may use the repository's own settings (docs/adr/0014). They run commands and can send
-- the model's credential elsewhere, so the default is no. Null, in a column that was there before, also means no.
alter table public.code_repositories add column if not exists trust_repo_config boolean not null default false;
-- How many jobs of the repository work at the same time, parked conversations not counted; null: no limit.
alter table public.code_repositories add column if not exists max_concurrent_jobs integer;
alter table public.code_repositories drop constraint if exists code_repositories_limit_range;
alter table public.code_repositories add constraint code_repositories_limit_range check (max_concurrent_jobs between 1 and 1000) not valid;
grant all on table public.code_repositories to service_role;
create index if not exists code_repositories_client_id_idx on public.code_repositories (client_id);
create index if not exists code_repositories_github_name_idx on public.code_repositories (lower(owner_name), lower(repo_name));

-- Adds a repository to a client once: simultaneous calls answer the same row, because they wait for the client's row
-- lock. GitHub ignores case in names. p_default_branch null: a row that is there keeps its branch, a new one gets
-- p_fallback_branch. outcome: 'created', 'found', 'changed' when the default branch is another now, or 'branch_in_use'
-- when jobs that have not ended work on the branch that was to become the default one. An unknown client gives no row.
create or replace function public.add_client_repository(
  p_id uuid, p_client_id uuid, p_owner text, p_repo text, p_default_branch text, p_fallback_branch text
)
returns table (outcome text, repository jsonb, previous_branch text)
language plpgsql
set search_path = ''
as $$
declare
  found_row public.code_repositories;
  previous text;
begin
  perform 1 from public.clients c where c.id = p_client_id for update;
  if not found then
    return;
  end if;
  select r.* into found_row from public.code_repositories r
    where r.client_id = p_client_id and lower(r.owner_name) = lower(p_owner) and lower(r.repo_name) = lower(p_repo)
    order by r.created_at, r.id limit 1;
  if not found then
    insert into public.code_repositories (id, client_id, owner_name, repo_name, default_branch)
      values (p_id, p_client_id, p_owner, p_repo, coalesce(p_default_branch, p_fallback_branch))
      returning * into found_row;
    return query select 'created', to_jsonb(found_row), null::text;
    return;
  end if;
  previous := found_row.default_branch;
  if p_default_branch is null or previous = p_default_branch then
    -- A repeated request finds its own row.
    return query select case when found_row.id = p_id then 'created' else 'found' end, to_jsonb(found_row), previous;
    return;
  end if;
  if exists (select from public.agent_jobs j where j.repository_id = found_row.id and j.changes_tree
             and j.branch_name = p_default_branch and j.status in ('queued', 'running')) then
    return query select 'branch_in_use', to_jsonb(found_row), previous;
    return;
  end if;
  update public.code_repositories r set default_branch = p_default_branch where r.id = found_row.id
    returning r.* into found_row;
  return query select 'changed', to_jsonb(found_row), previous;
end $$;
