/**
 * Which credential opens which repository at GitHub: tokens of owners, the installations of a GitHub App, one token for all.
 * Git asks `ForgeCredentials`, which is provided here. Tokens of installations are in memory alone.
 * Enter through `GithubCredentials`, `GithubApp`, `CredentialSight`, `lookAtCredentials` and `sentenceOf`.
 */
import { Global, Module } from '@nestjs/common';
import { ForgeCredentials } from '../../git/commands/forge-credentials.js';
import { GithubClients } from './github-clients.js';
import { GithubCredentials } from './github-credentials.js';

@Global()
@Module({
  providers: [GithubClients, GithubCredentials, { provide: ForgeCredentials, useExisting: GithubCredentials }],
  exports: [ForgeCredentials, GithubClients, GithubCredentials],
})
export class CredentialsModule {}
