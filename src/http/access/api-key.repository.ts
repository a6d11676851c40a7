import { Inject, Injectable } from '@nestjs/common';
import { allRows } from '../../platform/store/all-rows.js';
import { forIds } from '../../platform/store/for-ids.js';
import { withDeadline } from '../../platform/store/call-deadline.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { ApiKey, LiveKey } from './api-key.js';
import type { CallerLimits } from './caller.js';
import type { KeyScope } from './scope.js';

const COLUMNS =
  'id, name, scopes, created_at, created_by, expires_at, max_monthly_usd, client_ids, requests_per_minute, jobs_per_hour, last_used_at, revoked_at';
const LIVE_COLUMNS = 'id, name, scopes, token_hash, expires_at, client_ids, requests_per_minute, jobs_per_hour';
/** How many keys can be valid at once: all of them are held in memory and compared with each token. */
export const MAX_LIVE_KEYS = 200;
/** Any request with a key may have to wait for this read. */
const LIVE_TIMEOUT_MS = 2_000;

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  /** SHA-256 of the token. */
  readonly hash: Buffer;
  readonly createdBy: string;
  /** ISO 8601; null: the key does not expire. */
  readonly expiresAt: string | null;
  /** null: no limit. */
  readonly maxMonthlyUsd: number | null;
  /** null: it is bound to none. */
  readonly clientIds: readonly string[] | null;
  readonly limits: CallerLimits;
}

export type Creation = ApiKey | 'name_taken' | 'too_many';

/** Reads and writes the `agent_api_keys` table. */
@Injectable()
export class ApiKeyRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** All keys, revoked ones included; newest first. */
  async list(): Promise<ApiKey[]> {
    const rows = await allRows(async (from, to) =>
      unwrap(
        await this.db
          .from('agent_api_keys')
          .select(COLUMNS)
          .order('created_at', { ascending: false })
          .order('id')
          .range(from, to),
      ),
    );
    return rows.map(toApiKey);
  }

  /** Keys that are neither revoked nor expired at the time of the call. */
  async listLive(): Promise<LiveKey[]> {
    const now = new Date().toISOString();
    const rows = unwrap(
      await withDeadline(LIVE_TIMEOUT_MS, null, async (signal) =>
        this.db
          .from('agent_api_keys')
          .select(LIVE_COLUMNS)
          .is('revoked_at', null)
          .or(`expires_at.is.null,expires_at.gt.${now}`)
          .abortSignal(signal),
      ),
    );
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      // What is bound to clients administers nothing, whatever is stored.
      scopes: (row.scopes as KeyScope[]).filter((scope) => row.client_ids === null || scope !== 'admin'),
      hash: Buffer.from(row.token_hash, 'hex'),
      expiresAt: row.expires_at === null ? null : Date.parse(row.expires_at),
      clientIds: row.client_ids,
      limits: { requestsPerMinute: row.requests_per_minute, jobsPerHour: row.jobs_per_hour },
    }));
  }

  async create(key: NewApiKey): Promise<Creation> {
    const [row] = unwrap(
      await this.db.rpc('create_api_key', {
        p_name: key.name,
        p_scopes: [...key.scopes],
        p_token_hash: key.hash.toString('hex'),
        p_created_by: key.createdBy,
        // The generated types cannot say that a parameter of a function may be null.
        p_expires_at: key.expiresAt as string,
        p_max_monthly_usd: key.maxMonthlyUsd as number,
        p_client_ids: key.clientIds as string[],
        p_requests_per_minute: key.limits.requestsPerMinute as number,
        p_jobs_per_hour: key.limits.jobsPerHour as number,
        p_max: MAX_LIVE_KEYS,
      }),
    );
    if (row?.outcome === 'created') return toApiKey(row.key as unknown as ApiKey);
    return row?.outcome === 'name_taken' ? 'name_taken' : 'too_many';
  }

  /** Those of these clients that there are. */
  async knownClients(ids: readonly string[]): Promise<string[]> {
    const rows = await forIds(ids, async (some) => unwrap(await this.db.from('clients').select('id').in('id', some)));
    return rows.map(({ id }) => id);
  }

  /** null: no key has this id. */
  async revoke(id: string): Promise<ApiKey | null> {
    const [row] = unwrap(await this.db.rpc('revoke_api_key', { p_id: id }));
    return row ? toApiKey(row) : null;
  }

  async touch(ids: readonly string[], moment: Date): Promise<void> {
    const last_used_at = moment.toISOString();
    await forIds(ids, async (some) =>
      unwrap(await this.db.from('agent_api_keys').update({ last_used_at }).in('id', some).select('id')),
    );
  }
}

/** The store's functions return all columns, the hash included. */
function toApiKey(row: Omit<ApiKey, 'scopes'> & { readonly scopes: readonly string[] }): ApiKey {
  const { id, name, scopes, created_at, created_by, expires_at, max_monthly_usd, ...more } = row;
  const { client_ids, requests_per_minute, jobs_per_hour, last_used_at, revoked_at } = more;
  return {
    id,
    name,
    scopes: scopes as readonly KeyScope[],
    created_at,
    created_by,
    expires_at,
    max_monthly_usd,
    client_ids,
    requests_per_minute,
    jobs_per_hour,
    last_used_at,
    revoked_at,
  };
}
