-- Registered repositories as callers list, change and remove them (docs/adr/0055), and what becomes of their names (docs/adr/0067).

-- Names at GitHub that repositories had before they were removed or renamed: nodes may have clones of them. name: in lower case.
create table public.agent_gone_repositories (
  name text primary key,
  -- 'owner/name' of the same repository now: clones are moved there. null: it is no repository of ours any more.
  moved_to text,
  gone_at timestamptz not null default now()
);
alter table public.agent_gone_repositories enable row level security;
revoke all on table public.agent_gone_repositories from anon, authenticated;
grant all on table public.agent_gone_repositories to service_role;

-- p_moved_to: null: the repository has no other name.
create function public.note_gone_repository(p_owner text, p_repo text, p_moved_to text)
returns void
language sql
set search_path = ''
as $$
  insert into public.agent_gone_repositories (name, moved_to) values (lower(p_owner || '/' || p_repo), p_moved_to)
    on conflict (name) do update set gone_at = now(), moved_to = excluded.moved_to;
  -- Whatever had moved to this name moves on with it.
  update public.agent_gone_repositories g set moved_to = p_moved_to where lower(g.moved_to) = lower(p_owner || '/' || p_repo);
  delete from public.agent_gone_repositories g where g.name = lower(p_moved_to);
$$;

-- The names that no client has any more.
create function public.gone_repositories()
returns table (name text, moved_to text)
language sql
stable
set search_path = ''
as $$
  select g.name, g.moved_to from public.agent_gone_repositories g
  where not exists (
    select from public.code_repositories r where lower(r.owner_name || '/' || r.repo_name) = g.name
  )
$$;

-- What the server keeps for repositories, whose table is somebody else's. null: nothing is said.
create table public.agent_repository_settings (
  repository_id uuid primary key references public.code_repositories (id) on delete cascade,
  -- For the next run of each job.
  instructions text,
  model text,
  protected_paths text[],
  labels text[],
  reviewers text[],
  submodules boolean,
  -- Runs in the sandbox before Claude. setup_cache_key: patterns of the files that its result depends on; null: lock files, {}: it is
  -- not kept.
  setup_command text,
  setup_timeout_minutes integer,
  setup_cache_key text[],
  -- For new jobs.
  feedback_commands text[],
  draft boolean,
  branch_prefix text,
  -- For what happens at GitHub from now on: {"on_review", "on_failed_checks", "mention", "max_per_pull_request"}.
  auto_follow_up jsonb
);
alter table public.agent_repository_settings enable row level security;
revoke all on table public.agent_repository_settings from anon, authenticated;
grant all on table public.agent_repository_settings to service_role;

-- Which repository at the forge a row means, kept from the first contact on: names are given away, ids are not.
create table public.agent_repository_identities (
  repository_id uuid primary key references public.code_repositories (id) on delete cascade,
  github_id bigint not null,
  noted_at timestamptz not null default now()
);
alter table public.agent_repository_identities enable row level security;
revoke all on table public.agent_repository_identities from anon, authenticated;
grant all on table public.agent_repository_identities to service_role;
create index agent_repository_identities_github_idx on public.agent_repository_identities (github_id);

-- Gives a repository, whose row is locked, another name. p_is_same: it is the same repository at the forge, so that its clones move.
create function public.rename_repository(p_known public.code_repositories, p_owner text, p_repo text, p_is_same boolean)
returns void
language plpgsql
set search_path = ''
as $$
begin
  update public.code_repositories r set owner_name = p_owner, repo_name = p_repo where r.id = p_known.id;
  perform public.note_gone_repository(
    p_known.owner_name, p_known.repo_name, case when p_is_same then p_owner || '/' || p_repo end
  );
  -- The lock on a branch has the name of the repository.
  update public.agent_jobs j set branch_name = j.branch_name where j.repository_id = p_known.id and j.status = 'queued';
  begin
    update public.agent_jobs j set branch_name = j.branch_name where j.repository_id = p_known.id and j.status = 'running';
  exception when unique_violation then
    -- A job of another client's row works on the same branch under the new name: both keep the locks that they have.
    null;
  end;
end $$;

-- What the forge says of a repository: its id there, and the name that it has now. A new name of the same repository is taken over,
-- which is in the audit log. outcome: 'same', 'renamed', 'other' (the name belongs to another repository now), 'taken' (the client has
-- registered the new name as well) or 'not_found'.
create function public.note_repository_identity(p_id uuid, p_github_id bigint, p_owner text, p_repo text, p_node text)
returns text
language plpgsql
set search_path = ''
as $$
declare
  known public.code_repositories;
  noted bigint;
  twin public.code_repositories;
begin
  -- Nearly always nothing has changed, and nobody need wait.
  if exists (
    select from public.code_repositories r join public.agent_repository_identities i on i.repository_id = r.id
    where r.id = p_id and i.github_id = p_github_id
      and (lower(r.owner_name), lower(r.repo_name)) = (lower(p_owner), lower(p_repo))
  ) then
    return 'same';
  end if;
  select r.* into known from public.code_repositories r where r.id = p_id for update;
  if not found then
    return 'not_found';
  end if;
  insert into public.agent_repository_identities (repository_id, github_id) values (p_id, p_github_id)
    on conflict (repository_id) do nothing;
  select i.github_id into noted from public.agent_repository_identities i where i.repository_id = p_id;
  if noted <> p_github_id then
    return 'other';
  elsif (lower(known.owner_name), lower(known.repo_name)) = (lower(p_owner), lower(p_repo)) then
    return 'same';
  elsif exists (
    select from public.code_repositories r
    where r.client_id = known.client_id and r.id <> p_id
      and (lower(r.owner_name), lower(r.repo_name)) = (lower(p_owner), lower(p_repo))
  ) then
    return 'taken';
  end if;
  -- Other clients may have the same repository.
  for twin in
    select r.* from public.code_repositories r join public.agent_repository_identities i on i.repository_id = r.id
    where i.github_id = p_github_id
      and (lower(r.owner_name), lower(r.repo_name)) = (lower(known.owner_name), lower(known.repo_name))
      and not exists (
        select from public.code_repositories o
        where o.client_id = r.client_id and (lower(o.owner_name), lower(o.repo_name)) = (lower(p_owner), lower(p_repo))
      )
    order by r.id for update of r
  loop
    perform public.rename_repository(twin, p_owner, p_repo, true);
    perform public.record_audit_entries(jsonb_build_array(jsonb_build_object(
      'id', gen_random_uuid(), 'at', now(), 'node', p_node, 'method', 'SERVER', 'route', '/repos/:id',
      'ids', jsonb_build_object('id', twin.id),
      'changes', jsonb_build_object(
        'owner_name', jsonb_build_object('from', twin.owner_name, 'to', p_owner),
        'repo_name', jsonb_build_object('from', twin.repo_name, 'to', p_repo)
      )
    )));
  end loop;
  return 'renamed';
end $$;

-- Changes what callers may change of a repository, by the columns in p_changes, and its settings, by those in p_settings. before
-- and after have both. outcome: 'changed'; 'not_found'; 'taken' when the
-- client has a repository of that name already; 'branch_in_use' as in add_client_repository; 'has_live_jobs' when it was to get
-- another name while jobs have work that they will push to it. p_github_id: that of the repository that has the name in p_changes; null:
-- nobody knows it.
create function public.change_repository(p_id uuid, p_changes jsonb, p_settings jsonb, p_github_id bigint)
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
    perform public.rename_repository(known, wanted.owner_name, wanted.repo_name, exists (
      select from public.agent_repository_identities i where i.repository_id = p_id and i.github_id = p_github_id
    ));
  end if;
  -- Whoever says the name means the repository that has it now.
  if gets_name or p_changes ? 'repo_name' or p_changes ? 'owner_name' then
    delete from public.agent_repository_identities i where i.repository_id = p_id and i.github_id is distinct from p_github_id;
    insert into public.agent_repository_identities (repository_id, github_id)
      select p_id, p_github_id where p_github_id is not null
      on conflict (repository_id) do nothing;
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
create function public.remove_repository(p_id uuid)
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
  -- What it has cost is still asked for.
  insert into public.agent_usage_names (id, name) values (p_id, known.owner_name || '/' || known.repo_name)
    on conflict (id) do update set name = excluded.name;
  perform public.note_gone_repository(known.owner_name, known.repo_name, null);
  return query select 'removed', to_jsonb(known);
end $$;

-- A page of repositories, oldest first: of these clients; null: of all. p_after_at and p_after_id: the last one of the page before; null:
-- from the oldest. A row of another
-- system may have no date.
create function public.list_repositories(p_client_ids uuid[], p_limit integer, p_after_at timestamptz, p_after_id uuid)
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
