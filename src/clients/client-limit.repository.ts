import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../platform/store/supabase.token.js';
import { unwrap } from '../platform/store/unwrap.js';

/** How many jobs of a client work at the same time: in a table of the server's own, for that of the clients is not. */
@Injectable()
export class ClientLimitRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** null: no limit, or no such client. */
  async find(clientId: string): Promise<number | null> {
    const settings = this.db.from('agent_client_settings').select('max_concurrent_jobs').eq('client_id', clientId);
    return unwrap(await settings.maybeSingle())?.max_concurrent_jobs ?? null;
  }

  /** null: no limit. The client must exist. */
  async set(clientId: string, limit: number | null): Promise<void> {
    const row = { client_id: clientId, max_concurrent_jobs: limit };
    unwrap(await this.db.from('agent_client_settings').upsert(row).select('client_id'));
  }
}
