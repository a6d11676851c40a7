-- From supabase/schemas/webhook_deliveries.sql, by npm run schema:migrations.
-- Who delivers what, and what comes of it (docs/adr/0049).

-- Claims deliveries that are due, for p_lease_seconds: then they are due again. An endpoint without an attempt in progress gets
-- one whatever the others do, so that none waits for another. Beyond that, up to p_extra in all, and p_per_endpoint for each
-- over all nodes; one that fails has only its one.
-- secrets: what signs, the newest first. job, or else client_id and budget: what the event is about. iteration: that of the
-- event, as iteration_summaries shows it. only_client: the client that the endpoint is for; null: all.
create or replace function public.claim_webhook_deliveries(p_extra integer, p_per_endpoint integer, p_lease_seconds integer)
returns table (
  id uuid, lease_token bigint, attempts integer, webhook_id uuid, url text, secrets text[], event_id uuid, event_type text,
  happened_at timestamptz, job jsonb, iteration jsonb, client_id uuid, budget jsonb, only_client uuid
)
language plpgsql
set search_path = ''
-- Without knowing how few are wanted, a backlog is sorted instead of read from its index.
set plan_cache_mode = force_custom_plan
as $$
begin
  if not exists (select from public.agent_webhooks w where w.active) then
    return;
  end if;
  -- Of all nodes one at a time; a separate statement, so that the next one sees what was claimed before.
  perform pg_advisory_xact_lock(hashtext('agent_webhooks.claim'));
  return query
    with endpoint as materialized (
      select w.id, case when w.failing_since is null then p_per_endpoint else 1 end as most, (
        select count(*) from public.agent_webhook_deliveries d where d.webhook_id = w.id and d.leased_until > now()
      ) as busy
      from public.agent_webhooks w where w.active
    ), due as materialized (
      select d.id, d.turn = 1 as is_first, row_number() over (partition by d.turn = 1 order by d.turn, d.due_at) as place
      from endpoint e cross join lateral (
        select a.id, a.due_at, e.busy + row_number() over (order by a.due_at, a.seq) as turn from (
          select p.id, p.due_at, p.seq from public.agent_webhook_deliveries p
          where p.webhook_id = e.id and p.status = 'pending' and p.due_at <= now()
          -- A claim waits for no other statement: those that change jobs wait for it.
          order by p.due_at limit p_per_endpoint for update skip locked
        ) a
      ) d
      where d.turn <= e.most
    ), claimed as (
      update public.agent_webhook_deliveries d
        set attempts = d.attempts + 1, lease_token = d.lease_token + 1, last_attempt_at = now(),
            due_at = now() + make_interval(secs => p_lease_seconds),
            leased_until = now() + make_interval(secs => p_lease_seconds)
        from due
        where d.id = due.id and (due.is_first or due.place <= p_extra)
        returning d.*
    )
    select c.id, c.lease_token, c.attempts, c.webhook_id, w.url,
      array_remove(array[w.secret, case when w.previous_secret_until > now() then w.previous_secret end], null),
      -- A job may be gone: what its event noted is left.
      e.id, e.type, e.at, coalesce(to_jsonb(j), '{"prompt": ""}') || e.job,
      case when e.type = 'job.iteration_completed' then (
        select i.summary from public.iteration_summaries(c.job_id) i
        where i.summary -> 'iteration_number' = e.job -> 'current_iteration'
      ) end,
      e.client_id, e.budget, w.client_id
    from claimed c
    join public.agent_webhooks w on w.id = c.webhook_id
    join public.agent_webhook_events e on e.id = c.event_id
    left join public.agent_jobs j on j.id = c.job_id
    order by c.seq;
end $$;

-- Notes how an attempt went: {"result", "retryInSeconds", "responseStatus", "error", "durationMs"}. result: 'delivered';
-- 'failed', which is final without retryInSeconds; 'gone', which switches the endpoint off; 'interrupted', which does not
-- count. An endpoint without a success for p_patience_seconds is switched off. outcome: the status of the delivery, or 'lost'
-- when another attempt has begun since.
create or replace function public.finish_webhook_delivery(
  p_id uuid, p_lease_token bigint, p_attempt jsonb, p_patience_seconds integer
)
returns table (outcome text, disabled_reason text)
language plpgsql
set search_path = ''
as $$
declare
  result text := p_attempt ->> 'result';
  delivery public.agent_webhook_deliveries;
  reason text;
begin
  select d.* into delivery from public.agent_webhook_deliveries d where d.id = p_id;
  if not found then
    return query select 'lost', null::text;
    return;
  end if;
  update public.agent_webhook_deliveries d
    set leased_until = null,
        status = case
          when result = 'delivered' then 'delivered'
          when result in ('failed', 'gone') and p_attempt ->> 'retryInSeconds' is null then 'failed'
          else 'pending'
        end,
        due_at = case
          when result = 'interrupted' then now()
          when result <> 'delivered' then now() + make_interval(secs => (p_attempt ->> 'retryInSeconds')::double precision)
        end,
        ended_at = case when result = 'delivered' or p_attempt ->> 'retryInSeconds' is null and result <> 'interrupted' then now() end,
        attempts = d.attempts - case when result = 'interrupted' then 1 else 0 end,
        response_status = (p_attempt ->> 'responseStatus')::integer, error = p_attempt ->> 'error',
        duration_ms = (p_attempt ->> 'durationMs')::integer
    where d.id = p_id and d.lease_token = p_lease_token and d.status = 'pending'
    returning * into delivery;
  if not found then
    return query select 'lost', null::text;
    return;
  end if;
  if delivery.status <> 'pending' then
    perform public.let_next_delivery_go(delivery.webhook_id, delivery.line);
  end if;
  if result = 'delivered' then
    update public.agent_webhooks w set failing_since = null
      where w.id = delivery.webhook_id and w.failing_since is not null;
  elsif result <> 'interrupted' then
    update public.agent_webhooks w set failing_since = now()
      where w.id = delivery.webhook_id and w.failing_since is null;
    update public.agent_webhooks w
      set active = false, updated_at = now(),
          disabled_reason = case
            when result = 'gone' then 'The receiver answered 410 Gone: it wants no more'
            else 'No delivery has succeeded since ' || public.in_words(w.failing_since)
          end
      where w.id = delivery.webhook_id and w.active
        and (result = 'gone' or w.failing_since < now() - make_interval(secs => p_patience_seconds))
      returning w.disabled_reason into reason;
  end if;
  return query select delivery.status, reason;
end $$;

-- Makes the first waiting delivery of a line to an endpoint due, unless it is already.
create or replace function public.let_next_delivery_go(p_webhook_id uuid, p_line uuid)
returns void
language sql
set search_path = ''
as $$
  update public.agent_webhook_deliveries d set due_at = now()
  where d.due_at is null and d.id = (
    select n.id from public.agent_webhook_deliveries n
    where n.webhook_id = p_webhook_id and n.line = p_line and n.status = 'pending' and not n.is_again
    order by n.seq limit 1
  )
$$;

-- Delivers again what has ended, and at once what waits for its next attempt. No row: there is no such delivery.
create or replace function public.redeliver_webhook(p_webhook_id uuid, p_id uuid)
returns setof public.agent_webhook_deliveries
language sql
set search_path = ''
as $$
  update public.agent_webhook_deliveries d
    set is_again = d.is_again or d.status <> 'pending',
        attempts = case when d.status = 'pending' then d.attempts else 0 end,
        due_at = case when d.status <> 'pending' or (d.due_at is not null and d.leased_until is null) then now() else d.due_at end,
        status = 'pending', ended_at = null
    where d.id = p_id and d.webhook_id = p_webhook_id returning d.*
$$;

-- Removes up to p_limit deliveries that are older than p_days or whose endpoint is gone, and events that nobody waits for;
-- answers how many deliveries.
create or replace function public.remove_old_deliveries(p_days integer, p_limit integer)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  removed integer;
begin
  with old as (
    select d.id from public.agent_webhook_deliveries d
    where d.created_at < now() - make_interval(days => p_days)
      or not exists (select from public.agent_webhooks w where w.id = d.webhook_id)
    limit p_limit for update skip locked
  )
  delete from public.agent_webhook_deliveries d using old where d.id = old.id;
  get diagnostics removed = row_count;
  -- What waited for a removed one.
  update public.agent_webhook_deliveries d set due_at = now()
    from (
      select w.id from public.agent_webhook_deliveries w
      where w.status = 'pending' and w.due_at is null and not w.is_again and not exists (
        select from public.agent_webhook_deliveries b
        where b.webhook_id = w.webhook_id and b.line = w.line and b.status = 'pending' and not b.is_again
          and b.seq < w.seq
      )
      for update skip locked
    ) freed
    where d.id = freed.id;
  -- An event and its deliveries are written together: one that is older than a minute gets no more.
  delete from public.agent_webhook_events e
    where e.at < now() - interval '1 minute'
      and not exists (select from public.agent_webhook_deliveries d where d.event_id = e.id);
  return removed;
end $$;
