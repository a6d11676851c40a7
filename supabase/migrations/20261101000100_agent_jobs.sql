-- A row is a job and its place in the queue at once. Columns are added to a table that may exist with fewer.
create table if not exists public.agent_jobs (id uuid primary key default gen_random_uuid());
alter table public.agent_jobs enable row level security;
grant all on table public.agent_jobs to service_role;

-- What the caller asked for.
alter table public.agent_jobs add column if not exists client_id uuid references public.clients (id) on delete set null;
alter table public.agent_jobs
  add column if not exists feature_id uuid references public.features (id) on delete set null;
alter table public.agent_jobs
  add column if not exists repository_id uuid references public.code_repositories (id) on delete set null;
alter table public.agent_jobs
  add column if not exists created_by_team_member_id uuid references public.team_members (id) on delete set null;
alter table public.agent_jobs add column if not exists original_job_id uuid;
alter table public.agent_jobs add column if not exists job_type text not null default 'code';
alter table public.agent_jobs add column if not exists title text;
alter table public.agent_jobs add column if not exists prompt text not null default '';
alter table public.agent_jobs add column if not exists branch_name text;
alter table public.agent_jobs add column if not exists max_iterations integer;
alter table public.agent_jobs add column if not exists completion_promise text;
alter table public.agent_jobs add column if not exists feedback_commands jsonb;
alter table public.agent_jobs add column if not exists created_at timestamptz not null default now();

-- Where it stands.
alter table public.agent_jobs add column if not exists status text not null default 'queued';
alter table public.agent_jobs add column if not exists phase text;
alter table public.agent_jobs add column if not exists wait_reason text;
alter table public.agent_jobs add column if not exists run_after timestamptz;
alter table public.agent_jobs add column if not exists started_at timestamptz;
alter table public.agent_jobs add column if not exists completed_at timestamptz;
alter table public.agent_jobs add column if not exists updated_at timestamptz not null default now();
alter table public.agent_jobs add column if not exists cancel_requested_at timestamptz;
alter table public.agent_jobs add column if not exists stop_requested_at timestamptz;
alter table public.agent_jobs add column if not exists complete_requested_at timestamptz;

-- Who runs it: lease_token grows with each claim and is the fence every write of a run carries.
alter table public.agent_jobs add column if not exists attempt integer not null default 0;
alter table public.agent_jobs add column if not exists lease_owner text;
alter table public.agent_jobs add column if not exists lease_token bigint not null default 0;
alter table public.agent_jobs add column if not exists lease_expires_at timestamptz;
alter table public.agent_jobs add column if not exists branch_lock text;

-- What came of it.
alter table public.agent_jobs add column if not exists session_id uuid;
alter table public.agent_jobs add column if not exists model text;
alter table public.agent_jobs add column if not exists sandbox text;
alter table public.agent_jobs add column if not exists base_sha text;
alter table public.agent_jobs add column if not exists head_sha text;
alter table public.agent_jobs add column if not exists pr_url text;
alter table public.agent_jobs add column if not exists pr_number integer;
alter table public.agent_jobs add column if not exists error text;
alter table public.agent_jobs add column if not exists result_summary text;
alter table public.agent_jobs add column if not exists num_turns integer;
alter table public.agent_jobs add column if not exists input_tokens bigint;
alter table public.agent_jobs add column if not exists output_tokens bigint;
alter table public.agent_jobs add column if not exists total_cost_usd numeric(14, 6);
alter table public.agent_jobs add column if not exists duration_ms bigint;
alter table public.agent_jobs add column if not exists current_iteration integer;
alter table public.agent_jobs add column if not exists total_iterations integer;
alter table public.agent_jobs add column if not exists completion_reason text;

-- Not valid: rows that an earlier system wrote are left alone, every new or changed one is held to the list.
do $$
begin
  if not exists (select from pg_constraint where conname = 'agent_jobs_known_status') then
    alter table public.agent_jobs add constraint agent_jobs_known_status
      check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')) not valid;
  end if;
  if not exists (select from pg_constraint where conname = 'agent_jobs_known_type') then
    alter table public.agent_jobs add constraint agent_jobs_known_type
      check (job_type in ('code', 'task', 'ralph')) not valid;
  end if;
end $$;

create index if not exists agent_jobs_newest_idx on public.agent_jobs (created_at desc, id desc);
create index if not exists agent_jobs_status_idx on public.agent_jobs (status, created_at desc);
create index if not exists agent_jobs_client_idx on public.agent_jobs (client_id, created_at desc);
create index if not exists agent_jobs_feature_idx on public.agent_jobs (feature_id, created_at desc);
create index if not exists agent_jobs_queue_idx on public.agent_jobs (created_at, id) where status = 'queued';
create index if not exists agent_jobs_branch_idx
  on public.agent_jobs (branch_lock) where status in ('queued', 'running');
-- The last word on "one job per branch at a time", whatever the code above it believes.
create unique index if not exists agent_jobs_one_running_per_branch_idx
  on public.agent_jobs (branch_lock) where status = 'running';

-- The lock is on the branch of the repository at GitHub: two clients may have registered the same repository, and
-- GitHub's names do not distinguish case (branches do).
create or replace function public.set_agent_job_branch_lock()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  select lower(r.owner_name || '/' || r.repo_name) || ':' || new.branch_name into new.branch_lock
    from public.code_repositories r where r.id = new.repository_id and new.branch_name is not null;
  return new;
end $$;
revoke execute on function public.set_agent_job_branch_lock() from public, anon, authenticated;

create or replace trigger agent_jobs_branch_lock
  before insert or update of repository_id, branch_name on public.agent_jobs
  for each row execute function public.set_agent_job_branch_lock();

update public.agent_jobs set branch_name = branch_name where status = 'queued' and branch_lock is null;
