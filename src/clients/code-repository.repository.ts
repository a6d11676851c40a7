import { Inject, Injectable } from '@nestjs/common';
import { allRows } from '../store/all-rows.js';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';
import type { CodeRepository } from './client.js';

const COLUMNS = 'id, client_id, owner_name, repo_name, default_branch, trust_repo_config, created_at';

export interface NewCodeRepository {
  readonly id: string;
  readonly clientId: string;
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
}

/** Reads and writes the `code_repositories` table; every list is oldest first. */
@Injectable()
export class CodeRepositoryRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  async list(): Promise<CodeRepository[]> {
    return allRows(async (from, to) => unwrap(await this.rows().order('created_at').order('id').range(from, to)));
  }

  async listOfClient(clientId: string): Promise<CodeRepository[]> {
    return allRows(async (from, to) =>
      unwrap(await this.rows().eq('client_id', clientId).order('created_at').order('id').range(from, to)),
    );
  }

  /** Rows of all clients for one repository at GitHub, whose names do not distinguish case. */
  async listOfGithubName(owner: string, name: string): Promise<CodeRepository[]> {
    const rows = unwrap(
      await this.rows()
        .ilike('owner_name', escapeLike(owner))
        .ilike('repo_name', escapeLike(name))
        .order('created_at')
        .order('id'),
    );
    return rows;
  }

  async listByIds(ids: readonly string[]): Promise<CodeRepository[]> {
    return ids.length === 0 ? [] : unwrap(await this.rows().in('id', ids));
  }

  /** null: no repository has this id. */
  async find(id: string): Promise<CodeRepository | null> {
    return unwrap(await this.rows().eq('id', id).maybeSingle());
  }

  /**
   * Adds a repository to a client, or answers the row that says the same already.
   * null: there is no such client.
   */
  async add(repository: NewCodeRepository): Promise<{ created: boolean; repository: CodeRepository } | null> {
    const rows = unwrap(
      await this.db.rpc('add_client_repository', {
        p_id: repository.id,
        p_client_id: repository.clientId,
        p_owner: repository.owner,
        p_repo: repository.name,
        p_default_branch: repository.defaultBranch,
      }),
    );
    const row = rows[0];
    return row ? { created: row.created, repository: toCodeRepository(row.repository) } : null;
  }

  /** null: no repository has this id. */
  async setTrust(id: string, trusted: boolean): Promise<CodeRepository | null> {
    const update = this.db.from('code_repositories').update({ trust_repo_config: trusted });
    return unwrap(await update.eq('id', id).select(COLUMNS).maybeSingle());
  }

  private rows() {
    return this.db.from('code_repositories').select(COLUMNS);
  }
}

/** The function answers its row as JSON. */
function toCodeRepository(json: unknown): CodeRepository {
  const { id, client_id, owner_name, repo_name, default_branch, trust_repo_config, created_at } =
    json as CodeRepository;
  return { id, client_id, owner_name, repo_name, default_branch, trust_repo_config, created_at };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
