-- Jobs that were there before their types became properties. Rows with a status of another system are left alone.
update public.agent_jobs set converses = true, changes_tree = false
  where job_type = 'task' and (not converses or changes_tree)
    and status in ('queued', 'running', 'completed', 'failed', 'cancelled');
update public.agent_jobs set iterates = true
  where job_type = 'ralph' and not iterates
    and status in ('queued', 'running', 'completed', 'failed', 'cancelled');

-- Queued jobs that came without a lock on their branch.
update public.agent_jobs set branch_name = branch_name
  where status = 'queued' and changes_tree and branch_lock is null;

-- Conversations whose person had the turn, before that was a column of its own. The trigger ends the wait of those that
-- are over.
update public.agent_jobs set answer_owed = false where awaiting_input_since is not null and answer_owed
  and status in ('queued', 'running', 'completed', 'failed', 'cancelled');

-- Jobs from before there was a ledger: each is counted, and what it has used is one row, or one for each of its iterations. Their
-- model and the kinds of their tokens are not known.
insert into public.agent_usage_jobs (
  job_id, job_type, client_id, repository_id, feature_id, team_member_id, model, created_at, status, has_pull_request
)
  select j.id, j.job_type, j.client_id, j.repository_id, j.feature_id, j.created_by_team_member_id, j.model, j.created_at,
    j.status, j.pr_url is not null
  from public.agent_jobs j
  on conflict (job_id) do nothing;
with known as (
  select j.id, j.id as job_id, null::integer as iteration_number, coalesce(j.started_at, j.created_at) as started_at,
    j.duration_ms, j.num_turns, j.input_tokens, j.output_tokens, j.total_cost_usd
  from public.agent_jobs j where not j.iterates
  union all
  select i.id, i.job_id, i.iteration_number, i.started_at, i.duration_ms, i.num_turns, i.input_tokens, i.output_tokens,
    i.total_cost_usd
  from public.agent_job_iterations i
)
insert into public.agent_usage (
  id, job_id, job_type, iteration_number, attempt, client_id, repository_id, feature_id, team_member_id, key_name,
  started_at, duration_ms, num_turns, input_tokens, output_tokens, cost_usd, models
)
  select k.id, j.id, j.job_type, k.iteration_number, j.attempt, j.client_id, j.repository_id, j.feature_id,
    j.created_by_team_member_id, j.created_by_key, k.started_at, coalesce(k.duration_ms, 0), coalesce(k.num_turns, 0),
    coalesce(k.input_tokens, 0), coalesce(k.output_tokens, 0), k.total_cost_usd,
    jsonb_build_array(jsonb_build_object(
      'model', j.model, 'inputTokens', coalesce(k.input_tokens, 0), 'outputTokens', coalesce(k.output_tokens, 0),
      'cacheReadTokens', 0, 'cacheWriteTokens', 0, 'costUsd', k.total_cost_usd
    ))
  from known k join public.agent_jobs j on j.id = k.job_id
  where (k.num_turns > 0 or k.input_tokens > 0 or k.total_cost_usd > 0)
    and not exists (select from public.agent_usage u where u.job_id = j.id)
  on conflict (id) do nothing;
