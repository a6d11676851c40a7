import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { Thing } from './concerns.js';

const TABLES = {
  job: 'agent_jobs',
  repository: 'code_repositories',
  webhook: 'agent_webhooks',
} as const satisfies Record<Exclude<Thing, 'client'>, string>;

/** Looks up to which clients things belong. */
@Injectable()
export class ReachRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** Whether there is such a thing, and it belongs to one of these clients. */
  async isOf(clientIds: readonly string[], thing: Exclude<Thing, 'client'>, id: string): Promise<boolean> {
    // One query for all: whether the thing is missing or another's must not be felt.
    const rows = this.db.from(TABLES[thing]).select('id').eq('id', id).in('client_id', clientIds);
    return unwrap(await rows).length > 0;
  }
}
