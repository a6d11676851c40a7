-- From supabase/schemas/idempotency_keys.sql, by npm run schema:migrations.
-- The first answer to a request that carried an Idempotency-Key. resource_id is chosen with the reservation and becomes
-- the id of the row that the request creates: a request that died between creating and answering finds its own row again.
-- key: the id of the caller's API key, or AGENT_API_SECRET, a colon, and what the header says.
create table if not exists public.agent_idempotency_keys (key text primary key);
alter table public.agent_idempotency_keys add column if not exists request_hash text not null;
alter table public.agent_idempotency_keys add column if not exists resource_id uuid not null;
alter table public.agent_idempotency_keys add column if not exists response_status integer;
alter table public.agent_idempotency_keys add column if not exists response_body jsonb;
alter table public.agent_idempotency_keys add column if not exists locked_until timestamptz not null;
alter table public.agent_idempotency_keys add column if not exists created_at timestamptz not null default now();
alter table public.agent_idempotency_keys enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_idempotency_keys'::regclass) then
    revoke all on table public.agent_idempotency_keys from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_idempotency_keys to service_role;
create index if not exists agent_idempotency_keys_age_idx on public.agent_idempotency_keys (created_at);

-- outcome: 'reserved' (do the work with this resource_id, then store the answer), 'replay' (answer this), 'mismatch' (the
-- key belongs to another request), 'pending' (the first request is still at work).
create or replace function public.reserve_idempotency_key(
  p_key text, p_request_hash text, p_resource_id uuid, p_lock_seconds integer
)
returns table (outcome text, resource_id uuid, response_status integer, response_body jsonb)
language plpgsql
set search_path = ''
as $$
declare
  known public.agent_idempotency_keys;
begin
  delete from public.agent_idempotency_keys k where k.key = p_key and k.created_at < now() - interval '24 hours';
  insert into public.agent_idempotency_keys (key, request_hash, resource_id, locked_until)
    values (p_key, p_request_hash, p_resource_id, now() + make_interval(secs => p_lock_seconds))
    on conflict (key) do nothing;
  if found then
    return query select 'reserved', p_resource_id, null::integer, null::jsonb;
    return;
  end if;
  select k.* into known from public.agent_idempotency_keys k where k.key = p_key for update;
  if not found then
    return query select 'pending', p_resource_id, null::integer, null::jsonb;
  elsif known.request_hash <> p_request_hash then
    return query select 'mismatch', null::uuid, null::integer, null::jsonb;
  elsif known.response_status is not null then
    return query select 'replay', known.resource_id, known.response_status, known.response_body;
  elsif known.locked_until < now() then
    update public.agent_idempotency_keys k
      set locked_until = now() + make_interval(secs => p_lock_seconds) where k.key = p_key;
    return query select 'reserved', known.resource_id, null::integer, null::jsonb;
  else
    return query select 'pending', known.resource_id, null::integer, null::jsonb;
  end if;
end $$;
