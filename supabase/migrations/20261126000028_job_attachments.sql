-- From supabase/schemas/job_attachments.sql, by npm run schema:migrations.
-- Files that callers send with a job, sealed by the server (docs/adr/0054). What is shown of them is on the job.
create table if not exists public.agent_job_attachments (id uuid primary key default gen_random_uuid());
alter table public.agent_job_attachments add column if not exists job_id uuid not null references public.agent_jobs (id) on delete cascade;
alter table public.agent_job_attachments add column if not exists place integer not null;
alter table public.agent_job_attachments add column if not exists name text not null;
alter table public.agent_job_attachments add column if not exists content_type text not null;
alter table public.agent_job_attachments add column if not exists sealed text not null;
alter table public.agent_job_attachments enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_job_attachments'::regclass) then
    revoke all on table public.agent_job_attachments from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_job_attachments to service_role;
create unique index if not exists agent_job_attachments_place_idx on public.agent_job_attachments (job_id, place);
