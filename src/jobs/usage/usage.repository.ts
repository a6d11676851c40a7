import { Inject, Injectable } from '@nestjs/common';
import { forIds } from '../../platform/store/for-ids.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { NamedRow } from '../records/reference.repository.js';
import type { UsageGroup } from './usage-group.js';
import type { UsageRange } from './usage-range.js';
import type { UsageSum } from './usage-report.js';

/** How many days become sums at once: the ledger is locked meanwhile. */
const SEALED_AT_ONCE = 20;

/** The ledger (docs/adr/0051), added up. */
@Injectable()
export class UsageRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** @param clientIds null: of all. In no particular order. */
  async sums(range: UsageRange, group: UsageGroup, clientIds: readonly string[] | null): Promise<UsageSum[]> {
    const args = { p_from: range.from.toISOString(), p_to: range.to.toISOString(), p_group: group };
    const rows = unwrap(await this.db.rpc('usage_report', { ...args, p_clients: clientIds as string[] }));
    return rows;
  }

  /** Names by id, as they were last remembered; of the others nothing is known. */
  async seenNames(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await forIds(ids, async (some) =>
      unwrap(await this.db.from('agent_usage_names').select('id, name').in('id', some)),
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async rememberNames(rows: readonly NamedRow[]): Promise<void> {
    if (rows.length > 0)
      unwrap(
        await this.db
          .from('agent_usage_names')
          .upsert([...rows])
          .select('id'),
      );
  }

  /** Makes sums of days that are over, so that reports read those instead of their rows. Returns how many days. */
  async seal(): Promise<number> {
    for (let sealed = 0; ;) {
      const some = unwrap(await this.db.rpc('seal_usage', { p_limit: SEALED_AT_ONCE }));
      sealed += some;
      if (some < SEALED_AT_ONCE) return sealed;
    }
  }
}
