-- From supabase/schemas/audit_log.sql, by npm run schema:migrations.
-- Who changed something, and who was refused. Holds no body, no header and no query. changes: settings that a request
-- has changed, each as {"from": …, "to": …}.

create table if not exists public.agent_audit_log (seq bigint generated always as identity primary key);
alter table public.agent_audit_log add column if not exists id uuid not null unique;
alter table public.agent_audit_log add column if not exists at timestamptz not null;
alter table public.agent_audit_log add column if not exists node text not null;
alter table public.agent_audit_log add column if not exists caller text;
alter table public.agent_audit_log add column if not exists key_id uuid;
alter table public.agent_audit_log add column if not exists method text not null;
alter table public.agent_audit_log add column if not exists route text;
alter table public.agent_audit_log add column if not exists ids jsonb not null default '{}';
alter table public.agent_audit_log add column if not exists changes jsonb not null default '{}';
alter table public.agent_audit_log add column if not exists status integer;
alter table public.agent_audit_log add column if not exists remote_address text;
alter table public.agent_audit_log add column if not exists request_id text;
alter table public.agent_audit_log enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_audit_log'::regclass) then
    revoke all on table public.agent_audit_log from anon, authenticated;
  end if;
end $$;
revoke all on sequence public.agent_audit_log_seq_seq from anon, authenticated;
grant all on table public.agent_audit_log to service_role;
create index if not exists agent_audit_log_at_idx on public.agent_audit_log (at);

-- Stores entries in their order, each once however often it is sent, and answers how many were new. The lock makes seq
-- grow in order of commit over all nodes, so that a reader that pages by it misses none.
create or replace function public.record_audit_entries(p_entries jsonb)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  stored integer;
begin
  perform pg_advisory_xact_lock(hashtext('agent_audit_log'));
  insert into public.agent_audit_log (id, at, node, caller, key_id, method, route, ids, changes, status, remote_address, request_id)
    select (e ->> 'id')::uuid, (e ->> 'at')::timestamptz, e ->> 'node', e ->> 'caller', (e ->> 'key_id')::uuid,
           e ->> 'method', e ->> 'route', coalesce(e -> 'ids', '{}'), coalesce(e -> 'changes', '{}'),
           (e ->> 'status')::integer, e ->> 'remote_address', e ->> 'request_id'
    from jsonb_array_elements(p_entries) with ordinality as list (e, place)
    order by place
    on conflict (id) do nothing;
  get diagnostics stored = row_count;
  return stored;
end $$;
