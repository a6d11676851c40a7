-- From supabase/schemas/diffs.sql, by npm run schema:migrations.
-- What jobs changed (docs/adr/0060): the last collected state of each job's work, as its difference from where the job
-- started. Bounded, and without secrets: the server cuts and redacts it.

create table if not exists public.agent_job_diffs (job_id uuid primary key references public.agent_jobs (id) on delete cascade);
alter table public.agent_job_diffs add column if not exists base_sha text not null default '';
-- null: no commit has that state, only the working tree had.
alter table public.agent_job_diffs add column if not exists head_sha text;
-- [{"path", "previous_path", "status", "additions", "deletions"}]
alter table public.agent_job_diffs add column if not exists files jsonb not null default '[]';
alter table public.agent_job_diffs add column if not exists patch text not null default '';
alter table public.agent_job_diffs add column if not exists truncated boolean not null default false;
alter table public.agent_job_diffs add column if not exists collected_at timestamptz not null default now();
alter table public.agent_job_diffs enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_job_diffs'::regclass) then
    revoke all on table public.agent_job_diffs from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_job_diffs to service_role;

-- Keeps a diff in place of the one before. Also after a cancel, as long as no other run has the job. Answers whether the
-- claim held.
create or replace function public.save_job_diff(p_job_id uuid, p_lease_token bigint, p_diff jsonb)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform 1 from public.agent_jobs j
    where j.id = p_job_id and j.lease_token = p_lease_token and j.status in ('running', 'cancelled') for update;
  if not found then
    return false;
  end if;
  insert into public.agent_job_diffs as d (job_id, base_sha, head_sha, files, patch, truncated)
    values (p_job_id, p_diff ->> 'baseSha', p_diff ->> 'headSha', p_diff -> 'files', p_diff ->> 'patch',
            (p_diff ->> 'truncated')::boolean)
  on conflict (job_id) do update
    set base_sha = excluded.base_sha, head_sha = excluded.head_sha, files = excluded.files, patch = excluded.patch,
        truncated = excluded.truncated, collected_at = now();
  return true;
end $$;

-- Removes up to p_limit diffs of jobs that ended more than p_days ago, and answers how many.
create or replace function public.remove_old_diffs(p_days integer, p_limit integer)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  removed integer;
begin
  with old as (
    select d.job_id from public.agent_job_diffs d join public.agent_jobs j on j.id = d.job_id
    where j.status in ('completed', 'failed', 'cancelled') and j.completed_at < now() - make_interval(days => p_days)
    limit p_limit
  )
  delete from public.agent_job_diffs d using old where d.job_id = old.job_id;
  get diagnostics removed = row_count;
  return removed;
end $$;
