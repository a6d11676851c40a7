import { Inject, Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { forIds } from '../../platform/store/for-ids.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';

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
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly env: Env,
  ) {}

  async features(ids: readonly string[]): Promise<Feature[]> {
    // For the types, the columns of an existing table have the usual names.
    const title = this.env.FEATURE_TITLE_COLUMN as 'title';
    const rows = await forIds(ids, async (some) =>
      unwrap(await this.db.from('features').select(`id, title:${title}, client_id`).in('id', some)),
    );
    return rows.map((row) => ({ ...row, title: row.title ?? '' }));
  }

  async clients(ids: readonly string[]): Promise<NamedRow[]> {
    const name = this.env.CLIENT_NAME_COLUMN as 'name';
    const rows = await forIds(ids, async (some) =>
      unwrap(await this.db.from('clients').select(`id, name:${name}`).in('id', some)),
    );
    return rows.map((row) => ({ ...row, name: row.name ?? '' }));
  }

  async teamMembers(ids: readonly string[]): Promise<NamedRow[]> {
    const rows = await forIds(ids, async (some) =>
      unwrap(await this.db.from('team_members').select('id, name').in('id', some)),
    );
    return rows.map((row) => ({ ...row, name: row.name ?? '' }));
  }

  /** Whether there is a job of one of these clients that a team member has created. */
  async hasWorkedFor(id: string, clientIds: readonly string[]): Promise<boolean> {
    const jobs = this.db.from('agent_jobs').select('id').eq('created_by_team_member_id', id).in('client_id', clientIds);
    return unwrap(await jobs.limit(1)).length > 0;
  }

  async hasTeamMember(id: string): Promise<boolean> {
    return unwrap(await this.db.from('team_members').select('id').eq('id', id)).length > 0;
  }
}
