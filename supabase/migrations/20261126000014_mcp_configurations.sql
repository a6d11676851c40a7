-- From supabase/schemas/mcp_configurations.sql, by npm run schema:migrations.
-- The MCP servers that task jobs of a repository may use. A configuration holds secrets in clear text: only the server's
-- own role reads it, and the server never answers it.

create table if not exists public.agent_repository_mcp_configs (repository_id uuid primary key references public.code_repositories (id) on delete cascade);
alter table public.agent_repository_mcp_configs add column if not exists config jsonb not null;
alter table public.agent_repository_mcp_configs add column if not exists updated_at timestamptz not null default now();
alter table public.agent_repository_mcp_configs enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_repository_mcp_configs'::regclass) then
    revoke all on table public.agent_repository_mcp_configs from public, anon, authenticated;
  end if;
end $$;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_repository_mcp_configs'::regclass) then
    revoke all on table public.agent_repository_mcp_configs from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_repository_mcp_configs to service_role;

-- Sets or, with a null p_config, removes the configuration of a repository. Answers false for an unknown repository.
create or replace function public.set_repository_mcp_config(p_repository_id uuid, p_config jsonb)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform 1 from public.code_repositories r where r.id = p_repository_id for key share;
  if not found then
    return false;
  end if;
  if p_config is null then
    delete from public.agent_repository_mcp_configs c where c.repository_id = p_repository_id;
    return true;
  end if;
  insert into public.agent_repository_mcp_configs (repository_id, config) values (p_repository_id, p_config)
    on conflict (repository_id) do update set config = excluded.config, updated_at = now();
  return true;
end $$;
