import { setTimeout as delay } from 'node:timers/promises';
import type { TcpPostgres } from '../test/support/tcp-postgres.js';

const CLIENTS = 50;

/** Clients with a repository each. */
export async function addClients({ sql }: TcpPostgres): Promise<void> {
  await sql`insert into clients (name) select 'Client ' || n from generate_series(1, ${CLIENTS}) n`;
  await sql`
    insert into code_repositories (client_id, owner_name, repo_name)
    select c.id, 'acme', 'app-' || substr(c.id::text, 1, 8) from clients c`;
}

/** Adds jobs until there are as many, spread over the clients, and each on a branch of its own. */
export async function fill({ sql }: TcpPostgres, ended: number, queued: number): Promise<void> {
  for (const [status, wanted] of Object.entries({ completed: ended, queued })) {
    await sql`
      insert into agent_jobs
        (title, prompt, external_id, metadata, branch_name, status, client_id, repository_id, created_at)
      select 'Ticket ' || n, repeat('Do this. ', 100), 'PM-' || n, jsonb_build_object('ticket', 'PM-' || n),
        'work/' || ${status} || n || '-' || gen_random_uuid(), ${status}, r.client_id, r.id,
        now() - interval '1 day' + interval '1 ms' * n
      from generate_series(1, ${wanted}::int - (select count(*)::int from agent_jobs where status = ${status})) n
      join (select r.*, row_number() over (order by r.id) - 1 as place from code_repositories r) r
        on r.place = n % ${CLIENTS}`;
  }
  await settle(sql);
}

/** A client that may do one job at a time, does it, and has as many waiting before all others, in two repositories. */
export async function limitCrowdedClient({ sql }: TcpPostgres, queued: number): Promise<void> {
  const [client] = await sql<{ id: string }[]>`insert into clients (name) values ('Crowded') returning id`;
  const id = client?.id ?? '';
  await sql`insert into agent_client_settings (client_id, max_concurrent_jobs) values (${id}, 1)`;
  await sql`
    insert into code_repositories (client_id, owner_name, repo_name)
    select ${id}::uuid, 'crowded', 'app-' || n from generate_series(1, 2) n`;
  await sql`
    insert into agent_jobs (prompt, branch_name, status, lease_token, client_id, repository_id, created_at)
    select repeat('Do this. ', 100), 'work/' || gen_random_uuid(), case n when 0 then 'running' else 'queued' end, 1,
      ${id}::uuid, r.id, now() - interval '2 days' + interval '1 ms' * n
    from generate_series(0, ${queued}::int) n
    join (select r.id, row_number() over (order by r.id) - 1 as place from code_repositories r where r.client_id = ${id}) r
      on r.place = n % 2`;
  await settle(sql);
}

/**
 * What autovacuum does in time, so that indexes alone can be counted. It has no effect on what is newer than the oldest snapshot,
 * such as that of an analysis that runs in the background: then again.
 */
async function settle(sql: TcpPostgres['sql']): Promise<void> {
  for (;;) {
    await sql`vacuum analyze agent_jobs`;
    const [table] = await sql<{ settled: boolean }[]>`
      select relallvisible >= relpages * 0.99 as settled from pg_class where oid = 'agent_jobs'::regclass`;
    if (table?.settled) return;
    await delay(1_000);
  }
}
