-- From supabase/schemas/sealing.sql, by npm run schema:migrations.
-- What the first server with an encryption key has sealed: a server that cannot open it has not the keys of the others, and
-- does not start (docs/adr/0054).
create table if not exists public.agent_sealing (name text primary key);
alter table public.agent_sealing add column if not exists sealed text not null;
alter table public.agent_sealing add column if not exists updated_at timestamptz not null default now();
alter table public.agent_sealing enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_sealing'::regclass) then
    revoke all on table public.agent_sealing from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_sealing to service_role;
