-- A cancelled job shows its phase until its run has let go of it. The run of a node that died never does.
create index if not exists agent_jobs_letting_go_idx on public.agent_jobs (lease_owner)
  where status = 'cancelled' and phase is not null;

-- As take_back_jobs without a node, and lets go of cancelled jobs whose node is not alive any more.
create or replace function public.take_back_expired_jobs(p_max_attempts integer)
returns table (id uuid, status text, attempt integer, lease_token bigint, note text)
language plpgsql
set search_path = ''
as $$
begin
  update public.agent_jobs j set phase = null, updated_at = now()
    where j.status = 'cancelled' and j.phase is not null and j.lease_expires_at < now()
      and not exists (select from public.agent_nodes n where n.id = j.lease_owner and n.alive_until > now());
  return query select t.* from public.take_back_jobs(p_max_attempts) t;
end $$;

-- As before, and lets go of the node's cancelled jobs.
create or replace function public.take_back_own_jobs(p_max_attempts integer, p_node text, p_life uuid)
returns table (id uuid, status text, attempt integer, lease_token bigint, note text)
language plpgsql
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('agent_jobs.claim'));
  if exists (select from public.agent_nodes n where n.id = p_node and n.life = p_life) then
    update public.agent_jobs j set phase = null, updated_at = now()
      where j.status = 'cancelled' and j.phase is not null and j.lease_owner = p_node;
    return query select t.* from public.take_back_jobs(p_max_attempts, p_node) t;
  end if;
end $$;

do $$
declare
  signature text;
begin
  foreach signature in array array['take_back_expired_jobs(integer)', 'take_back_own_jobs(integer, text, uuid)'] loop
    execute 'revoke execute on function public.' || signature || ' from public, anon, authenticated';
    execute 'grant execute on function public.' || signature || ' to service_role';
  end loop;
end $$;
