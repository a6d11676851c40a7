-- Who changed something, and who was refused. Holds no body, no header and no query.
create table if not exists public.agent_audit_log (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  at timestamptz not null,
  node text not null,
  caller text,
  key_id uuid,
  method text not null,
  route text,
  ids jsonb not null default '{}',
  status integer,
  remote_address text
);
alter table public.agent_audit_log enable row level security;
grant all on table public.agent_audit_log to service_role;
create index if not exists agent_audit_log_at_idx on public.agent_audit_log (at);

-- Stores entries in their order, each once however often it is sent. The lock makes seq grow in order of commit over all nodes, so that whoever pages by it
-- misses none.
create or replace function public.record_audit_entries(p_entries jsonb)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  stored integer;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('agent_audit_log'));
  insert into public.agent_audit_log (id, at, node, caller, key_id, method, route, ids, status, remote_address)
    select (e ->> 'id')::uuid, (e ->> 'at')::timestamptz, e ->> 'node', e ->> 'caller', (e ->> 'key_id')::uuid, e ->> 'method', e ->> 'route',
           coalesce(e -> 'ids', '{}'), (e ->> 'status')::integer, e ->> 'remote_address'
    from pg_catalog.jsonb_array_elements(p_entries) with ordinality as list (e, place)
    order by place
    on conflict (id) do nothing;
  get diagnostics stored = row_count;
  return stored;
end $$;

revoke execute on function public.record_audit_entries(jsonb) from public, anon, authenticated;
grant execute on function public.record_audit_entries(jsonb) to service_role;
