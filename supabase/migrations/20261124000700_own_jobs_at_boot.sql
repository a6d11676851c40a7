-- As before, but a node that asks at its boot (p_node) gets its own jobs alone, and those that never had a node. After an
-- outage of the database the leases of all nodes have run out: whoever boots just then, or comes back first, must not take
-- the jobs of nodes that only had no way to prolong them. Expired leases are asked for (p_node null) by nodes that have had the
-- database at hand for as long as a lease lasts.
create or replace function public.take_back_jobs(p_max_attempts integer, p_node text default null)
returns table (id uuid, status text, attempt integer, lease_token bigint, note text)
language plpgsql
set search_path = ''
as $$
begin
  return query
    with interrupted as (
      select j.id, j.lease_token = 0 as is_foreign,
        j.job_type = 'task' and j.session_id is not null and j.awaiting_input_since is not null as is_idle,
        case
          when j.lease_token = 0 then 'failed'
          when j.job_type = 'task' and j.session_id is not null and j.awaiting_input_since is not null then 'parked'
          when j.attempt >= p_max_attempts then 'failed'
          when j.job_type = 'task' and j.session_id is not null then 'parked'
          else 'queued'
        end as becomes,
        exists (
          select from public.agent_job_messages m
          where m.job_id = j.id and m.type = 'user_input' and m.delivered_at is null
        ) as has_messages,
        jsonb_build_object(
          'attempt', j.attempt, 'node', j.lease_owner, 'phase', j.phase,
          'noticed_at', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        ) as interruption,
        ' (attempt ' || j.attempt || coalesce(' on ' || j.lease_owner, '') || coalesce(', ' || j.phase, '') || ')' as place
      from public.agent_jobs j
      where j.status = 'running' and j.phase is distinct from 'parked'
        and case
          when p_node is null then j.lease_expires_at < now()
          else coalesce(j.lease_owner, p_node) = p_node
        end
      for update of j skip locked
    ), told as (
      -- After an answer or an iteration attempts are counted anew, and so is the story.
      select i.*, case
        when i.is_idle or i.is_foreign then j.interruptions
        when j.attempt <= 1 then jsonb_build_array(i.interruption)
        else j.interruptions || i.interruption
      end as story
      from interrupted i join public.agent_jobs j on j.id = i.id
    ), recovered as (
      update public.agent_jobs j
      set status = case t.becomes when 'parked' then 'running' else t.becomes end,
          phase = case t.becomes when 'parked' then 'parked' end,
          wake_at = case
            when t.becomes = 'parked'
              and (t.has_messages or j.awaiting_input_since is null or j.complete_requested_at is not null) then now()
          end,
          interruptions = t.story,
          error = case
            when t.is_foreign then 'The job was left running by a system that does not run it any more.'
            when t.becomes = 'failed'
              then 'The job was interrupted in all of its attempts (' || j.attempt || ') and was not started again: ' || (
                select string_agg(
                  'attempt ' || (s.value ->> 'attempt') || coalesce(' on ' || (s.value ->> 'node'), '')
                    || coalesce(' while ' || (s.value ->> 'phase'), '') || ', noticed at ' || (s.value ->> 'noticed_at'),
                  '; ' order by s.place
                ) from jsonb_array_elements(t.story) with ordinality as s (value, place)
              ) || '.'
          end,
          completed_at = case when t.becomes = 'failed' then now() end,
          attempt = j.attempt + case when t.becomes = 'parked' and not t.is_idle then 1 else 0 end,
          lease_owner = null, lease_token = j.lease_token + 1, lease_expires_at = null, updated_at = now()
      from told t where j.id = t.id
      returning j.id, t.becomes, j.attempt, j.lease_token, j.error, case t.becomes
        when 'queued' then 'The job was interrupted' || t.place || ' and goes back to the queue'
        when 'parked' then 'The conversation was interrupted' || t.place || ' and is taken up again'
        else j.error
      end as note
    ), noted as (
      insert into public.agent_job_messages (job_id, type, content)
        select r.id, 'system', r.note from recovered r
    )
    select r.id, r.becomes, r.attempt, r.lease_token, r.note from recovered r;
end $$;

revoke execute on function public.take_back_jobs(integer, text) from public, anon, authenticated;
grant execute on function public.take_back_jobs(integer, text) to service_role;
