/**
 * GitHub's REST API: pull requests and their reviews, branches, and whether the token works. Only this room uses Octokit.
 * Cloning and pushing are git's business, even when the forge is GitHub.
 * Enter through `BranchStates`, `GithubGateway`, `PullRequestDrafts`, `PullRequestPeople`, `PullRequestReader`, `PullRequestReviews`,
 * `RepositoryLookup` and `GithubProbe`.
 */
import { Module } from '@nestjs/common';
import { BranchStates } from './branch-states.js';
import { CredentialsModule } from './credentials/credentials.module.js';
import { GithubProbe } from './github-probe.js';
import { GithubGateway } from './github.gateway.js';
import { PullRequestDrafts } from './pull-request-drafts.js';
import { PullRequestPeople } from './pull-request-people.js';
import { PullRequestReader } from './pull-request-reader.js';
import { PullRequestReviews } from './pull-request-reviews.js';
import { RepositoryLookup } from './repository-lookup.js';

const SERVICES = [
  BranchStates,
  GithubGateway,
  GithubProbe,
  PullRequestDrafts,
  PullRequestPeople,
  PullRequestReader,
  PullRequestReviews,
  RepositoryLookup,
];

@Module({ imports: [CredentialsModule], providers: SERVICES, exports: SERVICES })
export class GithubModule {}
