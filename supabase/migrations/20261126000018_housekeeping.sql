-- From supabase/schemas/housekeeping.sql, by npm run schema:migrations.
-- What housekeeping and the start of the server ask of the database.

-- Status, node and end of those jobs that are known, in no particular order.
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

-- Which migrations this database has seen. The server asks at its start, and cannot look itself through the REST API.
create or replace function public.applied_migrations()
returns table (version text)
language plpgsql
security definer
set search_path = ''
as $$
begin
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    return query execute 'select m.version::text from supabase_migrations.schema_migrations m order by 1';
  end if;
end $$;
