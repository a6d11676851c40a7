import { Inject, Injectable } from '@nestjs/common';
import type { Json } from '../../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { McpConfig } from './mcp-config.js';

/** Reads and writes `agent_repository_mcp_configs`. */
@Injectable()
export class McpConfigRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** null: the repository has none. */
  async find(repositoryId: string): Promise<McpConfig | null> {
    const rows = this.db.from('agent_repository_mcp_configs').select('config').eq('repository_id', repositoryId);
    const row = unwrap(await rows.maybeSingle());
    return row === null ? null : (row.config as unknown as McpConfig);
  }

  /** @param config null: removes it. @returns false when there is no such repository. */
  async set(repositoryId: string, config: McpConfig | null): Promise<boolean> {
    const args = { p_repository_id: repositoryId, p_config: config as unknown as Json };
    return unwrap(await this.db.rpc('set_repository_mcp_config', args));
  }
}
