-- From supabase/schemas/budgets.sql, by npm run schema:migrations.
-- What may be spent in a calendar month (UTC), and what is held back once it is (docs/adr/0052).

-- The budget of a client, or of an API key. What was spent is kept up in the transactions that write the ledger, so that a claim
-- reads a few rows instead of adding up a month.
create table if not exists public.agent_budgets (id uuid primary key default gen_random_uuid());
-- Whose it is: one of the two. A key is named as jobs name it.
alter table public.agent_budgets add column if not exists client_id uuid references public.clients (id) on delete cascade;
alter table public.agent_budgets add column if not exists key_name text;
-- 0: nothing may be spent.
alter table public.agent_budgets add column if not exists monthly_usd numeric(14, 4) not null;
alter table public.agent_budgets add column if not exists warn_at_percent integer not null default 80;
-- The month of spent_usd, by its first day. A later one begins with its first row of the ledger.
alter table public.agent_budgets add column if not exists month date not null;
-- What is spent by runs that go on is part of it, as far as it is known.
alter table public.agent_budgets add column if not exists spent_usd numeric(20, 6) not null default 0;
-- For which amounts it was told in this month that they are nearly, or entirely, spent.
alter table public.agent_budgets add column if not exists warned_for numeric[] not null default '{}';
alter table public.agent_budgets add column if not exists exceeded_for numeric[] not null default '{}';
alter table public.agent_budgets add column if not exists created_at timestamptz not null default now();
alter table public.agent_budgets add column if not exists updated_at timestamptz not null default now();

alter table public.agent_budgets drop constraint if exists agent_budgets_one_owner;
alter table public.agent_budgets add constraint agent_budgets_one_owner check (num_nonnulls(client_id, key_name) = 1) not valid;
alter table public.agent_budgets drop constraint if exists agent_budgets_amount_range;
alter table public.agent_budgets add constraint agent_budgets_amount_range check (monthly_usd >= 0) not valid;
alter table public.agent_budgets drop constraint if exists agent_budgets_warning_range;
alter table public.agent_budgets add constraint agent_budgets_warning_range check (warn_at_percent between 1 and 100) not valid;
alter table public.agent_budgets enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_budgets'::regclass) then
    revoke all on table public.agent_budgets from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_budgets to service_role;
create unique index if not exists agent_budgets_client_idx on public.agent_budgets (client_id);
create unique index if not exists agent_budgets_key_idx on public.agent_budgets (key_name);

-- The month of a moment (UTC), by its first day.
create or replace function public.utc_month(p_moment timestamptz)
returns date
language sql
immutable
set search_path = ''
as $$
  select date_trunc('month', p_moment at time zone 'UTC')::date
$$;

-- When a month ends and the next one begins.
create or replace function public.end_of_month(p_month date)
returns timestamptz
language sql
immutable
set search_path = ''
as $$
  select (p_month + interval '1 month') at time zone 'UTC'
$$;

-- What the ledger says was spent in a month by a client or a key; the other one is null.
create or replace function public.spent_in_month(p_client_id uuid, p_key_name text, p_month date)
returns numeric
language plpgsql
stable
set search_path = ''
as $$
begin
  return coalesce(case when p_key_name is null then (
    select sum(u.cost_usd) from public.agent_usage u
    where u.client_id = p_client_id
      and u.started_at >= p_month::timestamp at time zone 'UTC' and u.started_at < public.end_of_month(p_month)
  ) else (
    select sum(u.cost_usd) from public.agent_usage u
    where u.key_name = p_key_name
      and u.started_at >= p_month::timestamp at time zone 'UTC' and u.started_at < public.end_of_month(p_month)
  ) end, 0);
end $$;

-- What was spent of a budget in the month that is now.
create or replace function public.spent_now(p_budget public.agent_budgets)
returns numeric
language sql
stable
set search_path = ''
as $$
  select case when p_budget.month = public.utc_month(now()) then p_budget.spent_usd else 0 end
$$;

-- The budgets of which nothing is left.
create or replace function public.spent_budgets()
returns setof public.agent_budgets
language sql
stable
set search_path = ''
as $$
  select b.* from public.agent_budgets b where public.spent_now(b) >= b.monthly_usd
$$;

-- The one of them that holds back a job of this client and key; none: they may spend. The client's comes first.
create or replace function public.holding_budget(p_client_id uuid, p_key_name text)
returns setof public.agent_budgets
language sql
stable
set search_path = ''
as $$
  select b.* from public.agent_budgets b
  where (b.client_id = p_client_id or b.key_name = p_key_name) and public.spent_now(b) >= b.monthly_usd
  order by b.client_id is null limit 1
$$;

-- The wait_reason of jobs that a budget holds back.
create or replace function public.budget_wait_reason(p_budget public.agent_budgets)
returns text
language sql
immutable
set search_path = ''
as $$
  select case when p_budget.client_id is null then 'key_budget' else 'client_budget' end
$$;

-- The same for people, and until when.
create or replace function public.budget_wait_sentence(p_budget public.agent_budgets)
returns text
language sql
stable
set search_path = ''
as $$
  select case when p_budget.client_id is null then 'The budget of the key ' || p_budget.key_name else 'The budget of the client' end
    || case when p_budget.monthly_usd = 0 then ' is 0: the job waits until ' else ' is used up for this month: the job waits until ' end
    || case when p_budget.client_id is null then 'a key of this name has a larger one' else 'it is raised' end
    || case
      when p_budget.monthly_usd = 0 then ''
      else ', or until ' || public.in_words(public.end_of_month(public.utc_month(now())))
    end
$$;

-- Which of these jobs wait for a budget: queued ones that ask the model, and parked conversations that would resume.
create or replace function public.budget_waits(p_ids uuid[])
returns table (id uuid, wait_reason text, sentence text)
language sql
stable
set search_path = ''
as $$
  select j.id, public.budget_wait_reason(h), public.budget_wait_sentence(h)
  from public.agent_jobs j cross join lateral public.holding_budget(j.client_id, j.created_by_key) h
  where j.id = any (p_ids) and j.asks_model
    and (j.status = 'queued' or (j.status = 'running' and j.phase = 'parked' and j.wake_at <= now()))
$$;

-- A budget as callers see it.
create or replace function public.budget_summary(p_budget public.agent_budgets)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'client_id', p_budget.client_id,
    'monthly_usd', p_budget.monthly_usd,
    'warn_at_percent', p_budget.warn_at_percent,
    'spent_usd', s.spent,
    'running_usd', (
      select coalesce(sum(u.cost_usd), 0)
      from public.agent_jobs j join public.agent_usage u on u.job_id = j.id
      where j.status = 'running' and j.phase is distinct from 'parked'
        and (j.client_id = p_budget.client_id or j.created_by_key = p_budget.key_name)
        and u.outcome is null and public.utc_month(u.started_at) = s.month
    ),
    'state', case
      when s.spent >= p_budget.monthly_usd then 'exceeded'
      when s.spent >= p_budget.monthly_usd * p_budget.warn_at_percent / 100 then 'warning'
      else 'ok'
    end,
    'period', jsonb_build_object(
      'start', public.in_words(s.month::timestamp at time zone 'UTC'), 'end', public.in_words(public.end_of_month(s.month))
    ),
    'created_at', p_budget.created_at,
    'updated_at', p_budget.updated_at
  )
  from (select public.utc_month(now()) as month, public.spent_now(p_budget) as spent) s
$$;

-- An event of a client. Those of keys are told to nobody: an endpoint is told of clients and their jobs.
create or replace function public.note_budget_event(p_type text, p_budget public.agent_budgets)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if p_budget.client_id is not null then
    perform public.note_event(p_type, null, p_budget.client_id, null, public.budget_summary(p_budget));
  end if;
end $$;

-- Tells that a budget is nearly, or entirely, spent, once in a month for each amount. One of 0 is not spent by degrees. The caller
-- has locked the row.
create or replace function public.tell_of_budget(p_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  budget public.agent_budgets;
  warns boolean;
  exceeds boolean;
begin
  select b.* into budget from public.agent_budgets b where b.id = p_id and b.month = public.utc_month(now());
  if not found then
    return;
  end if;
  warns := budget.monthly_usd > 0 and budget.spent_usd >= budget.monthly_usd * budget.warn_at_percent / 100
    and budget.monthly_usd <> all (budget.warned_for);
  exceeds := budget.spent_usd >= budget.monthly_usd and budget.monthly_usd <> all (budget.exceeded_for);
  if warns then
    update public.agent_budgets b set warned_for = b.warned_for || b.monthly_usd where b.id = p_id;
    perform public.note_budget_event('budget.warning', budget);
  end if;
  if exceeds then
    update public.agent_budgets b set exceeded_for = b.exceeded_for || b.monthly_usd where b.id = p_id;
    perform public.note_budget_event('budget.exceeded', budget);
  end if;
end $$;

-- Trigger of the ledger: the budgets that a run concerns have its cost in the same transaction.
create or replace function public.spend_budgets()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  added numeric := coalesce(new.cost_usd, 0) - case when tg_op = 'UPDATE' then coalesce(old.cost_usd, 0) else 0 end;
  spent_in date := public.utc_month(new.started_at);
  budget uuid;
begin
  if added = 0 then
    return null;
  end if;
  for budget in
    select b.id from public.agent_budgets b
    where b.client_id = new.client_id or b.key_name = new.key_name
    order by b.id for update
  loop
    -- The first cost of a month begins it; one of a month that is over does not count any more.
    update public.agent_budgets b
      set spent_usd = case
            when b.month = spent_in then b.spent_usd + added
            else public.spent_in_month(b.client_id, b.key_name, spent_in)
          end,
          warned_for = case when b.month = spent_in then b.warned_for else '{}' end,
          exceeded_for = case when b.month = spent_in then b.exceeded_for else '{}' end,
          month = spent_in
      where b.id = budget and b.month <= spent_in;
    if found then
      perform public.tell_of_budget(budget);
    end if;
  end loop;
  return null;
end $$;

create or replace trigger agent_usage_spends after insert or update of cost_usd on public.agent_usage
  for each row execute function public.spend_budgets();

-- Sets the budget of a client or a key, whichever is not null, with what the ledger says was spent. Once this has answered, no claim
-- starts what it holds back. Answers the budget; no row: there is no such client.
create or replace function public.set_budget(p_client_id uuid, p_key_name text, p_monthly_usd numeric, p_warn_at_percent integer)
returns table (budget jsonb)
language plpgsql
set search_path = ''
as $$
declare
  found_id uuid;
  this_month date := public.utc_month(now());
begin
  perform public.lock_claims();
  if p_client_id is not null then
    perform 1 from public.clients c where c.id = p_client_id for key share;
    if not found then
      return;
    end if;
  end if;
  -- Held to the end, so that no run adds to the ledger between the sum and the budget that has it.
  lock table public.agent_usage in share row exclusive mode;
  update public.agent_budgets b
    set monthly_usd = p_monthly_usd, warn_at_percent = p_warn_at_percent, month = this_month,
        spent_usd = public.spent_in_month(p_client_id, p_key_name, this_month),
        warned_for = case when b.month = this_month then b.warned_for else '{}' end,
        exceeded_for = case when b.month = this_month then b.exceeded_for else '{}' end,
        updated_at = now()
    where b.client_id = p_client_id or b.key_name = p_key_name
    returning b.id into found_id;
  if not found then
    insert into public.agent_budgets as b (client_id, key_name, monthly_usd, warn_at_percent, month, spent_usd)
      values (
        p_client_id, p_key_name, p_monthly_usd, p_warn_at_percent, this_month,
        public.spent_in_month(p_client_id, p_key_name, this_month)
      )
      returning b.id into found_id;
  end if;
  perform public.tell_of_budget(found_id);
  return query select public.budget_summary(b) from public.agent_budgets b where b.id = found_id;
end $$;

-- The budget of a client; no row: it has none.
create or replace function public.client_budget(p_client_id uuid)
returns table (budget jsonb)
language sql
stable
set search_path = ''
as $$
  select public.budget_summary(b) from public.agent_budgets b where b.client_id = p_client_id
$$;

-- Removes the budget of a client, and answers what it was; no row: it had none.
create or replace function public.remove_client_budget(p_client_id uuid)
returns table (budget jsonb)
language sql
set search_path = ''
as $$
  with removed as (
    delete from public.agent_budgets b where b.client_id = p_client_id returning b as gone
  )
  select public.budget_summary(r.gone) from removed r
$$;
