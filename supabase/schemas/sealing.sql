-- What the first server with an encryption key has sealed: a server that cannot open it has not the keys of the others, and
-- does not start (docs/adr/0054).
create table public.agent_sealing (
  name text primary key,
  sealed text not null,
  updated_at timestamptz not null default now()
);
alter table public.agent_sealing enable row level security;
revoke all on table public.agent_sealing from anon, authenticated;
grant all on table public.agent_sealing to service_role;
