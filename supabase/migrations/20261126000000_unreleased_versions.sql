-- Databases of versions from before the first release have what no longer exists, or now means something else.
drop function if exists public.claim_jobs(text, integer, integer);
drop function if exists public.claim_jobs_with_credential(text, integer, integer, text);
drop function if exists public.claim_jobs_for_node(text, uuid, integer, integer, text);
drop function if exists public.claim_jobs(text, uuid, integer, integer, text);
drop function if exists public.postpone_job(
  uuid, bigint, text, text, double precision, timestamptz, integer, text
);
drop function if exists public.list_model_pauses();
drop table if exists public.agent_model_pauses;
drop function if exists public.release_job(uuid, bigint, boolean, text, timestamptz);
drop function if exists public.take_back_jobs(integer, text);
drop function if exists public.take_back_own_jobs(integer, text, uuid);
drop function if exists public.take_back_expired_jobs(integer);
drop function if exists public.complete_task_job(uuid);
drop function if exists public.add_client_repository(uuid, uuid, text, text, text);
alter table if exists public.agent_jobs drop constraint if exists agent_jobs_known_type;
drop function if exists public.change_repository(uuid, jsonb);
drop function if exists public.heartbeat_jobs(jsonb, integer);
drop function if exists public.general_wait_reason(text, uuid[], uuid[], uuid, uuid);
drop function if exists public.queue_state();
drop function if exists public.claim_webhook_deliveries(integer, integer, integer);
drop function if exists public.let_next_delivery_go(uuid, uuid);
drop index if exists public.agent_jobs_lane_idx;
drop index if exists public.agent_jobs_scheduled_idx;
drop index if exists public.agent_webhook_deliveries_order_idx;
alter table if exists public.agent_webhook_events alter column job_id drop not null, alter column job drop not null;
alter table if exists public.agent_webhook_deliveries alter column job_id drop not null;
drop function if exists public.create_api_key(text, text[], text, text, timestamptz, integer);
