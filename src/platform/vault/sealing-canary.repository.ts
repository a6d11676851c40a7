import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';

const NAME = 'canary';

/** A sealed text in the database, by which a server sees whether it has the keys of the others. */
@Injectable()
export class SealingCanaryRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** null: no server of this database has had a key. */
  async find(): Promise<string | null> {
    const row = unwrap(await this.db.from('agent_sealing').select('sealed').eq('name', NAME).maybeSingle());
    return row?.sealed ?? null;
  }

  /** Stores it, unless another server was first. */
  async propose(sealed: string): Promise<void> {
    const row = { name: NAME, sealed };
    const options = { onConflict: 'name', ignoreDuplicates: true };
    unwrap(await this.db.from('agent_sealing').upsert(row, options).select('name'));
  }

  /** Replaces it, unless another server has done so meanwhile. */
  async replace(before: string, sealed: string): Promise<void> {
    const change = { sealed, updated_at: new Date().toISOString() };
    unwrap(await this.db.from('agent_sealing').update(change).eq('name', NAME).eq('sealed', before).select('name'));
  }
}
