import { Injectable } from '@nestjs/common';
import { JobFailure } from '../platform/errors/job-failure.js';
import { Redactor } from '../platform/redaction/redactor.js';
import { withForgeWords } from '../git/commands/forge-words.js';
import { abortable } from '../git/commands/retry.js';
import { fullName, type RepositoryRef } from '../git/repository-ref.js';
import { GithubClients } from './credentials/github-clients.js';

const ATTEMPT = {
  failed: 'The draft state of the pull request could not be changed',
  forbidden: 'may not change pull requests',
};

/** GitHub's REST API cannot change the draft state. */
const TO_DRAFT = `mutation ($id: ID!) {
  convertPullRequestToDraft(input: { pullRequestId: $id }) { pullRequest { isDraft } }
}`;
const TO_READY = `mutation ($id: ID!) {
  markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } }
}`;

/** What Octokit throws when GitHub answers a query with errors. */
interface GraphqlErrors {
  readonly errors: readonly { readonly message: string }[];
}

/** Makes drafts ready for review, and pull requests drafts again. Transient faults are retried. */
@Injectable()
export class PullRequestDrafts {
  constructor(
    private readonly clients: GithubClients,
    private readonly redactor: Redactor,
  ) {}

  /**
   * May be repeated.
   * @param nodeId of the pull request, as GitHub's GraphQL API names it.
   * @throws JobFailure when GitHub refuses or cannot be reached; the signal's reason when it is aborted.
   */
  async change(repository: RepositoryRef, nodeId: string, draft: boolean, signal: AbortSignal): Promise<void> {
    try {
      await abortable(
        this.clients.of(repository).graphql(draft ? TO_DRAFT : TO_READY, { id: nodeId, request: { signal } }),
        signal,
      );
    } catch (error) {
      signal.throwIfAborted();
      throw isGraphqlErrors(error) ? this.refused(error, repository) : this.clients.failure(error, ATTEMPT, repository);
    }
  }

  private refused({ errors }: GraphqlErrors, repository: RepositoryRef): JobFailure {
    const words = this.redactor.redact(errors.map(({ message }) => message).join(' '));
    return new JobFailure(withForgeWords(`${ATTEMPT.failed} for ${fullName(repository)}.`, words), {
      code: 'forge_refused',
    });
  }
}

function isGraphqlErrors(error: unknown): error is GraphqlErrors {
  return error instanceof Error && error.name === 'GraphqlResponseError';
}
