-- From supabase/schemas/artifacts.sql, by npm run schema:migrations.
-- Files that jobs left for people (docs/adr/0058), in parts, so that no statement carries much. The server redacts them.

-- Chosen by the run that stores it, so that its calls may be repeated.
create table if not exists public.agent_job_artifacts (id uuid primary key);
-- Counted for each job by itself, as for messages.
alter table public.agent_job_artifacts add column if not exists seq bigint not null default 0;
alter table public.agent_job_artifacts add column if not exists job_id uuid not null references public.agent_jobs (id) on delete cascade;
alter table public.agent_job_artifacts add column if not exists name text not null;
-- Of what is stored, once it is complete.
alter table public.agent_job_artifacts add column if not exists bytes bigint not null;
alter table public.agent_job_artifacts add column if not exists content_type text not null default 'application/octet-stream';
-- SHA-256 of the file as the job had left it.
alter table public.agent_job_artifacts add column if not exists digest text not null;
-- All parts are there: only then it is shown.
alter table public.agent_job_artifacts add column if not exists complete boolean not null default false;
alter table public.agent_job_artifacts add column if not exists created_at timestamptz not null default now();
alter table public.agent_job_artifacts enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_job_artifacts'::regclass) then
    revoke all on table public.agent_job_artifacts from anon, authenticated;
  end if;
end $$;
grant all on table public.agent_job_artifacts to service_role;
create unique index if not exists agent_job_artifacts_name_idx on public.agent_job_artifacts (job_id, name) where complete;
create index if not exists agent_job_artifacts_job_idx on public.agent_job_artifacts (job_id, seq);

create table if not exists public.agent_job_artifact_parts (id bigint generated always as identity primary key);
alter table public.agent_job_artifact_parts add column if not exists artifact_id uuid not null references public.agent_job_artifacts (id) on delete cascade;
alter table public.agent_job_artifact_parts add column if not exists number integer not null;
alter table public.agent_job_artifact_parts add column if not exists data bytea not null;
alter table public.agent_job_artifact_parts enable row level security;
do $$
begin
  if not exists (select from pg_policy p where p.polrelid = 'public.agent_job_artifact_parts'::regclass) then
    revoke all on table public.agent_job_artifact_parts from anon, authenticated;
  end if;
end $$;
revoke all on sequence public.agent_job_artifact_parts_id_seq from anon, authenticated;
grant all on table public.agent_job_artifact_parts to service_role;
create unique index if not exists agent_job_artifact_parts_number_idx on public.agent_job_artifact_parts (artifact_id, number);

-- Stores a part, in order from 0: p_artifact {"id", "name", "bytes", "content_type", "digest"}, p_part {"number", "data" (base64),
-- "last"}. With the last one the artifact is complete and takes the place of the earlier one of its name. Answers 'saved';
-- 'lost', when another run has the job; 'too_many' or 'too_large', when the job would have more than p_max_files or p_max_bytes.
create or replace function public.save_artifact_part(
  p_job_id uuid, p_lease_token bigint, p_artifact jsonb, p_part jsonb, p_max_files integer, p_max_bytes bigint
)
returns text
language plpgsql
set search_path = ''
as $$
declare
  own_id uuid := (p_artifact ->> 'id')::uuid;
  own_name text := p_artifact ->> 'name';
  others integer;
  others_bytes bigint;
begin
  perform 1 from public.agent_jobs j where j.id = p_job_id and j.lease_token = p_lease_token for update;
  if not found then
    return 'lost';
  end if;
  if not exists (select from public.agent_job_artifacts a where a.id = own_id) then
    select count(*), coalesce(sum(a.bytes), 0) into others, others_bytes
      from public.agent_job_artifacts a where a.job_id = p_job_id and a.complete and a.name <> own_name;
    if others >= p_max_files then
      return 'too_many';
    end if;
    if others_bytes + (p_artifact ->> 'bytes')::bigint > p_max_bytes then
      return 'too_large';
    end if;
    insert into public.agent_job_artifacts (id, seq, job_id, name, bytes, content_type, digest)
      values (own_id,
              (select coalesce(max(a.seq), 0) + 1 from public.agent_job_artifacts a where a.job_id = p_job_id),
              p_job_id, own_name, (p_artifact ->> 'bytes')::bigint, p_artifact ->> 'content_type',
              p_artifact ->> 'digest');
  end if;
  insert into public.agent_job_artifact_parts (artifact_id, number, data)
    values (own_id, (p_part ->> 'number')::integer, decode(p_part ->> 'data', 'base64'))
    on conflict (artifact_id, number) do nothing;
  if (p_part ->> 'last')::boolean then
    delete from public.agent_job_artifacts a
      where a.job_id = p_job_id and a.name = own_name and a.complete and a.id <> own_id;
    update public.agent_job_artifacts a
      set complete = true,
          bytes = (select sum(octet_length(p.data)) from public.agent_job_artifact_parts p where p.artifact_id = own_id)
      where a.id = own_id;
  end if;
  return 'saved';
end $$;

-- A part in base64. No row: there is none, or the artifact is gone.
create or replace function public.artifact_part(p_artifact_id uuid, p_number integer)
returns table (part text)
language sql
stable
set search_path = ''
as $$
  select translate(encode(p.data, 'base64'), E'\n', '') from public.agent_job_artifact_parts p
  where p.artifact_id = p_artifact_id and p.number = p_number
$$;

-- Drops what a run began to store and did not finish. Answers whether the job was still the run's.
create or replace function public.drop_unfinished_artifacts(p_job_id uuid, p_lease_token bigint)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform 1 from public.agent_jobs j where j.id = p_job_id and j.lease_token = p_lease_token for update;
  if not found then
    return false;
  end if;
  delete from public.agent_job_artifacts a where a.job_id = p_job_id and not a.complete;
  return true;
end $$;

-- Removes up to p_limit artifacts of jobs that ended more than p_days ago, and answers how many.
create or replace function public.remove_old_artifacts(p_days integer, p_limit integer)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  removed integer;
begin
  with old as (
    select a.id from public.agent_job_artifacts a join public.agent_jobs j on j.id = a.job_id
    where j.status in ('completed', 'failed', 'cancelled') and j.completed_at < now() - make_interval(days => p_days)
    limit p_limit
  )
  delete from public.agent_job_artifacts a using old where a.id = old.id;
  get diagnostics removed = row_count;
  return removed;
end $$;
