/**
 * Former names of repositories, for git: a node finds its clone under the name that it had.
 * What a rename does to rows is in supabase/schemas/repositories.sql, what it does to clones in git/moves.
 * Enter through `RepositoryIdentityRepository` and `RepositoryIdentity`.
 */
import { Global, Module } from '@nestjs/common';
import { FormerNames } from '../../git/moves/former-names.js';
import { RepositoryIdentityRepository } from './repository-identity.repository.js';

@Global()
@Module({
  providers: [RepositoryIdentityRepository, { provide: FormerNames, useExisting: RepositoryIdentityRepository }],
  exports: [FormerNames, RepositoryIdentityRepository],
})
export class FormerNamesModule {}
