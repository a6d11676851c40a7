import type { ApiAnswer, ApiRequest } from './forge-api.js';
import type { ForgePull } from './forge-pull.js';
import type { GithubDescription } from './github-description.js';

export interface ForgeReview {
  readonly repository: string;
  readonly pull: number;
  readonly id: number;
  readonly user: string;
  readonly body: string;
  readonly event: string;
  readonly url: string;
}

/** Reviews of pull requests, as far as a caller writes a body and reads it again. */
export class ForgeReviews {
  readonly all: ForgeReview[] = [];

  constructor(private readonly description: GithubDescription) {}

  list({ query }: ApiRequest, { repository, number }: ForgePull): ApiAnswer {
    const size = Number(query.get('per_page') ?? 30);
    const start = (Number(query.get('page') ?? 1) - 1) * size;
    const found = this.all.filter((review) => review.repository === repository && review.pull === number);
    return { status: 200, body: found.slice(start, start + size).map((review) => this.shown(review)) };
  }

  create({ body, user }: ApiRequest, { repository, number }: ForgePull, url: string): ApiAnswer {
    const wanted = body as { body?: string; event?: string };
    const id = this.all.length + 1;
    const review = {
      repository,
      pull: number,
      id,
      user: user ?? '',
      body: wanted.body ?? '',
      event: wanted.event ?? 'PENDING',
      url: `${url}#pullrequestreview-${id}`,
    };
    this.all.push(review);
    return { status: 200, body: this.shown(review) };
  }

  private shown({ id, user, body, url }: ForgeReview): unknown {
    const sample = this.description.sample('pull-request-review');
    const login = { ...this.description.sample('simple-user'), login: user, id: userIdOf(user) };
    return { ...sample, id, body, html_url: url, state: 'COMMENTED', user: login };
  }
}

/** The same for everybody of one name, and as `GET /user` has it. */
export function userIdOf(login: string): number {
  return Array.from(login).reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 1);
}
