-- In how many seconds a key may create another job, with p_per_hour in any hour; 0: now. p_key null: AGENT_API_SECRET.
create function public.next_job_in(p_key text, p_per_hour integer)
returns integer
language sql
stable
set search_path = ''
as $$
  -- The one that has to be an hour old first.
  select coalesce(ceil(extract(epoch from min(last.created_at) + interval '1 hour' - now()))::integer, 0) from (
    select j.created_at, row_number() over (order by j.created_at desc) as place from public.agent_jobs j
    where coalesce(j.created_by_key, '') = coalesce(p_key, '') and j.created_at > now() - interval '1 hour'
    order by j.created_at desc limit p_per_hour
  ) last
  where last.place = p_per_hour
$$;

-- Stores a job with what was sealed for it, all or nothing: a job that is claimed has what it needs. p_job: the columns that
-- are set, by name. p_env: null: it has no variables. p_attachments: a list of {"name", "content_type", "sealed"}. p_per_hour: how
-- many jobs its key may create in an hour, whichever server it asks; null: any number. No row: a job with this id is there
-- already, or the key has created as many.
create function public.create_job(p_job jsonb, p_env text, p_attachments jsonb, p_per_hour integer default null)
returns setof public.agent_jobs
language plpgsql
set search_path = ''
as $$
declare
  given text := (select string_agg(quote_ident(k), ', ') from jsonb_object_keys(p_job) as k);
  created uuid;
begin
  if p_per_hour is not null then
    -- One creation of a key at a time: each sees what was created before.
    perform pg_advisory_xact_lock(hashtext('agent_jobs.per_hour'), hashtext(coalesce(p_job ->> 'created_by_key', '')));
    if public.next_job_in(p_job ->> 'created_by_key', p_per_hour) > 0 then
      return;
    end if;
  end if;
  execute format(
    'insert into public.agent_jobs (%1$s) select %1$s from jsonb_populate_record(null::public.agent_jobs, $1)
       on conflict (id) do nothing returning id',
    given
  ) into created using p_job;
  if created is null then
    return;
  end if;
  if p_env is not null then
    insert into public.agent_job_env (job_id, sealed) values (created, p_env);
  end if;
  insert into public.agent_job_attachments (job_id, place, name, content_type, sealed)
    select created, a.place, a.file ->> 'name', a.file ->> 'content_type', a.file ->> 'sealed'
    from jsonb_array_elements(p_attachments) with ordinality as a (file, place);
  return query select * from public.agent_jobs where id = created;
end $$;
