-- What the live streams read: the state of jobs, and their messages, for many readers in one call.

alter table public.agent_jobs add column if not exists awaiting_input_since timestamptz;

-- A change of what callers see is dated by the database alone: "changed within the last minute" then means the same for
-- writers and readers on any node, whatever their clocks say.
create or replace function public.date_agent_job_change()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end $$;
revoke execute on function public.date_agent_job_change() from public, anon, authenticated;

create or replace trigger agent_jobs_date_change
  before update on public.agent_jobs
  for each row
  when (
    (old.status, old.phase, old.awaiting_input_since, old.error, old.pr_url, old.completion_reason)
    is distinct from
    (new.status, new.phase, new.awaiting_input_since, new.error, new.pr_url, new.completion_reason)
  )
  execute function public.date_agent_job_change();

create index if not exists agent_jobs_updated_idx on public.agent_jobs (updated_at);

-- The state of the jobs p_ids, with the seq of their last message (0: none; null for jobs not among p_ids). With
-- p_seconds above 0 also of every running job, and of those changed within that many seconds.
-- ended: no message can follow any more. A run that ends its job stores all it has said first. After any other end, a
-- cancel or a recovery, a note still follows at once, and a cancelled run's last lines until it has left its phase;
-- one whose node was lost never does.
create or replace function public.job_heads(p_ids uuid[], p_seconds integer default 0)
returns table (
  id uuid, status text, phase text, awaiting_input_since timestamptz, error text, pr_url text, completion_reason text,
  last_seq bigint, ended boolean
)
language sql
stable
set search_path = ''
as $$
  select j.id, j.status, j.phase, j.awaiting_input_since, j.error, j.pr_url, j.completion_reason,
    case when j.id = any (p_ids)
      then coalesce((select max(m.seq) from public.agent_job_messages m where m.job_id = j.id), 0) end,
    j.status in ('completed', 'failed', 'cancelled') and (
      j.status = 'completed'
      or (j.status = 'failed' and j.lease_owner is not null)
      or j.updated_at < clock_timestamp() - case when j.phase is null then interval '1 s' else interval '30 s' end
    )
  from public.agent_jobs j
  where j.id = any (p_ids)
    or (p_seconds > 0 and (j.status = 'running' or j.updated_at > now() - make_interval(secs => p_seconds)))
  order by j.id = any (p_ids) desc, j.updated_at desc, j.id
$$;

-- For each reader ([{"job", "after"}]) the messages that follow, p_limit at most, and none begun beyond p_max_bytes of
-- content: an answer is bounded by that and one message. reader is the 0-based place in p_readers.
create or replace function public.next_job_messages(p_readers jsonb, p_limit integer, p_max_bytes integer)
returns table (
  reader integer, id uuid, seq bigint, type text, content text, iteration_number integer, created_at timestamptz
)
language sql
stable
set search_path = ''
as $$
  select (r.place - 1)::integer, m.id, m.seq, m.type, m.content, m.iteration_number, m.created_at
  from jsonb_array_elements(p_readers) with ordinality as r (value, place)
  cross join lateral (
    select page.*, sum(octet_length(page.content)) over (order by page.seq) - octet_length(page.content) as bytes_before
    from (
      select x.id, x.seq, x.type, x.content, x.iteration_number, x.created_at
      from public.agent_job_messages x
      where x.job_id = (r.value ->> 'job')::uuid and x.seq > (r.value ->> 'after')::bigint
      order by x.seq
      limit p_limit
    ) page
  ) m
  where m.bytes_before < p_max_bytes
  order by r.place, m.seq
$$;

do $$
declare
  signature text;
begin
  foreach signature in array array['job_heads(uuid[], integer)', 'next_job_messages(jsonb, integer, integer)'] loop
    execute 'revoke execute on function public.' || signature || ' from public, anon, authenticated';
    execute 'grant execute on function public.' || signature || ' to service_role';
  end loop;
end $$;
