import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '../../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';

/** A number of the whole installation; see `read_metrics` in supabase/schemas/metrics.sql. */
export type StoreNumber = Database['public']['Functions']['read_metrics']['Returns'][number];

/** Counts in the store what is the same for all servers. */
@Injectable()
export class MetricsRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** @throws StoreUnavailableError, also when `signal` aborts. */
  async read(signal: AbortSignal): Promise<StoreNumber[]> {
    return unwrap(await this.db.rpc('read_metrics').retry(false).abortSignal(signal));
  }
}
