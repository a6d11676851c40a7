-- Stores a job with what was sealed for it, all or nothing: a job that is claimed has what it needs. p_job: the columns that
-- are set, by name. p_env: null: it has no variables. p_attachments: a list of {"name", "content_type", "sealed"}. No row: a
-- job with this id is there already.
create function public.create_job(p_job jsonb, p_env text, p_attachments jsonb)
returns setof public.agent_jobs
language plpgsql
set search_path = ''
as $$
declare
  given text := (select string_agg(quote_ident(k), ', ') from jsonb_object_keys(p_job) as k);
  created uuid;
begin
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
