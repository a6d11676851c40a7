import { Injectable } from '@nestjs/common';
import { abortable } from '../../git/commands/retry.js';
import type { RepositoryRef } from '../../git/repository-ref.js';
import { GithubClients } from '../credentials/github-clients.js';

/** What a review says of a place in the code. */
export interface ReviewLine {
  readonly path: string;
  /** null: of the file as a whole, or the line is gone. */
  readonly line: number | null;
  /** The code it stands on, as a diff. */
  readonly hunk: string;
  readonly body: string;
}

const ATTEMPT = { failed: 'The comments of a review could not be read', forbidden: 'may not read reviews' };

/** Reads what reviews say of single lines. */
@Injectable()
export class ReviewLines {
  constructor(private readonly clients: GithubClients) {}

  /** At most `limit`, up to 100. @throws JobFailure when GitHub refuses or cannot be reached; the signal's reason when it is aborted. */
  async of(
    repository: RepositoryRef,
    { pullRequest, review }: { readonly pullRequest: number; readonly review: number },
    limit: number,
    signal: AbortSignal,
  ): Promise<ReviewLine[]> {
    const { owner, name: repo } = repository;
    const where = { owner, repo, pull_number: pullRequest, review_id: review, per_page: limit, request: { signal } };
    try {
      const { data } = await abortable(this.clients.of(repository).rest.pulls.listCommentsForReview(where), signal);
      return data.map(({ path, line, original_line: earlier, diff_hunk: hunk, body }) => ({
        path,
        line: line ?? earlier ?? null,
        hunk,
        body,
      }));
    } catch (error) {
      signal.throwIfAborted();
      throw this.clients.failure(error, ATTEMPT, repository);
    }
  }
}
