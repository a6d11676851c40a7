import type { ApiAnswer, ApiRequest, Handler } from './forge-api.js';
import { NOT_FOUND } from './forge-refusals.js';
import type { ForgeRepository } from './forge-repository.js';
import { userIdOf } from './forge-reviews.js';
import { REPOSITORY } from './forge-route.js';
import type { GithubDescription } from './github-description.js';

export interface ForgeComment {
  readonly repository: string;
  readonly pull: number;
  readonly user: string;
  readonly body: string;
  readonly at: string;
}

/** What a review says of a line. */
export interface ForgeLine {
  readonly path: string;
  readonly line: number;
  readonly hunk: string;
  readonly body: string;
}

/** What people may do and say beside reviews: permissions, comments, and what reviews say of lines. */
export class ForgeDiscussion {
  /** By login; everybody else has `read`. */
  readonly permissions = new Map([['octocat', 'admin']]);
  readonly comments: ForgeComment[] = [];
  /** By the id of their review. */
  readonly lines = new Map<number, readonly ForgeLine[]>();

  constructor(private readonly description: GithubDescription) {}

  handlers(): Readonly<Record<string, Handler>> {
    return {
      [`get ${REPOSITORY}/collaborators/{username}/permission`]: ({ path }) => this.showPermission(path),
      [`get ${REPOSITORY}/issues/{issue_number}/comments`]: (request, { fullName }, pull) =>
        this.list(request, fullName, pull),
      [`post ${REPOSITORY}/issues/{issue_number}/comments`]: (request, repository, pull) =>
        this.comment(request, repository, pull),
      [`get ${REPOSITORY}/pulls/{pull_number}/reviews/{review_id}/comments`]: (request) => this.showLines(request),
    };
  }

  private showPermission(path: string): ApiAnswer {
    const login = decodeURIComponent(path.split('/').at(-2) ?? '');
    const permission = this.permissions.get(login) ?? 'read';
    const sample = this.description.sample('repository-collaborator-permission');
    return { status: 200, body: { ...sample, permission, role_name: permission } };
  }

  private list({ query }: ApiRequest, repository: string, pull: number): ApiAnswer {
    const since = query.get('since') ?? '';
    const found = this.comments.filter(
      (each) => each.repository === repository && each.pull === pull && each.at >= since,
    );
    return { status: 200, body: found.map((each) => this.shown(each)) };
  }

  private comment({ body, user }: ApiRequest, { fullName }: ForgeRepository, pull: number): ApiAnswer {
    const { body: text } = body as { body: string };
    const made = { repository: fullName, pull, user: user ?? '', body: text, at: new Date().toISOString() };
    this.comments.push(made);
    return { status: 201, body: this.shown(made) };
  }

  private showLines({ path }: ApiRequest): ApiAnswer {
    const lines = this.lines.get(Number(path.split('/').at(-2)));
    if (lines === undefined) return NOT_FOUND;
    const sample = this.description.sample('review-comment');
    const shown = lines.map(({ hunk, ...line }) => ({ ...sample, ...line, diff_hunk: hunk }));
    return { status: 200, body: shown };
  }

  private shown({ user, body, at }: ForgeComment): unknown {
    const login = { ...this.description.sample('simple-user'), login: user, id: userIdOf(user) };
    return { ...this.description.sample('issue-comment'), body, user: login, created_at: at, updated_at: at };
  }
}
