-- When the work of a job that is not finished was put at the forge, for other nodes to go on with; null: nothing is there.
-- Written before the push, so that what a dead node has left there is known.
alter table public.agent_jobs add column if not exists shared_at timestamptz;
create index if not exists agent_jobs_shared_idx on public.agent_jobs (id) where shared_at is not null;
