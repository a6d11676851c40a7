-- From supabase/schemas/metrics.sql, by npm run schema:migrations.
-- What GET /metrics answers of the whole installation (docs/adr/0072): one row per number, each counted in the store, so that it is
-- the same whichever server is asked. kind and state: what the number is of; null: it is one for all.
-- Jobs that have ended and what was used come from the ledger, which outlives them: days that are over as sums, the rest from
-- rows. The queue is counted in its indexes.
create or replace function public.read_metrics()
returns table (metric text, kind text, state text, value double precision)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
    with live as materialized (
      select j.job_type, j.status, j.phase, count(*) as jobs
      from public.agent_jobs j where j.status in ('queued', 'running') group by 1, 2, 3
    ), ledger as materialized (
      select u.key as job_type, sum(u.jobs) as jobs, sum(u.completed) as completed, sum(u.failed) as failed,
        sum(u.pull_requests) as pull_requests, sum(u.input_tokens) as input_tokens, sum(u.output_tokens) as output_tokens,
        sum(u.cache_read_tokens) as cache_read_tokens, sum(u.cache_write_tokens) as cache_write_tokens,
        sum(u.cost_usd) as cost_usd
      from public.usage_report('-infinity', 'infinity', 'jobType', null) u group by 1
    ), pending as materialized (
      select count(*) as deliveries, min(d.created_at) as since
      from public.agent_webhook_deliveries d where d.status = 'pending'
    )
    select 'jobs', l.job_type, l.status, sum(l.jobs)::double precision from live l group by 2, 3
    union all
    select 'phases', null, l.phase, sum(l.jobs)::double precision
      from live l where l.status = 'running' and l.phase is not null group by 3
    union all
    select 'ended', l.job_type, e.state, e.jobs::double precision
      from ledger l cross join lateral (
        values ('completed', l.completed), ('failed', l.failed), ('cancelled', greatest(
          l.jobs - l.completed - l.failed
            - coalesce((select sum(v.jobs) from live v where v.job_type = l.job_type), 0), 0
        ))
      ) e (state, jobs)
    union all
    select 'pull_requests', l.job_type, null, l.pull_requests::double precision from ledger l
    union all
    select 'cost_usd', l.job_type, null, l.cost_usd::double precision from ledger l
    union all
    select 'tokens', l.job_type, t.state, t.tokens::double precision
      from ledger l cross join lateral (
        values ('input', l.input_tokens), ('output', l.output_tokens), ('cache_read', l.cache_read_tokens),
          ('cache_write', l.cache_write_tokens)
      ) t (state, tokens)
    union all
    select 'waiting', null, coalesce(w.wait_reason, 'starting'), w.jobs::double precision from public.count_waiting() w
    union all
    select 'oldest_waiting_seconds', null, null,
      coalesce(extract(epoch from now() - min(greatest(j.created_at, j.not_before))), 0)::double precision
      from public.agent_jobs j where j.status = 'queued' and (j.not_before is null or j.not_before <= now())
    union all
    select 'pause_seconds', null, p.reason, max(extract(epoch from p.until - now()))::double precision
      from public.list_pauses() p group by 3
    union all
    select 'nodes', null, n.state, count(*)::double precision
      from (
        select case when not s.alive then 'dead' when s.draining then 'draining' else 'taking_jobs' end as state
        from public.list_nodes() s
      ) n group by 3
    union all
    select 'slots', null, null, coalesce(sum(n.capacity), 0)::double precision
      from public.list_nodes() n where n.alive and not n.draining
    union all
    select 'pending_deliveries', null, null, p.deliveries::double precision from pending p
    union all
    select 'oldest_delivery_seconds', null, null, coalesce(extract(epoch from now() - p.since), 0)::double precision
      from pending p
    union all
    select 'webhooks', null, case when w.active then 'active' else 'off' end, count(*)::double precision
      from public.agent_webhooks w group by 3;
end $$;
