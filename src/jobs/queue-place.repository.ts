import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';

export interface QueuePlace {
  readonly id: string;
  /** 1-based, in the order in which the jobs will start. */
  readonly position: number;
  /**
   * Why it waits: `branch_locked`, `scheduled` or what an earlier run left, `no_free_slot` on any live node, all of them
   * `draining`, or `no_node` at all; null: nothing holds it up, it is about to start.
   */
  readonly waitReason: string | null;
}

/** Where queued jobs stand. */
@Injectable()
export class QueuePlaceRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** In queue order, the first 1,000 of them. */
  async list(): Promise<QueuePlace[]> {
    return this.read();
  }

  /** Only queued jobs have a place; others are missing from the answer. */
  async ofJobs(ids: readonly string[]): Promise<Map<string, QueuePlace>> {
    const places = ids.length === 0 ? [] : await this.read([...ids]);
    return new Map(places.map((place) => [place.id, place]));
  }

  /** Why all nodes with this credential claim nothing now, see `credentialIdOf`; null: they are not held back. */
  async pauseOf(credential: string): Promise<string | null> {
    const pauses = unwrap(await this.db.rpc('list_model_pauses'));
    return pauses.find((pause) => pause.credential === credential)?.reason ?? null;
  }

  private async read(ids?: string[]): Promise<QueuePlace[]> {
    const rows = unwrap(await this.db.rpc('queue_places', ids ? { p_ids: ids } : {}));
    return rows.map(({ id, place, wait_reason }) => ({ id, position: place, waitReason: wait_reason }));
  }
}
