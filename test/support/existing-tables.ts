/** What a project-management tool may have had before this server: the columns of the published contract, and its own. */
export const EXISTING_TABLES = `
  create table clients (id uuid primary key, name text not null, budget integer);
  create table features (id uuid primary key, title text not null);
  create table team_members (id uuid primary key, name text not null);
  create table code_repositories (
    id uuid primary key, client_id uuid references clients (id),
    owner_name text not null, repo_name text not null, default_branch text not null default 'main'
  );
  create table agent_jobs (
    id uuid primary key default gen_random_uuid(), status text not null default 'queued', job_type text not null,
    prompt text not null, branch_name text, client_id uuid references clients (id),
    feature_id uuid references features (id), repository_id uuid references code_repositories (id), title text
  );
  create table agent_job_messages (
    id uuid primary key default gen_random_uuid(), job_id uuid references agent_jobs (id),
    type text not null, content text not null, created_at timestamptz not null default now()
  )`;
