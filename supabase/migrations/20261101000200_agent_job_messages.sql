create table if not exists public.agent_job_messages (id uuid primary key default gen_random_uuid());
alter table public.agent_job_messages enable row level security;
grant all on table public.agent_job_messages to service_role;

alter table public.agent_job_messages
  add column if not exists job_id uuid references public.agent_jobs (id) on delete cascade;
alter table public.agent_job_messages add column if not exists seq bigint generated always as identity;
alter table public.agent_job_messages add column if not exists type text not null default 'system';
alter table public.agent_job_messages add column if not exists content text not null default '';
alter table public.agent_job_messages add column if not exists iteration_number integer;
alter table public.agent_job_messages add column if not exists delivered_at timestamptz;
alter table public.agent_job_messages add column if not exists created_at timestamptz not null default now();

do $$
begin
  if not exists (select from pg_constraint where conname = 'agent_job_messages_known_type') then
    alter table public.agent_job_messages add constraint agent_job_messages_known_type
      check (type in ('system', 'stdout', 'stderr', 'user_input')) not valid;
  end if;
end $$;

create index if not exists agent_job_messages_order_idx on public.agent_job_messages (job_id, seq);

-- Appends messages in the order of the array; the only way messages are written. The lock on the job's row makes
-- seq grow in order of commit within a job, so a reader that goes on after the last seq it saw misses nothing.
-- Repeating a call is harmless: a message whose id is known is not written again.
-- Answers false, and writes nothing, when p_lease_token is given and the job has been claimed anew since.
create or replace function public.append_job_messages(p_job_id uuid, p_messages jsonb, p_lease_token bigint default null)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform 1 from public.agent_jobs j
    where j.id = p_job_id and (p_lease_token is null or j.lease_token = p_lease_token) for update;
  if not found then
    return false;
  end if;
  insert into public.agent_job_messages (id, job_id, type, content, iteration_number, created_at)
    select (m.value ->> 'id')::uuid, p_job_id, m.value ->> 'type', m.value ->> 'content',
           (m.value ->> 'iteration_number')::integer, coalesce((m.value ->> 'created_at')::timestamptz, now())
    from jsonb_array_elements(p_messages) with ordinality as m (value, place)
    order by m.place
  on conflict (id) do nothing;
  return true;
end $$;
revoke execute on function public.append_job_messages(uuid, jsonb, bigint) from public, anon, authenticated;
grant execute on function public.append_job_messages(uuid, jsonb, bigint) to service_role;
