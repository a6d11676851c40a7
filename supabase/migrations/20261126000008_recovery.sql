-- From supabase/schemas/recovery.sql, by npm run schema:migrations.
-- Jobs whose run did not end them: its node died, was cut off, or restarted.

-- The interruptions of a job, worded as part of a sentence.
create or replace function public.interruptions_in_words(p_interruptions jsonb)
returns text
language sql
immutable
set search_path = ''
as $$
  select string_agg(
    'attempt ' || (i.value ->> 'attempt') || coalesce(' on ' || (i.value ->> 'node'), '')
      || coalesce(' while ' || (i.value ->> 'phase'), '') || ', noticed at ' || (i.value ->> 'noticed_at'),
    '; ' order by i.place
  ) from jsonb_array_elements(p_interruptions) with ordinality as i (value, place)
$$;

-- The interruptions of a running job whose attempt ends now. An answer or a finished iteration restarts their count with that
-- of the attempts.
create or replace function public.with_interruption(p_interruptions jsonb, p_attempt integer, p_node text, p_phase text)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select case when p_attempt <= 1 then '[]' else p_interruptions end || jsonb_build_array(jsonb_build_object(
    'attempt', p_attempt, 'node', p_node, 'phase', p_phase, 'noticed_at', public.in_words(now())
  ))
$$;

-- Ends the interrupted attempts of these running jobs, whose rows the caller has locked. They return to the queue, and
-- conversations are parked; one that was interrupted p_max_attempts times, or that never had a lease, fails. A parked one
-- resumes by itself if it was interrupted in an answer, has undelivered messages, or is to be completed; only an
-- interrupted answer counts as an attempt. Each interruption that counts is kept on the job, and told to its reader as note.
create or replace function public.end_interrupted_attempts(p_ids uuid[], p_max_attempts integer)
returns table (
  id uuid, status text, attempt integer, lease_token bigint, note text, client_id uuid, request_id text
)
language plpgsql
set search_path = ''
as $$
begin
  return query
    with interrupted as (
      select j.id, j.lease_token = 0 as is_foreign,
        public.can_be_parked(j.converses, j.session_id) and not j.answer_owed as is_idle,
        ' (attempt ' || j.attempt || coalesce(' on ' || j.lease_owner, '') || coalesce(', ' || j.phase, '') || ')' as place
      from public.agent_jobs j where j.id = any (p_ids)
    ), judged as (
      select i.*,
        case
          when i.is_foreign then 'failed'
          when i.is_idle then 'parked'
          when j.attempt >= p_max_attempts then 'failed'
          when public.can_be_parked(j.converses, j.session_id) then 'parked'
          else 'queued'
        end as becomes,
        case
          when i.is_idle or i.is_foreign then j.interruptions
          else public.with_interruption(j.interruptions, j.attempt, j.lease_owner, j.phase)
        end as interruptions
      from interrupted i join public.agent_jobs j on j.id = i.id
    ), recovered as (
      update public.agent_jobs j
      set status = case d.becomes when 'parked' then 'running' else d.becomes end,
          phase = case d.becomes when 'parked' then 'parked' end,
          wake_at = case
            when d.becomes = 'parked' and (
              not d.is_idle or j.complete_requested_at is not null or public.has_undelivered_messages(j.id)
            ) then now()
          end,
          interruptions = d.interruptions,
          error = case
            when d.is_foreign then 'The job was left running by a system that does not run it any more.'
            when d.becomes = 'failed'
              then 'The job was interrupted in all of its attempts (' || j.attempt || ') and was not started again: '
                || public.interruptions_in_words(d.interruptions) || '.'
          end,
          error_code = case when d.becomes = 'failed' then 'interrupted' end,
          completed_at = case when d.becomes = 'failed' then now() end,
          attempt = j.attempt + case when d.becomes = 'parked' and not d.is_idle then 1 else 0 end,
          lease_owner = null, lease_token = j.lease_token + 1, lease_expires_at = null, updated_at = now()
      from judged d where j.id = d.id
      returning j.id, d.becomes, j.attempt, j.lease_token, case d.becomes
        when 'queued' then 'The job was interrupted' || d.place || ' and goes back to the queue'
        when 'parked' then 'The conversation was interrupted' || d.place || ' and is taken up again'
        else j.error
      end as note, j.client_id, j.request_id
    ), noted as (
      insert into public.agent_job_messages (job_id, type, content)
        select r.id, 'system', r.note from recovered r
    )
    select r.id, r.becomes, r.attempt, r.lease_token, r.note, r.client_id, r.request_id from recovered r;
end $$;

-- Takes back running jobs from nodes that do not run them any more, and clears the phase of cancelled jobs that no run
-- will leave. With p_node, at the start of that life of a node: the jobs that bear its name or never had a node, if the
-- name is its own. Without: all whose lease has expired. After an outage of the database that is every lease, so only
-- nodes that have had the database at hand for as long as a lease lasts may ask for these.
create or replace function public.take_back_jobs(p_max_attempts integer, p_node text default null, p_life uuid default null)
returns table (
  id uuid, status text, attempt integer, lease_token bigint, note text, client_id uuid, request_id text
)
language plpgsql
set search_path = ''
as $$
declare
  ids uuid[];
begin
  if p_node is not null and not public.holds_node_name(p_node, p_life) then
    return;
  end if;
  update public.agent_jobs j set phase = null, updated_at = now()
    where j.status = 'cancelled' and j.phase is not null
      and case
        when p_node is not null then j.lease_owner = p_node
        else j.lease_expires_at < now()
          and not exists (select from public.agent_nodes n where n.id = j.lease_owner and n.alive_until > now())
      end;
  -- Locked in a separate statement: the next one sees the messages that came before the lock.
  ids := array(
    select j.id from public.agent_jobs j
    where j.status = 'running' and not public.is_set_aside(j.phase)
      and case
        when p_node is not null then coalesce(j.lease_owner, p_node) = p_node
        else j.lease_expires_at < now()
      end
    for update of j skip locked
  );
  return query select t.* from public.end_interrupted_attempts(ids, p_max_attempts) t;
end $$;
