-- From supabase/schemas/github_requests.sql, by npm run schema:migrations.
-- What people and checks at GitHub ask of the work of jobs: each becomes a follow-up (docs/adr/0064).

-- Also that of the follow-up.
create table if not exists public.agent_github_requests (id uuid primary key default gen_random_uuid());
alter table public.agent_github_requests add column if not exists repository_id uuid not null references public.code_repositories (id) on delete cascade;
alter table public.agent_github_requests add column if not exists pr_number integer not null;
-- The newest commit of the pull request at that time.
alter table public.agent_github_requests add column if not exists head_sha text not null;
-- review, checks or mention.
alter table public.agent_github_requests add column if not exists kind text not null;
alter table public.agent_github_requests add column if not exists delivery_id uuid not null;
-- Who asked; null: checks failed.
alter table public.agent_github_requests add column if not exists login text;
alter table public.agent_github_requests add column if not exists url text not null;
-- Why it is no follow-up, for programs; null: it is, or is about to be one.
alter table public.agent_github_requests add column if not exists refusal text;
alter table public.agent_github_requests add column if not exists created_at timestamptz not null default now();
-- When an answer at GitHub is due, once the follow-up has ended; null: it was given, or none is.
alter table public.agent_github_requests add column if not exists reply_at timestamptz default now();
alter table public.agent_github_requests add column if not exists reply_attempts integer not null default 0;
alter table public.agent_github_requests add column if not exists reply_token bigint not null default 0;

alter table public.agent_github_requests drop constraint if exists agent_github_requests_known_kind;
alter table public.agent_github_requests add constraint agent_github_requests_known_kind check (kind in ('review', 'checks', 'mention')) not valid;
alter table public.agent_github_requests enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_github_requests'::regclass) then
    revoke all on table public.agent_github_requests from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_github_requests to service_role;
-- One of a kind for each commit, even if the server's code errs.
create unique index if not exists agent_github_requests_one_per_head_idx
  on public.agent_github_requests (repository_id, pr_number, head_sha, kind) where refusal is null;
-- The same refusal is told once for each commit.
create unique index if not exists agent_github_requests_one_refusal_idx
  on public.agent_github_requests (repository_id, pr_number, head_sha, kind, refusal) where refusal is not null;
create index if not exists agent_github_requests_delivery_idx on public.agent_github_requests (delivery_id);
create index if not exists agent_github_requests_reply_idx on public.agent_github_requests (reply_at) where reply_at is not null;

-- Reserves a follow-up for a request: {"repository_id", "pr_number", "head_sha", "kind", "delivery_id", "login", "url"}. outcome:
-- 'accepted', also when the same delivery is worked on again; 'taken' when an earlier one of its kind was about the same commit;
-- 'capped' when the pull request has had p_max.
create or replace function public.reserve_github_request(p_request jsonb, p_max integer)
returns table (outcome text, id uuid)
language plpgsql
set search_path = ''
as $$
declare
  wanted public.agent_github_requests := jsonb_populate_record(null::public.agent_github_requests, p_request);
  earlier public.agent_github_requests;
begin
  -- Of one pull request one at a time: the number of its requests must not grow meanwhile.
  perform pg_advisory_xact_lock(hashtext('agent_github_requests'), hashtext(wanted.repository_id || ':' || wanted.pr_number));
  select r.* into earlier from public.agent_github_requests r
    where r.delivery_id = wanted.delivery_id and r.repository_id = wanted.repository_id and r.pr_number = wanted.pr_number
      and r.refusal is null;
  if found then
    return query select 'accepted', earlier.id;
    return;
  end if;
  -- What a delivery has left behind that nobody works on any more.
  delete from public.agent_github_requests r
    where r.repository_id = wanted.repository_id and r.pr_number = wanted.pr_number and r.refusal is null
      and not exists (select from public.agent_jobs j where j.id = r.id)
      and not exists (select from public.agent_github_deliveries d where d.id = r.delivery_id and d.due_at is not null);
  if exists (
    select from public.agent_github_requests r
    where r.repository_id = wanted.repository_id and r.pr_number = wanted.pr_number and r.head_sha = wanted.head_sha
      and r.kind = wanted.kind and r.refusal is null
  ) then
    return query select 'taken', null::uuid;
  elsif (
    select count(*) from public.agent_github_requests r
    where r.repository_id = wanted.repository_id and r.pr_number = wanted.pr_number and r.refusal is null
  ) >= p_max then
    return query select 'capped', null::uuid;
  else
    return query
      insert into public.agent_github_requests (repository_id, pr_number, head_sha, kind, delivery_id, login, url)
        values (wanted.repository_id, wanted.pr_number, wanted.head_sha, wanted.kind, wanted.delivery_id, wanted.login, wanted.url)
        returning 'accepted', agent_github_requests.id;
  end if;
end $$;

-- Notes that a request becomes no follow-up, and takes back what was reserved for it. p_replies: whether that is told at
-- GitHub, which happens once for each commit, kind and reason.
create or replace function public.refuse_github_request(p_request jsonb, p_refusal text, p_replies boolean)
returns void
language plpgsql
set search_path = ''
as $$
declare
  wanted public.agent_github_requests := jsonb_populate_record(null::public.agent_github_requests, p_request);
begin
  delete from public.agent_github_requests r
    where r.delivery_id = wanted.delivery_id and r.repository_id = wanted.repository_id and r.pr_number = wanted.pr_number
      and r.refusal is null and not exists (select from public.agent_jobs j where j.id = r.id);
  insert into public.agent_github_requests (
    repository_id, pr_number, head_sha, kind, delivery_id, login, url, refusal, reply_at
  ) values (
    wanted.repository_id, wanted.pr_number, wanted.head_sha, wanted.kind, wanted.delivery_id, wanted.login, wanted.url,
    p_refusal, case when p_replies then now() end
  ) on conflict do nothing;
end $$;

-- Requests that are to be answered now, for p_lease_seconds: then they are due again. A request whose follow-up has not ended
-- waits for that.
create or replace function public.claim_github_replies(p_limit integer, p_lease_seconds integer)
returns table (
  id uuid, reply_token bigint, attempts integer, repository_id uuid, pr_number integer, kind text, login text, url text,
  refusal text, created_at timestamptz
)
language sql
set search_path = ''
as $$
  update public.agent_github_requests r
    set reply_at = now() + make_interval(secs => p_lease_seconds), reply_token = r.reply_token + 1,
        reply_attempts = r.reply_attempts + 1
    where r.id in (
      select due.id from public.agent_github_requests due
      where due.reply_at <= now() and (
        due.refusal is not null
        or exists (select from public.agent_jobs j where j.id = due.id and j.status in ('completed', 'failed', 'cancelled'))
      )
      order by due.reply_at limit p_limit for update skip locked
    )
    returning r.id, r.reply_token, r.reply_attempts, r.repository_id, r.pr_number, r.kind, r.login, r.url, r.refusal, r.created_at
$$;

-- Ends an attempt to answer. p_again_seconds: after which the next one is due; null: none is.
create or replace function public.finish_github_reply(p_id uuid, p_reply_token bigint, p_again_seconds double precision)
returns void
language sql
set search_path = ''
as $$
  update public.agent_github_requests r set reply_at = now() + make_interval(secs => p_again_seconds)
    where r.id = p_id and r.reply_token = p_reply_token
$$;
