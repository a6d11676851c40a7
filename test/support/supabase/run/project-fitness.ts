import type { SupabaseClient } from '@supabase/supabase-js';
import { OWN_NAMES } from '../../../../src/platform/store/fitness/given-columns.js';
import { findMigrationsDirectory, readMigrations } from '../../../../src/platform/store/migrations/migrations.js';
import { openSupabaseStore } from '../../../../src/platform/store/supabase-store.js';
import { answerOf } from './project-access.js';
import { isServer } from './run-lock.js';
import type { TestRun } from './test-run.js';

/** As a server does at its start: the key, the migrations, the columns. @throws Error that says what is missing. */
export async function assertMigrated(run: TestRun): Promise<void> {
  const store = await openSupabaseStore({
    url: run.url,
    serviceRoleKey: run.serviceRoleKey,
    migrations: await readMigrations(findMigrationsDirectory()),
    named: { ...OWN_NAMES, CLIENT_NAME_COLUMN: run.clientNameColumn },
  });
  await store.close();
}

/** @throws Error when a server works on the project. */
export async function assertNoServer(db: SupabaseClient): Promise<void> {
  const nodes = answerOf('list its servers', await db.rpc('list_nodes')) as {
    id: string;
    hostname: string;
    alive: boolean;
  }[];
  const alive = nodes.filter((node) => node.alive && isServer(node));
  if (alive.length === 0) return;
  const names = alive.map(({ id, hostname }) => `${id} on ${hostname}`).join(', ');
  throw new Error(
    `A server works on the project (${names}): the tests would share its queue. Stop it, or wait a minute after a crash.`,
  );
}

/** After what earlier runs left was removed. @throws Error when the servers of the tests would do somebody else's work. */
export async function assertNoWork(db: SupabaseClient): Promise<void> {
  const open = await db
    .from('agent_jobs')
    .select('id', { count: 'exact' })
    .in('status', ['queued', 'running'])
    .limit(1);
  answerOf('count its jobs', open);
  if (open.count === 0) return;
  throw new Error(
    `The project has jobs that are queued or running (${open.count}), and the servers of the tests would take them. Use a project for tests alone.`,
  );
}
