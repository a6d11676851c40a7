-- From supabase/schemas/access.sql, by npm run schema:migrations.
-- Only the server's own role calls functions. Postgres, and a Supabase project's defaults, let everybody call new ones.
do $$
declare
  called regprocedure;
begin
  foreach called in array array[
    'public.add_client_repository(uuid, uuid, text, text, text, text)',
    'public.is_set_aside(text)', 'public.set_plan(uuid, bigint, text)', 'public.answer_plan(uuid, boolean, text)',
    'public.change_repository(uuid, jsonb, jsonb, bigint)', 'public.remove_repository(uuid)',
    'public.note_gone_repository(text, text, text)', 'public.note_repository_identity(uuid, bigint, text, text, text)',
    'public.rename_repository(public.code_repositories, text, text, boolean)', 'public.gone_repositories()',
    'public.list_repositories(uuid[], integer, timestamptz, uuid)',
    'public.remove_old_job_env(integer, integer)', 'public.create_job(jsonb, text, jsonb, integer)', 'public.next_job_in(text, integer)',
    'public.job_summaries(uuid[])', 'public.listed_jobs(jsonb)',
    'public.list_jobs(jsonb, integer, integer, timestamptz, uuid)', 'public.count_jobs(jsonb, integer)',
    'public.append_job_messages(uuid, jsonb, bigint)', 'public.message_content(uuid, uuid, integer, integer)',
    'public.has_undelivered_messages(uuid)',
    'public.in_words(timestamptz)',
    'public.lock_claims()', 'public.holds_node_name(text, uuid)',
    'public.enter_node(text, uuid, text, text, text, text, integer, integer, double precision, boolean, timestamptz)',
    'public.beat_node(text, uuid, integer, double precision, integer)', 'public.leave_node(text, uuid)',
    'public.set_node_draining(text, boolean, uuid)', 'public.list_nodes()',
    'public.is_branch_taken(uuid, text, integer, timestamptz)', 'public.next_jobs(integer, text, text, text)',
    'public.queue_state()', 'public.general_wait_reason(jsonb, uuid, uuid, text, boolean)',
    'public.wait_reasons(uuid[])', 'public.queue_places(uuid[])',
    'public.queue_page(integer, integer, timestamptz, uuid)', 'public.count_waiting()',
    'public.queue_places_of_clients(uuid[], uuid[])',
    'public.queue_page_of_clients(uuid[], integer, integer, timestamptz, uuid)',
    'public.count_waiting_of_clients(uuid[])', 'public.cancel_job(uuid)',
    'public.lock_claimed_job(uuid, bigint)', 'public.can_be_parked(boolean, uuid)',
    'public.claim_jobs(text, uuid, integer, integer, text, text)', 'public.heartbeat_jobs(jsonb, integer)',
    'public.release_job(uuid, bigint, boolean)',
    'public.interruptions_in_words(jsonb)', 'public.with_interruption(jsonb, integer, text, text)',
    'public.end_interrupted_attempts(uuid[], integer)',
    'public.take_back_jobs(integer, text, uuid)',
    'public.send_job_message(uuid, uuid, text)', 'public.complete_conversation(uuid)',
    'public.mark_message_delivered(uuid, bigint, uuid)', 'public.park_job(uuid, bigint, boolean)',
    'public.postpone_job(uuid, bigint, text, text, text, double precision, timestamptz, integer, text, double precision)',
    'public.list_pauses()',
    'public.begin_iteration(uuid, bigint, integer, uuid)',
    'public.added(jsonb, jsonb, text)', 'public.record_iteration_session(uuid, bigint, integer, jsonb, jsonb)',
    'public.finish_iteration(uuid, bigint, integer, jsonb)', 'public.iteration_summaries(uuid)',
    'public.request_job_stop(uuid)',
    'public.utc_day(timestamptz)', 'public.write_usage(uuid, integer, jsonb)', 'public.models_used(jsonb)',
    'public.record_usage(uuid, bigint, jsonb, jsonb, integer)', 'public.usage_days()', 'public.seal_usage(integer)',
    'public.usage_facts(timestamptz, timestamptz, uuid[])',
    'public.usage_report(timestamptz, timestamptz, text, uuid[])',
    'public.job_heads(uuid[], integer)', 'public.next_job_messages(jsonb, integer, integer)',
    'public.save_job_diff(uuid, bigint, jsonb)', 'public.remove_old_diffs(integer, integer)',
    'public.save_artifact_part(uuid, bigint, jsonb, jsonb, integer, bigint)', 'public.artifact_part(uuid, integer)',
    'public.drop_unfinished_artifacts(uuid, bigint)', 'public.remove_old_artifacts(integer, integer)',
    'public.set_repository_mcp_config(uuid, jsonb)',
    'public.create_api_key(text, text[], text, text, timestamptz, numeric, uuid[], integer, integer, integer)',
    'public.revoke_api_key(uuid)',
    'public.record_audit_entries(jsonb)', 'public.reserve_idempotency_key(text, text, uuid, integer)',
    'public.job_fates(uuid[])', 'public.remove_old_messages(integer, integer)', 'public.store_bytes()',
    'public.create_webhook(text, text[], uuid, text, boolean, text, text, integer)',
    'public.store_github_delivery(uuid, jsonb)', 'public.claim_github_deliveries(integer, integer)',
    'public.finish_github_delivery(uuid, bigint, double precision)', 'public.remove_old_github_deliveries(integer, integer)',
    'public.repositories_at_github(bigint, text)',
    'public.note_pull_request(uuid, integer, text, boolean, timestamptz, timestamptz)',
    'public.claim_pull_request_looks(integer, integer)', 'public.finish_pull_request_look(uuid, integer, text, integer)',
    'public.reserve_github_request(jsonb, integer)', 'public.refuse_github_request(jsonb, text, boolean)',
    'public.claim_github_replies(integer, integer)', 'public.finish_github_reply(uuid, bigint, double precision)',
    'public.rotate_webhook_secret(uuid, text, integer)', 'public.note_job_event(text, uuid, uuid, jsonb)',
    'public.note_event(text, uuid, uuid, jsonb, jsonb)',
    'public.utc_month(timestamptz)', 'public.end_of_month(date)', 'public.spent_in_month(uuid, text, date)',
    'public.spent_now(public.agent_budgets)', 'public.spent_budgets()', 'public.holding_budget(uuid, text)',
    'public.budget_wait_reason(public.agent_budgets)', 'public.budget_wait_sentence(public.agent_budgets)',
    'public.budget_waits(uuid[])', 'public.budget_summary(public.agent_budgets)', 'public.tell_of_budget(uuid)',
    'public.note_budget_event(text, public.agent_budgets)', 'public.set_budget(uuid, text, numeric, integer)',
    'public.client_budget(uuid)', 'public.remove_client_budget(uuid)',
    'public.claim_webhook_deliveries(integer, integer, integer)',
    'public.finish_webhook_delivery(uuid, bigint, jsonb, integer)', 'public.let_next_delivery_go(uuid, uuid)',
    'public.redeliver_webhook(uuid, uuid)', 'public.remove_old_deliveries(integer, integer)',
    'public.read_metrics()',
    'public.applied_migrations()'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', called);
    execute format('grant execute on function %s to service_role', called);
  end loop;
end $$;

-- Triggers call these, and nobody else.
revoke execute on function public.set_agent_job_branch_lock() from public, anon, authenticated;
revoke execute on function public.schedule_agent_job() from public, anon, authenticated;
revoke execute on function public.end_agent_job_wait() from public, anon, authenticated;
revoke execute on function public.date_agent_job_change() from public, anon, authenticated;
revoke execute on function public.number_agent_job_message() from public, anon, authenticated;
revoke execute on function public.drop_agent_job_env() from public, anon, authenticated;
revoke execute on function public.unseal_usage_day() from public, anon, authenticated;
revoke execute on function public.spend_budgets() from public, anon, authenticated;
revoke execute on function public.count_agent_job() from public, anon, authenticated;
revoke execute on function public.drop_foreign_deliveries() from public, anon, authenticated;
revoke execute on function public.note_new_agent_job() from public, anon, authenticated;
revoke execute on function public.note_agent_job_change() from public, anon, authenticated;

-- PostgREST reads the schema when it is told to: https://docs.postgrest.org/en/v14/references/schema_cache.html
notify pgrst, 'reload schema';
