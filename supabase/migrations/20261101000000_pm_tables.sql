-- The tables a project-management database usually has already. What exists is kept as it is and only completed;
-- a table that is created here gets row level security, one that was there keeps its owner's rules (docs/adr/0003).
do $$
declare
  name text;
begin
  foreach name in array array['clients', 'features', 'team_members', 'code_repositories'] loop
    if to_regclass('public.' || name) is null then
      execute format('create table public.%I (id uuid primary key default gen_random_uuid())', name);
      execute format('alter table public.%I enable row level security', name);
    end if;
    execute format('grant all on table public.%I to service_role', name);
  end loop;
end $$;

alter table public.clients add column if not exists name text not null default '';
alter table public.clients add column if not exists created_at timestamptz not null default now();

alter table public.features add column if not exists client_id uuid references public.clients (id) on delete cascade;
alter table public.features add column if not exists title text not null default '';
alter table public.features add column if not exists created_at timestamptz not null default now();

alter table public.team_members add column if not exists name text not null default '';
alter table public.team_members add column if not exists created_at timestamptz not null default now();

alter table public.code_repositories
  add column if not exists client_id uuid references public.clients (id) on delete cascade;
alter table public.code_repositories add column if not exists owner_name text not null default '';
alter table public.code_repositories add column if not exists repo_name text not null default '';
alter table public.code_repositories add column if not exists default_branch text not null default 'main';
alter table public.code_repositories add column if not exists created_at timestamptz not null default now();

create index if not exists code_repositories_client_id_idx on public.code_repositories (client_id);
create index if not exists code_repositories_github_name_idx
  on public.code_repositories (lower(owner_name), lower(repo_name));

-- Adds a repository to a client once: two calls at the same moment answer the same row, because both wait for the
-- client's row lock. GitHub's names do not distinguish case. An unknown client gives no row.
create or replace function public.add_client_repository(
  p_id uuid, p_client_id uuid, p_owner text, p_repo text, p_default_branch text
)
returns table (created boolean, repository jsonb)
language plpgsql
set search_path = ''
as $$
declare
  found_row public.code_repositories;
begin
  perform 1 from public.clients c where c.id = p_client_id for update;
  if not found then
    return;
  end if;
  select r.* into found_row from public.code_repositories r
    where r.client_id = p_client_id and lower(r.owner_name) = lower(p_owner) and lower(r.repo_name) = lower(p_repo)
    order by r.created_at, r.id limit 1;
  if found then
    return query select found_row.id = p_id, to_jsonb(found_row);
    return;
  end if;
  insert into public.code_repositories (id, client_id, owner_name, repo_name, default_branch)
    values (p_id, p_client_id, p_owner, p_repo, p_default_branch)
    returning * into found_row;
  return query select true, to_jsonb(found_row);
end $$;

revoke execute on function public.add_client_repository(uuid, uuid, text, text, text) from public, anon, authenticated;
grant execute on function public.add_client_repository(uuid, uuid, text, text, text) to service_role;
