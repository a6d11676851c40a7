import type { ApiAnswer, ApiRequest, Handler } from './forge-api.js';
import type { ForgePull } from './forge-pull.js';
import { invalid, NOT_FOUND } from './forge-refusals.js';
import type { ForgeRepository } from './forge-repository.js';
import { REPOSITORY } from './forge-route.js';
import type { GithubDescription } from './github-description.js';

/** Answers about a pull request, if there is one of that number. */
type WithPull = (
  repository: ForgeRepository,
  pull: number,
  answer: (found: ForgePull) => ApiAnswer,
) => Promise<ApiAnswer>;

/** Labels of pull requests and who was asked to review them, by `<owner>/<name>#<number>`. */
export class ForgePeople {
  /** That every repository has. */
  readonly labels = new Set(['bug', 'by an agent']);
  /** Users and teams whom every repository knows. */
  readonly collaborators = new Set(['octocat', 'octo-team']);
  readonly labelled = new Map<string, readonly string[]>();
  readonly asked = new Map<string, readonly string[]>();

  constructor(private readonly description: GithubDescription) {}

  handlers(withPull: WithPull): Readonly<Record<string, Handler>> {
    return {
      [`get ${REPOSITORY}/labels/{name}`]: (request) => this.showLabel(request),
      [`post ${REPOSITORY}/issues/{issue_number}/labels`]: (request, repository, pull) =>
        withPull(repository, pull, (found) => this.label(request, found)),
      [`post ${REPOSITORY}/pulls/{pull_number}/requested_reviewers`]: (request, repository, pull) =>
        withPull(repository, pull, (found) => this.ask(request, found)),
    };
  }

  private showLabel({ path }: ApiRequest): ApiAnswer {
    const name = decodeURIComponent(path.split('/').at(-1) ?? '');
    if (this.labels.has(name)) return { status: 200, body: { ...this.description.sample('label'), name } };
    return NOT_FOUND;
  }

  private label({ body }: ApiRequest, pull: ForgePull): ApiAnswer {
    const { labels } = body as { labels: string[] };
    this.labelled.set(placeOf(pull), labels);
    for (const name of labels) this.labels.add(name);
    return { status: 200, body: labels.map((name) => ({ ...this.description.sample('label'), name })) };
  }

  private ask({ body }: ApiRequest, pull: ForgePull): ApiAnswer {
    const { reviewers = [], team_reviewers = [] } = body as { reviewers?: string[]; team_reviewers?: string[] };
    const wanted = [...reviewers, ...team_reviewers];
    if (wanted.some((name) => !this.collaborators.has(name))) {
      const message =
        'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not.';
      return invalid(message);
    }
    this.asked.set(placeOf(pull), [...(this.asked.get(placeOf(pull)) ?? []), ...wanted]);
    return { status: 201, body: this.description.sample('pull-request-simple') };
  }
}

function placeOf({ repository, number }: ForgePull): string {
  return `${repository}#${number}`;
}
