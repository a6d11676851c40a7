-- The variables of a job's tools and commands, sealed by the server (docs/adr/0054); their names are on the job. A job that
-- is completed needs them no more. One that failed or was cancelled can be retried for a while, and its retry has them too.

create table public.agent_job_env (
  job_id uuid primary key references public.agent_jobs (id) on delete cascade,
  sealed text not null
);
alter table public.agent_job_env enable row level security;
revoke all on table public.agent_job_env from anon, authenticated;
grant all on table public.agent_job_env to service_role;

create function public.drop_agent_job_env()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  delete from public.agent_job_env e where e.job_id = new.id;
  return null;
end $$;
create trigger agent_jobs_drop_env
  after update of status on public.agent_jobs
  for each row
  when (new.status = 'completed' and new.env_names is not null)
  execute function public.drop_agent_job_env();

-- Drops the variables of up to p_limit jobs that ended more than p_seconds ago, and answers how many jobs that were.
create function public.remove_old_job_env(p_seconds integer, p_limit integer)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  removed integer;
begin
  with old as (
    select e.job_id from public.agent_job_env e join public.agent_jobs j on j.id = e.job_id
    where j.status in ('completed', 'failed', 'cancelled') and j.completed_at < now() - make_interval(secs => p_seconds)
    limit p_limit
  )
  delete from public.agent_job_env e using old where e.job_id = old.job_id;
  get diagnostics removed = row_count;
  return removed;
end $$;
