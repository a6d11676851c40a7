-- Files that callers send with a job, sealed by the server (docs/adr/0054). What is shown of them is on the job.
create table public.agent_job_attachments (
  id uuid primary key default gen_random_uuid(),
  job_id uuid not null references public.agent_jobs (id) on delete cascade,
  place integer not null,
  name text not null,
  content_type text not null,
  sealed text not null
);
alter table public.agent_job_attachments enable row level security;
revoke all on table public.agent_job_attachments from anon, authenticated;
grant all on table public.agent_job_attachments to service_role;
create unique index agent_job_attachments_place_idx on public.agent_job_attachments (job_id, place);
