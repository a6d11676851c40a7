import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';

export interface Feature {
  readonly id: string;
  readonly title: string;
  /** null: the feature belongs to no client, or the database does not say. */
  readonly client_id: string | null;
}

export interface NamedRow {
  readonly id: string;
  readonly name: string;
}

/** Reads the rows of the PM's own tables that a job refers to; missing ids are missing from the answer. */
@Injectable()
export class ReferenceRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  async features(ids: readonly string[]): Promise<Feature[]> {
    if (ids.length === 0) return [];
    return unwrap(await this.db.from('features').select('id, title, client_id').in('id', ids));
  }

  async clients(ids: readonly string[]): Promise<NamedRow[]> {
    return ids.length === 0 ? [] : unwrap(await this.db.from('clients').select('id, name').in('id', ids));
  }

  async hasTeamMember(id: string): Promise<boolean> {
    return unwrap(await this.db.from('team_members').select('id').eq('id', id)).length > 0;
  }
}
