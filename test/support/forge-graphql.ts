import { readFileSync } from 'node:fs';
import { buildSchema, graphql } from 'graphql';
import type { ApiAnswer } from './forge-api.js';
import type { ForgePull } from './forge-pull.js';

interface PullInput {
  readonly input: { readonly pullRequestId: string };
}

/** GitHub's id of a pull request in its GraphQL API. */
export function nodeIdOf({ repository, number }: Pick<ForgePull, 'repository' | 'number'>): string {
  return `PR_${Buffer.from(`${repository}#${number}`).toString('base64url')}`;
}

/** The part of GitHub's GraphQL API that this project uses, held to GitHub's own schema in questions and answers. */
export class ForgeGraphql {
  // Only a part of the schema, so not all of it makes sense.
  private readonly schema = buildSchema(readFileSync(new URL('github-schema.graphql', import.meta.url), 'utf8'), {
    assumeValid: true,
  });

  constructor(
    private readonly pulls: readonly ForgePull[],
    private readonly supportsDrafts: (pull: ForgePull) => boolean,
  ) {}

  async answer(body: unknown, user: string | null): Promise<ApiAnswer> {
    if (user === null) return { status: 401, body: { message: 'Bad credentials' } };
    const { query: source, variables: variableValues } = body as { query: string; variables?: Record<string, unknown> };
    const rootValue = {
      markPullRequestReadyForReview: ({ input }: PullInput) => this.change(input.pullRequestId, false),
      convertPullRequestToDraft: ({ input }: PullInput) => this.change(input.pullRequestId, true),
    };
    const result = await graphql({ schema: this.schema, source, rootValue, variableValues: variableValues ?? {} });
    // GitHub answers 200 whatever went wrong with the query.
    return { status: 200, body: result };
  }

  private change(id: string, draft: boolean): object {
    const pull = this.pulls.find((each) => nodeIdOf(each) === id);
    if (!pull) throw new Error(`Could not resolve to a node with the global id of '${id}'.`);
    if (pull.state !== 'open') throw new Error('Pull request is closed.');
    if (draft && !this.supportsDrafts(pull))
      throw new Error('Draft pull requests are not supported in this repository.');
    pull.draft = draft;
    return { pullRequest: { id, number: pull.number, isDraft: pull.draft } };
  }
}
