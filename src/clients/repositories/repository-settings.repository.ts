import { Inject, Injectable } from '@nestjs/common';
import { forIds } from '../../platform/store/for-ids.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { type AutoFollowUp, NO_SETTINGS, type RepositorySettings } from './repository-settings.js';

/** Reads the settings of repositories; `CodeRepositoryRepository` changes them with their rows. */
@Injectable()
export class RepositorySettingsRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** Those of a repository that is gone, or of none: nothing is said. */
  async find(id: string | null): Promise<RepositorySettings> {
    return id === null ? NO_SETTINGS : ((await this.byIds([id])).get(id) ?? NO_SETTINGS);
  }

  /** Repositories of which nothing is said are missing from the answer. */
  async byIds(ids: readonly string[]): Promise<Map<string, RepositorySettings>> {
    const rows = await forIds(ids, async (some) =>
      unwrap(await this.db.from('agent_repository_settings').select('*').in('repository_id', some)),
    );
    return new Map(
      rows.map(({ repository_id, auto_follow_up, ...settings }) => [
        repository_id,
        { ...settings, auto_follow_up: auto_follow_up as unknown as AutoFollowUp | null },
      ]),
    );
  }
}
