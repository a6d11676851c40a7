import { Inject, Injectable } from '@nestjs/common';
import { FormerNames, type RepositoryName } from '../../git/moves/former-names.js';
import { fullName } from '../../git/repository-ref.js';
import { NodeIdentity } from '../../platform/identity/node-identity.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';

/** What became of what GitHub said; as in supabase/schemas/repositories.sql. */
export type IdentityOutcome = 'same' | 'renamed' | 'other' | 'taken' | 'not_found';

/** A repository at GitHub. */
export interface RepositoryIdentity extends RepositoryName {
  readonly id: number;
}

/** Which repositories at GitHub the rows mean, and the names that they had before. */
@Injectable()
export class RepositoryIdentityRepository extends FormerNames {
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly node: NodeIdentity,
  ) {
    super();
  }

  /** As it is noted; undefined: nobody has asked GitHub yet. */
  async githubIdOf(repositoryId: string): Promise<number | undefined> {
    const ids = this.db.from('agent_repository_identities').select('github_id');
    return unwrap(await ids.eq('repository_id', repositoryId).maybeSingle())?.github_id;
  }

  /** Takes a new name of the same repository over. */
  async note(repositoryId: string, { id, owner, name }: RepositoryIdentity): Promise<IdentityOutcome> {
    const args = { p_id: repositoryId, p_github_id: id, p_owner: owner, p_repo: name, p_node: this.node.id };
    return unwrap(await this.db.rpc('note_repository_identity', args)) as IdentityOutcome;
  }

  override async of(repository: RepositoryName): Promise<readonly string[]> {
    const rows = unwrap(await this.db.rpc('gone_repositories'));
    const name = fullName(repository).toLowerCase();
    return rows.filter(({ moved_to }) => moved_to?.toLowerCase() === name).map((row) => row.name);
  }
}
