-- Keys of callers beside AGENT_API_SECRET. The token itself is never stored: token_hash is its SHA-256 in hex.

create table public.agent_api_keys (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  scopes text[] not null,
  token_hash text not null unique,
  created_at timestamptz not null default now(),
  created_by text not null,
  expires_at timestamptz,
  -- The budget of the jobs that it creates, as it was said; agent_budgets has it in force. null: none.
  max_monthly_usd numeric(14, 4),
  -- The clients that it is bound to; null: none in particular, it reaches everything.
  client_ids uuid[],
  -- What it may ask for; null: as the server's configuration says.
  requests_per_minute integer,
  jobs_per_hour integer,
  last_used_at timestamptz,
  revoked_at timestamptz
);
alter table public.agent_api_keys enable row level security;
revoke all on table public.agent_api_keys from anon, authenticated;
grant all on table public.agent_api_keys to service_role;
-- A name stands for one key at a time: jobs and the audit log name their callers by it.
create unique index agent_api_keys_name_idx on public.agent_api_keys (lower(name)) where revoked_at is null;

-- outcome: 'created', 'name_taken', or 'too_many' when p_max keys are valid already. One creation at a time. A key that had the
-- name before leaves nothing of its budget; what its jobs cost in this month counts against that of the new one.
create function public.create_api_key(
  p_name text, p_scopes text[], p_token_hash text, p_created_by text, p_expires_at timestamptz, p_max_monthly_usd numeric,
  p_client_ids uuid[], p_requests_per_minute integer, p_jobs_per_hour integer, p_max integer
)
returns table (outcome text, key jsonb)
language plpgsql
set search_path = ''
as $$
declare
  made public.agent_api_keys;
begin
  perform pg_advisory_xact_lock(hashtext('agent_api_keys'));
  if exists (select from public.agent_api_keys k where k.revoked_at is null and lower(k.name) = lower(p_name)) then
    return query select 'name_taken', null::jsonb;
  elsif (select count(*) from public.agent_api_keys k
         where k.revoked_at is null and (k.expires_at is null or k.expires_at > now())) >= p_max then
    return query select 'too_many', null::jsonb;
  else
    insert into public.agent_api_keys (
      name, scopes, token_hash, created_by, expires_at, max_monthly_usd, client_ids, requests_per_minute, jobs_per_hour
    ) values (
      p_name, p_scopes, p_token_hash, p_created_by, p_expires_at, p_max_monthly_usd, p_client_ids, p_requests_per_minute,
      p_jobs_per_hour
    )
      returning * into made;
    delete from public.agent_budgets b where b.key_name = p_name;
    if p_max_monthly_usd is not null then
      perform public.set_budget(null, p_name, p_max_monthly_usd, 100);
    end if;
    return query select 'created', to_jsonb(made);
  end if;
end $$;

-- Revokes a key once: a second call answers the row as it is. No row: there is no such key.
create function public.revoke_api_key(p_id uuid)
returns setof public.agent_api_keys
language sql
set search_path = ''
as $$
  update public.agent_api_keys k set revoked_at = coalesce(k.revoked_at, now()) where k.id = p_id returning k.*;
$$;
