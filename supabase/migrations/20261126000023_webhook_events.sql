-- From supabase/schemas/webhook_events.sql, by npm run schema:migrations.
-- Events of jobs and budgets, written by triggers: a change without its event is impossible (docs/adr/0049).

-- Notes an event for the endpoints that want it; does nothing where none does. p_job: the row as the change left it, p_budget:
-- the same of a client's budget. To be called while the row of the job or of the budget is locked, as in its triggers: seq then
-- grows in the order of the changes.
create or replace function public.note_event(p_type text, p_job_id uuid, p_client_id uuid, p_job jsonb, p_budget jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
  -- An event about a job is not one about its client.
  about_client uuid := case when p_job_id is null then p_client_id end;
  noted uuid;
begin
  if not exists (
    select from public.agent_webhooks w
    where w.active and w.events && array['*', p_type] and (w.client_id is null or w.client_id = p_client_id)
  ) then
    return;
  end if;
  insert into public.agent_webhook_events (type, job_id, client_id, job, budget)
    values (p_type, p_job_id, about_client, p_job - array['prompt', 'options', 'message_aliases'], p_budget)
    returning id into noted;
  -- The last delivery that is pending is locked: whoever ends it sees this one, or this statement sees that it has ended.
  -- Not by an advisory lock for each job: a statement may change more jobs than there is room for those.
  insert into public.agent_webhook_deliveries (webhook_id, event_id, event_type, job_id, client_id, due_at)
    select w.id, noted, p_type, p_job_id, about_client, case when earlier.id is null then now() end
    from public.agent_webhooks w
    left join lateral (
      select d.id from public.agent_webhook_deliveries d
      where d.webhook_id = w.id and d.line = coalesce(p_job_id, p_client_id) and d.status = 'pending' and not d.is_again
      order by d.seq desc limit 1 for update
    ) earlier on true
    where w.active and w.events && array['*', p_type] and (w.client_id is null or w.client_id = p_client_id);
end $$;

create or replace function public.note_job_event(p_type text, p_job_id uuid, p_client_id uuid, p_job jsonb)
returns void
language sql
set search_path = ''
as $$
  select public.note_event(p_type, p_job_id, p_client_id, p_job, null)
$$;

create or replace function public.note_new_agent_job()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  -- The usual case, at the price of a look at an empty table.
  if exists (select from public.agent_webhooks w where w.active) then
    perform public.note_job_event('job.created', new.id, new.client_id, to_jsonb(new));
  end if;
  return null;
end $$;
create or replace trigger agent_jobs_note_new
  after insert on public.agent_jobs
  for each row execute function public.note_new_agent_job();

-- Which events a change is, in the order in which they are told. To add one, add a line here and name it in
-- src/webhooks/endpoints/event-types.ts.
create or replace function public.note_agent_job_change()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  event text;
begin
  if not exists (select from public.agent_webhooks w where w.active) then
    return null;
  end if;
  foreach event in array array_remove(array[
    case when old.started_at is null and new.started_at is not null then 'job.started' end,
    case when new.total_iterations > coalesce(old.total_iterations, 0) then 'job.iteration_completed' end,
    case
      when new.pr_url is not null and new.pr_url is distinct from old.pr_url then
        case
          when new.follow_up_of is not null and exists (
            select from public.agent_jobs j
            where j.repository_id = new.repository_id and j.pr_number = new.pr_number and j.id <> new.id
          ) then 'pull_request.updated'
          else 'pull_request.opened'
        end
      when old.pr_state <> new.pr_state and new.pr_state = 'open' then 'pull_request.updated'
      when old.pr_state <> new.pr_state then 'pull_request.' || new.pr_state
    end,
    case
      when new.awaiting_input_since is not null and new.awaiting_input_since is distinct from old.awaiting_input_since
        then 'job.awaiting_input'
    end,
    case when new.phase = 'awaiting_approval' and old.phase is distinct from new.phase then 'job.awaiting_approval' end,
    case
      when new.status is distinct from old.status and new.status in ('completed', 'failed', 'cancelled')
        then 'job.' || new.status
    end
  ], null) loop
    perform public.note_job_event(event, new.id, new.client_id, to_jsonb(new));
  end loop;
  return null;
end $$;
create or replace trigger agent_jobs_note_change
  after update on public.agent_jobs
  for each row
  when (
    (old.status, old.started_at, old.total_iterations, old.pr_url, old.pr_state, old.awaiting_input_since)
    is distinct from
    (new.status, new.started_at, new.total_iterations, new.pr_url, new.pr_state, new.awaiting_input_since)
    or (new.phase = 'awaiting_approval' and old.phase is distinct from new.phase)
  )
  execute function public.note_agent_job_change();
