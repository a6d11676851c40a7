import type { RepositorySettings } from './repositories/repository-settings.js';

/** A repository at the forge that belongs to a client. */
export interface CodeRepository {
  readonly id: string;
  readonly client_id: string | null;
  readonly owner_name: string;
  readonly repo_name: string;
  readonly default_branch: string;
  /** Whether Claude uses the repository's own settings in jobs that change code. */
  readonly trust_repo_config: boolean;
  /** How many of its jobs work at the same time; null: no limit. */
  readonly max_concurrent_jobs: number | null;
  readonly created_at: string;
}

/** A repository with its settings. */
export interface RepositoryDetail extends CodeRepository, RepositorySettings {}

export interface Client {
  readonly id: string;
  readonly name: string;
  /** Oldest first. */
  readonly repositories: readonly CodeRepository[];
}

export interface ClientDetail extends Client {
  /** How many of its jobs work at the same time; null: no limit. */
  readonly max_concurrent_jobs: number | null;
}
