/**
 * GitHub's REST API: pull requests and their reviews, branches, and whether the token works. Only this room uses Octokit.
 * Cloning and pushing are git's business, even when the forge is GitHub.
 * Enter through `BranchStates`, `CheckResults`, `GithubGateway`, `PullRequestComments`, `PullRequestDrafts`, `PullRequestPeople`,
 * `PullRequestReader`, `PullRequestReviews`, `RepositoryLookup`, `ReviewLines`, `Writers` and `GithubProbe`.
 */
import { Module } from '@nestjs/common';
import { BranchStates } from './branch-states.js';
import { CheckResults } from './discussion/check-results.js';
import { CredentialsModule } from './credentials/credentials.module.js';
import { GithubProbe } from './github-probe.js';
import { GithubGateway } from './github.gateway.js';
import { PullRequestComments } from './discussion/pull-request-comments.js';
import { PullRequestDrafts } from './pull-request-drafts.js';
import { PullRequestPeople } from './pull-request-people.js';
import { PullRequestReader } from './pull-request-reader.js';
import { PullRequestReviews } from './pull-request-reviews.js';
import { RepositoryLookup } from './repository-lookup.js';
import { ReviewLines } from './discussion/review-lines.js';
import { Writers } from './discussion/writers.js';

const SERVICES = [
  BranchStates,
  CheckResults,
  GithubGateway,
  GithubProbe,
  PullRequestComments,
  PullRequestDrafts,
  PullRequestPeople,
  PullRequestReader,
  PullRequestReviews,
  RepositoryLookup,
  ReviewLines,
  Writers,
];

@Module({ imports: [CredentialsModule], providers: SERVICES, exports: SERVICES })
export class GithubModule {}
