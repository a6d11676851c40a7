-- Endpoints of other systems, and what they are told (docs/adr/0048, docs/adr/0049).

create table public.agent_webhooks (
  id uuid primary key default gen_random_uuid(),
  url text not null,
  -- Types of events; '*': all.
  events text[] not null default '{*}',
  -- null: all clients. An endpoint goes with its client: it must not hear of others then.
  client_id uuid references public.clients (id) on delete cascade,
  description text,
  active boolean not null default true,
  -- Why the server switched it off; null: it did not.
  disabled_reason text,
  -- Since when no delivery has succeeded; null: the last one did.
  failing_since timestamptz,
  secret text not null,
  -- The one before, which signs too until then.
  previous_secret text,
  previous_secret_until timestamptz,
  -- The name of the API key; null: AGENT_API_SECRET.
  created_by_key text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table public.agent_webhooks enable row level security;
revoke all on table public.agent_webhooks from anon, authenticated;
grant all on table public.agent_webhooks to service_role;

-- What happened, for the endpoints that want to know. Written with the change itself, and only where one does.
create table public.agent_webhook_events (
  id uuid primary key default gen_random_uuid(),
  type text not null,
  -- What it is about: a job, or else a client.
  job_id uuid,
  client_id uuid,
  at timestamptz not null default clock_timestamp(),
  -- The job as the change left it, without what never changes and may be long.
  job jsonb,
  -- The same of a client's budget.
  budget jsonb
);
alter table public.agent_webhook_events enable row level security;
revoke all on table public.agent_webhook_events from anon, authenticated;
grant all on table public.agent_webhook_events to service_role;
create index agent_webhook_events_at_idx on public.agent_webhook_events (at);

-- An event on its way to one endpoint. No foreign key: a change of a job must not wait for somebody who removes an endpoint,
-- nor fail with them.
create table public.agent_webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  webhook_id uuid not null,
  event_id uuid not null,
  event_type text not null,
  -- As in the event.
  job_id uuid,
  client_id uuid,
  -- Deliveries of one line to one endpoint follow one another: what is told of a job, or of a client, is told in order.
  line uuid not null generated always as (coalesce(job_id, client_id)) stored,
  status text not null default 'pending',
  attempts integer not null default 0,
  -- When the next attempt is due; null: never, or an earlier one of its line to the same endpoint comes first.
  due_at timestamptz,
  -- The attempt in progress. lease_token grows with each, and fences off earlier ones.
  leased_until timestamptz,
  lease_token bigint not null default 0,
  -- It was asked for again after its end, and neither waits for others nor holds them up.
  is_again boolean not null default false,
  -- How the last attempt went. error null: it was delivered, or not tried.
  response_status integer,
  error text,
  duration_ms integer,
  last_attempt_at timestamptz,
  created_at timestamptz not null default now(),
  ended_at timestamptz,

  constraint agent_webhook_deliveries_known_status check (status in ('pending', 'delivered', 'failed'))
);
alter table public.agent_webhook_deliveries enable row level security;
revoke all on table public.agent_webhook_deliveries from anon, authenticated;
revoke all on sequence public.agent_webhook_deliveries_seq_seq from anon, authenticated;
grant all on table public.agent_webhook_deliveries to service_role;
create index agent_webhook_deliveries_list_idx on public.agent_webhook_deliveries (webhook_id, seq);
create index agent_webhook_deliveries_event_idx on public.agent_webhook_deliveries (event_id);
create index agent_webhook_deliveries_age_idx on public.agent_webhook_deliveries (created_at);
create index agent_webhook_deliveries_due_idx on public.agent_webhook_deliveries (webhook_id, due_at)
  where status = 'pending' and due_at is not null;
create index agent_webhook_deliveries_order_idx on public.agent_webhook_deliveries (webhook_id, line, seq)
  where status = 'pending' and not is_again;
create index agent_webhook_deliveries_leased_idx on public.agent_webhook_deliveries (webhook_id)
  where leased_until is not null;

-- What an endpoint was told before it became that of one client is not for whoever looks after that client.
create function public.drop_foreign_deliveries()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  delete from public.agent_webhook_deliveries d
    where d.webhook_id = new.id and d.client_id is distinct from new.client_id
      and not exists (select from public.agent_jobs j where j.id = d.job_id and j.client_id = new.client_id);
  return null;
end $$;
create trigger agent_webhooks_drop_foreign
  after update of client_id on public.agent_webhooks
  for each row
  when (new.client_id is not null and new.client_id is distinct from old.client_id)
  execute function public.drop_foreign_deliveries();

-- outcome: 'created', or 'too_many' when there are p_max. One creation at a time.
create function public.create_webhook(
  p_url text, p_events text[], p_client_id uuid, p_description text, p_active boolean, p_secret text,
  p_created_by_key text, p_max integer
)
returns table (outcome text, webhook jsonb)
language plpgsql
set search_path = ''
as $$
declare
  made public.agent_webhooks;
begin
  perform pg_advisory_xact_lock(hashtext('agent_webhooks.create'));
  if (select count(*) from public.agent_webhooks) >= p_max then
    return query select 'too_many', null::jsonb;
    return;
  end if;
  insert into public.agent_webhooks (url, events, client_id, description, active, secret, created_by_key)
    values (p_url, p_events, p_client_id, p_description, p_active, p_secret, p_created_by_key)
    returning * into made;
  return query select 'created', to_jsonb(made);
end $$;

-- Gives an endpoint another secret; the one before signs too for p_keep_seconds. No row: there is no such endpoint.
create function public.rotate_webhook_secret(p_id uuid, p_secret text, p_keep_seconds integer)
returns setof public.agent_webhooks
language sql
set search_path = ''
as $$
  update public.agent_webhooks w
    set previous_secret = w.secret, previous_secret_until = now() + make_interval(secs => p_keep_seconds),
        secret = p_secret, updated_at = now()
    where w.id = p_id returning w.*
$$;
