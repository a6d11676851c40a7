/** A repository at the forge that belongs to a client. */
export interface CodeRepository {
  readonly id: string;
  readonly client_id: string | null;
  readonly owner_name: string;
  readonly repo_name: string;
  readonly default_branch: string;
  /** Whether Claude takes up the repository's own settings in jobs that change code. */
  readonly trust_repo_config: boolean;
  readonly created_at: string;
}

export interface Client {
  readonly id: string;
  readonly name: string;
  /** Oldest first. */
  readonly repositories: readonly CodeRepository[];
}
