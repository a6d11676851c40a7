import { Injectable } from '@nestjs/common';
import { RequestError } from '@octokit/request-error';
import { abortable } from '../git/commands/retry.js';
import type { RepositoryRef } from '../git/repository-ref.js';
import { GithubClients } from './credentials/github-clients.js';

/** Labels of pull requests, and who is asked to review them. */
@Injectable()
export class PullRequestPeople {
  constructor(private readonly clients: GithubClients) {}

  /**
   * Adds those labels that the repository has: GitHub would make the others. Answers what came in the way, in sentences for
   * people; empty: nothing did. @throws the signal's reason when it is aborted.
   */
  async label(
    repository: RepositoryRef,
    pullRequest: number,
    labels: readonly string[],
    signal: AbortSignal,
  ): Promise<string[]> {
    const { owner, name: repo } = repository;
    const request = { signal };
    const problems: string[] = [];
    const known: string[] = [];
    for (const name of labels) {
      const problem = await this.attempt(repository, signal, 'may not read labels', () =>
        this.clients.of(repository).rest.issues.getLabel({ owner, repo, name, request }),
      );
      if (problem === null) known.push(name);
      else problems.push(`The pull request did not get the label "${name}": ${problem}.`);
    }
    if (known.length === 0) return problems;
    const add = { owner, repo, issue_number: pullRequest, labels: known, request };
    const problem = await this.attempt(repository, signal, 'may not label pull requests', () =>
      this.clients.of(repository).rest.issues.addLabels(add),
    );
    return problem === null ? problems : [...problems, `The pull request got no labels: ${problem}.`];
  }

  /**
   * Asks users, and teams as `owner/team`, for a review, each for itself: GitHub refuses a whole list for one that it does not know.
   * Answers as {@link label} does.
   */
  async askForReview(
    repository: RepositoryRef,
    pullRequest: number,
    reviewers: readonly string[],
    signal: AbortSignal,
  ): Promise<string[]> {
    const pull = { owner: repository.owner, repo: repository.name, pull_number: pullRequest };
    const problems: string[] = [];
    for (const reviewer of reviewers) {
      const team = reviewer.split('/')[1];
      const who = team === undefined ? { reviewers: [reviewer] } : { team_reviewers: [team] };
      const problem = await this.attempt(repository, signal, 'may not ask for reviews', () =>
        this.clients.of(repository).rest.pulls.requestReviewers({ ...pull, ...who, request: { signal } }),
      );
      if (problem !== null) problems.push(`${reviewer} was not asked for a review: ${problem}.`);
    }
    return problems;
  }

  /** Why it failed; null: it did not. */
  private async attempt(
    repository: RepositoryRef,
    signal: AbortSignal,
    forbidden: string,
    request: () => Promise<unknown>,
  ): Promise<string | null> {
    try {
      await abortable(request(), signal);
      return null;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof RequestError && error.status === 404) return 'GitHub does not know it';
      return this.clients.whyRefused(error, forbidden, repository);
    }
  }
}
