-- From supabase/schemas/messages.sql, by npm run schema:migrations.
-- What jobs, their processes and their people say.

create table if not exists public.agent_job_messages (id uuid primary key default gen_random_uuid());
alter table public.agent_job_messages add column if not exists job_id uuid references public.agent_jobs (id) on delete cascade;
-- Counted for each job by itself: a number for all would tell readers of one job how much others say.
alter table public.agent_job_messages add column if not exists seq bigint not null default 0;
alter table public.agent_job_messages add column if not exists type text not null default 'system';
alter table public.agent_job_messages add column if not exists content text not null default '';
alter table public.agent_job_messages add column if not exists iteration_number integer;
-- When Claude had answered it; null for messages that are not a person's, too.
alter table public.agent_job_messages add column if not exists delivered_at timestamptz;
alter table public.agent_job_messages add column if not exists created_at timestamptz not null default now();

alter table public.agent_job_messages drop constraint if exists agent_job_messages_known_type;
alter table public.agent_job_messages add constraint agent_job_messages_known_type check (type in ('system', 'stdout', 'stderr', 'user_input')) not valid;
alter table public.agent_job_messages enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_job_messages'::regclass) then
    revoke all on table public.agent_job_messages from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_job_messages to service_role;
create index if not exists agent_job_messages_order_idx on public.agent_job_messages (job_id, seq);
create index if not exists agent_job_messages_undelivered_idx on public.agent_job_messages (job_id, seq)
  where type = 'user_input' and delivered_at is null;

-- The next number of the job. Whoever writes a message has locked the job's row, so that no number is given twice.
create or replace function public.number_agent_job_message()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  select coalesce(max(m.seq), 0) + 1 into new.seq from public.agent_job_messages m where m.job_id = new.job_id;
  return new;
end $$;
create or replace trigger agent_job_messages_number
  before insert on public.agent_job_messages
  for each row execute function public.number_agent_job_message();

-- Appends messages in the order of the array. The lock on the job's row makes seq grow in order of commit within a job,
-- so a reader that continues after the last seq it saw misses nothing. A message whose id is known is not written again,
-- so calls may be repeated. Answers false, and writes nothing, when p_lease_token is given and the job has been claimed
-- anew since.
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

-- A part of a message's content: p_length characters from the 1-based p_from; empty beyond the end. No row: the job has no
-- such message.
create or replace function public.message_content(p_job_id uuid, p_message_id uuid, p_from integer, p_length integer)
returns table (part text)
language sql
stable
set search_path = ''
as $$
  select substr(m.content, p_from, p_length) from public.agent_job_messages m
  where m.id = p_message_id and m.job_id = p_job_id
$$;

-- Whether a person has written what Claude has not answered.
create or replace function public.has_undelivered_messages(p_job_id uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from public.agent_job_messages m
    where m.job_id = p_job_id and m.type = 'user_input' and m.delivered_at is null
  )
$$;

-- A moment as notes to a job's reader name it.
create or replace function public.in_words(p_moment timestamptz)
returns text
language sql
stable
set search_path = ''
as $$
  select to_char(p_moment at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;
