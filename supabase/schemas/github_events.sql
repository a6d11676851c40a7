-- What GitHub tells of pull requests (docs/adr/0063).

-- Deliveries of GitHub's webhook, of each only what is needed: one that is known changes nothing.
create table public.agent_github_deliveries (
  -- The header X-GitHub-Delivery.
  id uuid primary key,
  -- What it tells, as src/inbound/receiving/news.ts has it.
  news jsonb not null,
  received_at timestamptz not null default now(),
  attempts integer not null default 0,
  -- When it is to be worked on, or again if nobody says that it is done; null: it is done.
  due_at timestamptz default now(),
  -- Grows with each attempt, and fences off earlier ones.
  lease_token bigint not null default 0
);
alter table public.agent_github_deliveries enable row level security;
revoke all on table public.agent_github_deliveries from anon, authenticated;
grant all on table public.agent_github_deliveries to service_role;
create index agent_github_deliveries_due_idx on public.agent_github_deliveries (due_at) where due_at is not null;
create index agent_github_deliveries_age_idx on public.agent_github_deliveries (received_at);

-- Stores a delivery. No row: it is known.
create function public.store_github_delivery(p_id uuid, p_news jsonb)
returns table (id uuid)
language sql
set search_path = ''
as $$
  insert into public.agent_github_deliveries (id, news) values (p_id, p_news) on conflict do nothing returning id
$$;

-- Deliveries that are due, for p_lease_seconds: then they are due again.
create function public.claim_github_deliveries(p_limit integer, p_lease_seconds integer)
returns table (id uuid, news jsonb, attempts integer, lease_token bigint)
language sql
set search_path = ''
as $$
  update public.agent_github_deliveries d
    set attempts = d.attempts + 1, lease_token = d.lease_token + 1, due_at = now() + make_interval(secs => p_lease_seconds)
    where d.id in (
      select due.id from public.agent_github_deliveries due where due.due_at <= now()
      order by due.due_at limit p_limit for update skip locked
    )
    returning d.id, d.news, d.attempts, d.lease_token
$$;

-- Ends an attempt. p_again_seconds: after which it is due again; null: it is done, and what it had reserved without a job of it is
-- free again. Does nothing when another attempt has begun.
create function public.finish_github_delivery(p_id uuid, p_lease_token bigint, p_again_seconds double precision)
returns void
language plpgsql
set search_path = ''
as $$
begin
  update public.agent_github_deliveries d set due_at = now() + make_interval(secs => p_again_seconds)
    where d.id = p_id and d.lease_token = p_lease_token;
  if found and p_again_seconds is null then
    delete from public.agent_github_requests r
      where r.delivery_id = p_id and r.refusal is null
        and not exists (select from public.agent_jobs j where j.id = r.id);
  end if;
end $$;

-- Removes up to p_limit deliveries that came more than p_days ago, and answers how many.
create function public.remove_old_github_deliveries(p_days integer, p_limit integer)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  removed integer;
begin
  with old as (
    select d.id from public.agent_github_deliveries d where d.received_at < now() - make_interval(days => p_days)
    limit p_limit for update skip locked
  )
  delete from public.agent_github_deliveries d using old where d.id = old.id;
  get diagnostics removed = row_count;
  return removed;
end $$;

-- The registered repositories that GitHub means by an id and a full name, of all clients: those with this id. The name counts where
-- no id is noted yet, which then is.
create function public.repositories_at_github(p_github_id bigint, p_full_name text)
returns table (id uuid)
language plpgsql
set search_path = ''
as $$
begin
  -- Whoever gives one of them another name meanwhile is waited for.
  insert into public.agent_repository_identities (repository_id, github_id)
    select r.id, p_github_id from public.code_repositories r
    where lower(r.owner_name || '/' || r.repo_name) = lower(p_full_name)
      and not exists (select from public.agent_repository_identities i where i.repository_id = r.id)
    order by r.id for share of r
    on conflict (repository_id) do nothing;
  return query select i.repository_id from public.agent_repository_identities i where i.github_id = p_github_id;
end $$;

-- Pull requests of jobs, as far as more is to be known of them than the jobs say.
create table public.agent_pull_requests (
  id uuid primary key default gen_random_uuid(),
  repository_id uuid not null references public.code_repositories (id) on delete cascade,
  number integer not null,
  -- GitHub's own time of the state that was noted last: what is older changes nothing.
  changed_at timestamptz,
  -- Of GitHub's last answer to a look.
  etag text,
  -- When a server without a webhook of GitHub looks again.
  look_at timestamptz not null default now()
);
alter table public.agent_pull_requests enable row level security;
revoke all on table public.agent_pull_requests from anon, authenticated;
grant all on table public.agent_pull_requests to service_role;
create unique index agent_pull_requests_number_idx on public.agent_pull_requests (repository_id, number);

-- Notes how a pull request stands on all jobs that it belongs to, and answers which of them did not know. p_changed_at: GitHub's
-- own time of it. What comes late, after something newer, changes nothing.
create function public.note_pull_request(
  p_repository_id uuid, p_number integer, p_state text, p_draft boolean, p_merged_at timestamptz, p_changed_at timestamptz
)
returns table (id uuid)
language plpgsql
set search_path = ''
as $$
begin
  if not exists (
    select from public.agent_jobs j where j.repository_id = p_repository_id and j.pr_number = p_number
  ) then
    return;
  end if;
  insert into public.agent_pull_requests (repository_id, number, changed_at)
    values (p_repository_id, p_number, p_changed_at)
    on conflict (repository_id, number) do update set changed_at = excluded.changed_at
      where coalesce(public.agent_pull_requests.changed_at, '-infinity') <= excluded.changed_at;
  if not found then
    return;
  end if;
  return query
    update public.agent_jobs j set pr_state = p_state, pr_draft = p_draft, merged_at = p_merged_at
    where j.repository_id = p_repository_id and j.pr_number = p_number
      and (j.pr_state, j.pr_draft, j.merged_at) is distinct from (p_state, p_draft, p_merged_at)
    returning j.id;
end $$;

-- Open pull requests at which nobody has looked for p_every_seconds, for one caller alone: for as long, no other gets them.
create function public.claim_pull_request_looks(p_limit integer, p_every_seconds integer)
returns table (repository_id uuid, number integer, etag text)
language sql
set search_path = ''
as $$
  insert into public.agent_pull_requests as p (repository_id, number, look_at)
    select distinct j.repository_id, j.pr_number, now() + make_interval(secs => p_every_seconds)
    from public.agent_jobs j
    where j.pr_state = 'open' and j.repository_id is not null and j.pr_number is not null and not exists (
      select from public.agent_pull_requests k
      where k.repository_id = j.repository_id and k.number = j.pr_number and k.look_at > now()
    )
    limit p_limit
    on conflict (repository_id, number) do update set look_at = excluded.look_at where p.look_at <= now()
    returning p.repository_id, p.number, p.etag
$$;

-- Notes the end of a look. p_again_seconds: when the next one is due, unless that is known already.
create function public.finish_pull_request_look(
  p_repository_id uuid, p_number integer, p_etag text, p_again_seconds integer
)
returns void
language sql
set search_path = ''
as $$
  update public.agent_pull_requests p
    set etag = p_etag, look_at = coalesce(now() + make_interval(secs => p_again_seconds), p.look_at)
    where p.repository_id = p_repository_id and p.number = p_number
$$;
