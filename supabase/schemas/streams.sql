-- What live streams read: the state of jobs, and their messages, for many readers in one call (docs/adr/0008).

-- The state of the jobs p_ids, with the seq of their last message (0: none; null for jobs not among p_ids). With
-- p_seconds above 0 also of every running job, and of those that changed within that many seconds.
-- ended: no message can follow any more. A run that ends its job stores all it has said first. After any other end, a
-- cancel or a recovery, a note still follows at once, and a cancelled run's last lines until it has left its phase; one
-- whose node was lost never does.
create function public.job_heads(p_ids uuid[], p_seconds integer default 0)
returns table (
  id uuid, client_id uuid, status text, phase text, awaiting_input_since timestamptz, error text, pr_url text, pr_draft boolean,
  completion_reason text, changes_tree boolean, result_summary text, last_seq bigint, ended boolean
)
language sql
stable
set search_path = ''
as $$
  select j.id, j.client_id, j.status, j.phase, j.awaiting_input_since, j.error, j.pr_url, j.pr_draft, j.completion_reason,
    j.changes_tree,
    -- Only of these: a poll of all running jobs, each second, must stay small.
    case when j.id = any (p_ids) or j.updated_at > now() - make_interval(secs => p_seconds)
      then left(j.result_summary, 10000) end,
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

-- The messages for several readers: [{"job", "after", "types"}] gets those that follow a seq (without types: of all types),
-- {"job", "before"} those that precede one, nearest first. p_limit for each at most, and none that begins beyond
-- p_max_bytes of content: that and one message bound an answer. A message of more than a million bytes counts, and is
-- shown, as its beginning, which has at most as many. reader is the 0-based place in p_readers.
create function public.next_job_messages(p_readers jsonb, p_limit integer, p_max_bytes integer)
returns table (
  reader integer, id uuid, seq bigint, type text, content text, content_truncated boolean, iteration_number integer,
  created_at timestamptz
)
language sql
stable
set search_path = ''
as $$
  select (r.place - 1)::integer, m.id, m.seq, m.type,
    case when m.bytes > 1000000 then left(m.content, 250000) else m.content end, m.bytes > 1000000,
    m.iteration_number, m.created_at
  from jsonb_array_elements(p_readers) with ordinality as r (value, place)
  cross join lateral (
    select page.*, sum(least(page.bytes, 1000000)) over (order by page.distance) - least(page.bytes, 1000000) as bytes_before
    from (
      (select x.*, octet_length(x.content) as bytes, x.seq as distance from public.agent_job_messages x
      where x.job_id = (r.value ->> 'job')::uuid and x.seq > (r.value ->> 'after')::bigint
        and (r.value -> 'types' is null or r.value -> 'types' ? x.type)
      order by x.seq
      limit p_limit)
      union all
      (select x.*, octet_length(x.content), -x.seq from public.agent_job_messages x
      where x.job_id = (r.value ->> 'job')::uuid and x.seq < (r.value ->> 'before')::bigint
      order by x.seq desc
      limit p_limit)
    ) page
  ) m
  where m.bytes_before < p_max_bytes
  order by r.place, m.distance
$$;
