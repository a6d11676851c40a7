-- What housekeeping asks and does in the store.

-- What has become of jobs: of those that are known, in no order.
create or replace function public.job_fates(p_ids uuid[])
returns table (id uuid, status text, lease_owner text, ended_at timestamptz)
language sql
stable
set search_path = ''
as $$
  select j.id, j.status, j.lease_owner, case when j.status not in ('queued', 'running') then j.completed_at end
  from public.agent_jobs j where j.id = any (p_ids)
$$;

-- Removes up to p_limit messages of jobs that ended more than p_days ago, and answers how many.
create or replace function public.remove_old_messages(p_days integer, p_limit integer)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  removed integer;
begin
  with old as (
    select m.id from public.agent_job_messages m join public.agent_jobs j on j.id = m.job_id
    where j.status in ('completed', 'failed', 'cancelled') and j.completed_at < now() - make_interval(days => p_days)
    limit p_limit
  )
  delete from public.agent_job_messages m using old where m.id = old.id;
  get diagnostics removed = row_count;
  return removed;
end $$;

-- Bytes of the whole database.
create or replace function public.store_bytes()
returns bigint
language sql
stable
set search_path = ''
as $$
  select pg_database_size(current_database())
$$;

do $$
declare
  signature text;
begin
  foreach signature in array array['job_fates(uuid[])', 'remove_old_messages(integer, integer)', 'store_bytes()'] loop
    execute 'revoke execute on function public.' || signature || ' from public, anon, authenticated';
    execute 'grant execute on function public.' || signature || ' to service_role';
  end loop;
end $$;
