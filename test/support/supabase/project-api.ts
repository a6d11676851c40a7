import postgres from 'postgres';
import { type LiteClient, openLiteClient } from '../../../src/platform/store/lite/lite-client.js';
import type { PostgresOptions } from '../../../src/platform/store/lite/session-pool.js';
import type { CallerRole } from './gateway-keys.js';

/** Of roles, unless a project says otherwise: https://supabase.com/docs/guides/database/postgres/timeouts */
const STATEMENT_TIMEOUTS: Readonly<Record<CallerRole, number>> = { service_role: 8_000, anon: 3_000 };
/** As small a pool as that of a small project: sessions are shared, so nothing may be kept in one. */
const CONNECTIONS = 10;

/**
 * PostgREST's API over a Postgres, each caller with the privileges of a role: lite's, which the server runs in its own process in the
 * other modes. It knows the schema as it was when it was opened, or when somebody said `notify pgrst, 'reload schema'`:
 * https://docs.postgrest.org/en/v14/references/schema_cache.html
 */
export class ProjectApi {
  private readonly clients = new Map<CallerRole, Promise<LiteClient>>();
  private readonly outdated: Promise<LiteClient>[] = [];

  private constructor(
    private readonly database: PostgresOptions,
    private readonly timeouts: Readonly<Record<CallerRole, number>>,
    private readonly listener: postgres.Sql,
  ) {}

  static async open(
    database: PostgresOptions,
    timeouts: Partial<Record<CallerRole, number>> = {},
  ): Promise<ProjectApi> {
    const listener = postgres({ ...database, max: 1, onnotice: () => undefined });
    const api = new ProjectApi(database, { ...STATEMENT_TIMEOUTS, ...timeouts }, listener);
    await listener.listen('pgrst', (payload) => {
      if (payload === 'reload schema') api.forget();
    });
    await api.clientOf('service_role');
    return api;
  }

  async fetch(role: CallerRole, url: string, init: RequestInit): Promise<Response> {
    const { client } = await this.clientOf(role);
    // The client's own fetch, which adds the key of this process.
    const through = client.from('agent_jobs').fetch;
    if (!through) throw new Error('supabase-js tells no longer by which fetch it asks');
    return through(url, init);
  }

  async close(): Promise<void> {
    this.forget();
    await Promise.all(this.outdated.map(async (client) => (await client).close()));
    await this.listener.end({ timeout: 5 });
  }

  private clientOf(role: CallerRole): Promise<LiteClient> {
    const connection = { role, statement_timeout: this.timeouts[role] };
    const client =
      this.clients.get(role) ??
      openLiteClient({ url: null, postgres: { ...this.database, connection }, connections: CONNECTIONS });
    this.clients.set(role, client);
    return client;
  }

  private forget(): void {
    this.outdated.push(...this.clients.values());
    this.clients.clear();
  }
}
