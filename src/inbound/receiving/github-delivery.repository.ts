import { Inject, Injectable } from '@nestjs/common';
import type { Json } from '../../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { GithubRepository, News } from './news.js';

/** An attempt ends before that, in seconds; a node that dies leaves its deliveries to others after it. */
const LEASE_SECONDS = 150;

/** A delivery that this node is to work on now. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly news: News;
  /** This one included. */
  readonly attempts: number;
  /** The fence: a later claim has a higher one. */
  readonly leaseToken: number;
}

/** Reads and writes the `agent_github_deliveries` table, and finds which repositories a delivery is about. */
@Injectable()
export class GithubDeliveryRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** false: it is known. */
  async store(id: string, news: News): Promise<boolean> {
    const args = { p_id: id, p_news: news as unknown as Json };
    return unwrap(await this.db.rpc('store_github_delivery', args)).length > 0;
  }

  async claim(limit: number): Promise<ClaimedDelivery[]> {
    const args = { p_limit: limit, p_lease_seconds: LEASE_SECONDS };
    return unwrap(await this.db.rpc('claim_github_deliveries', args)).map(({ id, news, attempts, lease_token }) => ({
      id,
      news: news as unknown as News,
      attempts,
      leaseToken: lease_token,
    }));
  }

  /** @param againSeconds after which it is due again; null: it is done. */
  async finish({ id, leaseToken }: ClaimedDelivery, againSeconds: number | null): Promise<void> {
    // The generated types cannot say that a parameter of a function may be null.
    const args = { p_id: id, p_lease_token: leaseToken, p_again_seconds: againSeconds as number };
    unwrap(await this.db.rpc('finish_github_delivery', args));
  }

  /**
   * Ids of the rows of all clients for a repository at GitHub, also after it got another name there; not those for one that had
   * its name before.
   */
  async repositoriesOf({ id, fullName }: GithubRepository): Promise<string[]> {
    const args = { p_github_id: id, p_full_name: fullName };
    return unwrap(await this.db.rpc('repositories_at_github', args)).map((row) => row.id);
  }
}
