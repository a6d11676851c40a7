import { Inject, Injectable } from '@nestjs/common';
import { allRows } from '../../platform/store/all-rows.js';
import { forIds } from '../../platform/store/for-ids.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { Json } from '../../platform/store/database.types.js';
import type { CodeRepository, RepositoryDetail } from '../client.js';
import { orRefusal } from '../table-refusal.js';
import { type RepositorySettings, SETTINGS } from './repository-settings.js';

const COLUMNS =
  'id, client_id, owner_name, repo_name, default_branch, trust_repo_config, max_concurrent_jobs, created_at';

export interface NewCodeRepository {
  readonly id: string;
  readonly clientId: string;
  readonly owner: string;
  readonly name: string;
  /** null: not said. */
  readonly defaultBranch: string | null;
  /** That of a new row, if none was said. */
  readonly fallbackBranch: string;
}

/** What callers may change of a repository that is there; what is absent stays as it is. */
export type RepositoryChanges = Partial<Omit<CodeRepository, 'id' | 'client_id' | 'created_at'>>;

/** `taken`: the client has one of that name; the other refusals as in supabase/schemas/repositories.sql. */
export type RepositoryRefusal = 'not_found' | 'taken' | 'branch_in_use' | 'has_live_jobs';

export interface ChangedCodeRepository {
  readonly before: RepositoryDetail;
  readonly after: RepositoryDetail;
}

/** The last row of a page. */
export type RepositoryPlace = Pick<CodeRepository, 'created_at' | 'id'>;

export interface AddedCodeRepository {
  /** `branch_in_use`: it stays as it was, because jobs that have not ended work on the branch that it was to get. */
  readonly outcome: 'created' | 'found' | 'changed' | 'branch_in_use';
  readonly repository: CodeRepository;
  /** Its default branch before; null: the row is new. */
  readonly previousBranch: string | null;
}

/** Reads and writes the `code_repositories` table; every list is oldest first. */
@Injectable()
export class CodeRepositoryRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** @param clientIds at most 50; null: of all clients, and of none. */
  async list(clientIds: readonly string[] | null): Promise<CodeRepository[]> {
    const wanted = () => (clientIds === null ? this.rows() : this.rows().in('client_id', clientIds));
    return allRows(async (from, to) => unwrap(await wanted().order('created_at').order('id').range(from, to)));
  }

  async listOfClient(clientId: string): Promise<CodeRepository[]> {
    return allRows(async (from, to) =>
      unwrap(await this.rows().eq('client_id', clientId).order('created_at').order('id').range(from, to)),
    );
  }

  /** Rows of all clients for one repository at GitHub, where names are case-insensitive. */
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
    return forIds(ids, async (some) => unwrap(await this.rows().in('id', some)));
  }

  /** null: no repository has this id. */
  async find(id: string): Promise<CodeRepository | null> {
    return unwrap(await this.rows().eq('id', id).maybeSingle());
  }

  /**
   * Adds a repository to a client, or finds its row, which gets the default branch that was said.
   * null: there is no such client.
   */
  async add(repository: NewCodeRepository): Promise<AddedCodeRepository | null> {
    const added = await this.db.rpc('add_client_repository', {
      p_id: repository.id,
      p_client_id: repository.clientId,
      p_owner: repository.owner,
      p_repo: repository.name,
      // The generated types cannot say that a parameter of a function may be null.
      p_default_branch: repository.defaultBranch as string,
      p_fallback_branch: repository.fallbackBranch,
    });
    const row = orRefusal('code_repositories', 'githubRepo', () => unwrap(added))[0];
    if (!row) return null;
    const outcome = row.outcome as AddedCodeRepository['outcome'];
    return { outcome, repository: toCodeRepository(row.repository), previousBranch: row.previous_branch };
  }

  /** Those after a place. @param clientIds null: of all clients. @param after null: from the oldest. */
  async page(
    clientIds: readonly string[] | null,
    limit: number,
    after: RepositoryPlace | null,
  ): Promise<CodeRepository[]> {
    const rows = await this.db.rpc('list_repositories', {
      // The generated types cannot say that a parameter of a function may be null.
      p_client_ids: clientIds as string[],
      p_limit: limit,
      p_after_at: (after?.created_at ?? null) as string,
      p_after_id: (after?.id ?? null) as string,
    });
    return unwrap(rows).map(toCodeRepository);
  }

  /** @param githubId of the repository that has the name in `changes`; null: nobody knows it. */
  async change(
    id: string,
    changes: RepositoryChanges,
    settings: Partial<RepositorySettings>,
    githubId: number | null = null,
  ): Promise<ChangedCodeRepository | RepositoryRefusal> {
    const args = { p_id: id, p_changes: changes, p_settings: { ...settings } as Json, p_github_id: githubId as number };
    const changed = await this.db.rpc('change_repository', args);
    const row = orRefusal('code_repositories', 'githubRepo', () => unwrap(changed))[0];
    if (row?.outcome !== 'changed') return (row?.outcome ?? 'not_found') as RepositoryRefusal;
    return { before: toDetail(row.before), after: toDetail(row.after) };
  }

  /** Answers what it was. Its jobs stay, without it. */
  async remove(id: string): Promise<CodeRepository | RepositoryRefusal> {
    const removed = await this.db.rpc('remove_repository', { p_id: id });
    const row = orRefusal('code_repositories', 'id', () => unwrap(removed))[0];
    return row?.outcome === 'removed'
      ? toCodeRepository(row.repository)
      : ((row?.outcome ?? 'not_found') as RepositoryRefusal);
  }

  private rows() {
    return this.db.from('code_repositories').select(COLUMNS);
  }
}

/** Functions return rows as JSON, and tables of others have more columns. */
function toCodeRepository(json: unknown): CodeRepository {
  const { id, client_id, owner_name, repo_name, default_branch, created_at, ...row } = json as CodeRepository;
  const { trust_repo_config, max_concurrent_jobs } = row;
  const settings = { trust_repo_config, max_concurrent_jobs };
  return { id, client_id, owner_name, repo_name, default_branch, ...settings, created_at };
}

function toDetail(json: unknown): RepositoryDetail {
  const said = json as Partial<RepositorySettings>;
  const settings = Object.fromEntries(
    SETTINGS.map((name) => [name, said[name] ?? null]),
  ) as unknown as RepositorySettings;
  return { ...toCodeRepository(json), ...settings };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
