import { createHash } from 'node:crypto';
import type { ForgePull } from './forge-pull.js';
import { now, objectionTo, shownPull } from './forge-pulls.js';
import type { ForgeRepository } from './forge-repository.js';
import type { ForgeApp } from './forge-apps.js';
import { showBranch } from './forge-branches.js';
import { invalid, NOT_FOUND, refusal } from './forge-refusals.js';
import { ForgeChecks } from './forge-checks.js';
import { ForgeDiscussion } from './forge-discussion.js';
import { ForgePeople } from './forge-people.js';
import { ForgeReviews, userIdOf } from './forge-reviews.js';
import { REPOSITORY, routeOf } from './forge-route.js';
import { GithubDescription } from './github-description.js';

export interface ApiRequest {
  readonly method: string;
  /** Below the API's address, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Media types that the client takes. */
  readonly accept: string;
  readonly body: unknown;
  /** null: without a valid token. */
  readonly user: string | null;
  /** The header. */
  readonly authorization: string;
  /** The header `If-None-Match`; empty: it was not sent. */
  readonly knownTag: string;
}

export interface ApiAnswer {
  readonly status: number;
  /** A text stands for an answer that is not JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (
  request: ApiRequest,
  repository: ForgeRepository,
  pull: number,
) => Promise<ApiAnswer> | ApiAnswer;

/** A stateful part of GitHub's REST API. What it accepts and what it answers is checked against GitHub's description. */
export class ForgeApi {
  readonly pulls: ForgePull[] = [];
  /** Answers of ours that GitHub could not have given; a test that leaves any is wrong. */
  readonly violations: string[] = [];
  readonly description = new GithubDescription();
  app: ForgeApp | null = null;
  readonly reviews = new ForgeReviews(this.description);
  readonly people = new ForgePeople(this.description);
  readonly discussion = new ForgeDiscussion(this.description);
  readonly checks = new ForgeChecks(this.description, () => this.webUrl());
  private readonly handlers: Readonly<Record<string, Handler>> = {
    [`get ${REPOSITORY}`]: (_request, repository) => this.showRepository(repository),
    [`get ${REPOSITORY}/branches/{branch}`]: async ({ path }, repository) =>
      (await showBranch(this.description, repository, decodeURIComponent(path.split('/').at(-1) ?? ''))) ?? NOT_FOUND,
    [`get ${REPOSITORY}/pulls`]: (request, repository) => this.listPulls(request, repository),
    [`post ${REPOSITORY}/pulls`]: (request, repository) => this.createPull(request, repository),
    [`get ${REPOSITORY}/pulls/{pull_number}`]: (request, repository, pull) => this.showPull(request, repository, pull),
    [`get ${REPOSITORY}/pulls/{pull_number}/reviews`]: (request, repository, pull) =>
      this.withPull(repository, pull, (found) => this.reviews.list(request, found)),
    [`post ${REPOSITORY}/pulls/{pull_number}/reviews`]: (request, repository, pull) =>
      this.withPull(repository, pull, (found) => this.reviews.create(request, found, this.urlOf(found))),
    ...this.people.handlers((repository, pull, answer) => this.withPull(repository, pull, answer)),
    ...this.discussion.handlers(),
    ...this.checks.handlers(),
    [`patch ${REPOSITORY}/pulls/{pull_number}`]: (request, repository, pull) =>
      this.updatePull(request, repository, pull),
  };

  constructor(
    private readonly repositories: ReadonlyMap<string, ForgeRepository>,
    private readonly webUrl: () => string,
  ) {}

  async answer(request: ApiRequest): Promise<ApiAnswer> {
    const { template, repository, pull } = routeOf(request.path);
    const method = request.method.toLowerCase();
    const problem = template === null ? null : this.description.requestProblem(method, template, request.body);
    if (template === null) return NOT_FOUND;
    const answer = problem ? invalid(problem) : await this.handle(request, `${method} ${template}`, repository, pull);
    // The description leaves out that of an App which is not known.
    const violation = answer === NOT_FOUND || answer.status === 401 ? null : this.check(method, template, answer);
    if (violation) this.violations.push(`${method} ${template} ${answer.status}: ${violation}`);
    return answer;
  }

  private check(method: string, template: string, { status, body }: ApiAnswer): string | null {
    // A diff: the description knows only the JSON.
    if (typeof body === 'string' || status === 304) return null;
    return this.description.responseProblem(method, template, status, body);
  }

  private async handle(request: ApiRequest, operation: string, name: string, pull: number): Promise<ApiAnswer> {
    if (operation === 'get /user') return this.showUser(request);
    const ofApp = this.app?.answer(request, operation.split(' ')[1] ?? '', name, request.authorization);
    if (ofApp) return ofApp.status === 404 ? NOT_FOUND : ofApp;
    const repository = this.repositories.get(name);
    const readable = repository && (request.user !== null || !repository.private);
    if (!readable || (request.user === null && request.method !== 'GET')) return NOT_FOUND;
    return (await this.handlers[operation]?.(request, repository, pull)) ?? NOT_FOUND;
  }

  private showUser({ user }: ApiRequest): ApiAnswer {
    if (user === null) return refusal(401, 'Bad credentials');
    if (user === this.app?.login) return refusal(403, 'Resource not accessible by integration');
    return { status: 200, body: { ...this.description.sample('private-user'), login: user, id: userIdOf(user) } };
  }

  private showRepository(repository: ForgeRepository): ApiAnswer {
    const { defaultBranch, fullName } = repository;
    const body = { ...this.description.sample('full-repository'), default_branch: defaultBranch, full_name: fullName };
    const [login = '', name] = fullName.split('/');
    const owner = { ...(body as { owner?: object }).owner, login };
    return { status: 200, body: { ...body, id: repository.id, name, owner, private: repository.private } };
  }

  private async listPulls({ query }: ApiRequest, repository: ForgeRepository): Promise<ApiAnswer> {
    const owner = repository.fullName.split('/')[0] ?? '';
    const [state, head, base] = ['state', 'head', 'base'].map((name) => query.get(name));
    const wanted = this.pulls.filter(
      (pull) =>
        pull.repository === repository.fullName &&
        (state === 'all' || pull.state === (state ?? 'open')) &&
        // GitHub ignores a head without an owner.
        (!head?.includes(':') || `${owner}:${pull.head}` === head) &&
        (!base || pull.base === base),
    );
    const shown = wanted.toReversed().map((pull) => this.pullBody(pull, repository, 'pull-request-simple'));
    return { status: 200, body: await Promise.all(shown) };
  }

  private async createPull({ body }: ApiRequest, repository: ForgeRepository): Promise<ApiAnswer> {
    const wanted = body as { head: string; base: string; title?: string; body?: string; draft?: boolean };
    const head = wanted.head.replace(/^[^:]+:/, '');
    const objection = await objectionTo(this.pulls, repository, head, wanted.base, wanted.draft ?? false);
    if (objection) return objection;
    const pull = this.openPull(repository, head, wanted.title ?? '', wanted);
    return { status: 201, body: await this.pullBody(pull, repository, 'pull-request') };
  }

  /** Without asking whether GitHub would. */
  openPull(
    { fullName: name, defaultBranch }: ForgeRepository,
    head: string,
    title: string,
    { base = defaultBranch, draft = false, body = null }: Partial<Pick<ForgePull, 'base' | 'draft' | 'body'>> = {},
  ): ForgePull {
    const number = this.pulls.filter((each) => each.repository === name).length + 1;
    const pull: ForgePull = {
      repository: name,
      number,
      head,
      base,
      draft,
      title,
      body,
      state: 'open',
      merged: null,
      changedAt: now(),
    };
    this.pulls.push(pull);
    return pull;
  }

  private showPull(request: ApiRequest, repository: ForgeRepository, number: number): Promise<ApiAnswer> {
    const { accept, knownTag } = request;
    return this.withPull(repository, number, async (pull) => {
      const asDiff = accept.includes('application/vnd.github.diff');
      if (asDiff) return { status: 200, body: await repository.diff(pull.base, pull.head) };
      const body = await this.pullBody(pull, repository, 'pull-request');
      const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('hex')}"`;
      if (knownTag === etag) return { status: 304, body: '', headers: { etag } };
      return { status: 200, body, headers: { etag } };
    });
  }

  private async withPull(
    repository: ForgeRepository,
    number: number,
    answer: (pull: ForgePull) => Promise<ApiAnswer> | ApiAnswer,
  ): Promise<ApiAnswer> {
    const pull = this.find(repository, number);
    return pull ? answer(pull) : NOT_FOUND;
  }

  private async updatePull({ body }: ApiRequest, repository: ForgeRepository, number: number): Promise<ApiAnswer> {
    const pull = this.find(repository, number);
    if (!pull) return NOT_FOUND;
    const { title, body: text, state } = body as Partial<Pick<ForgePull, 'title' | 'body' | 'state'>>;
    const changes = { title: title ?? pull.title, body: text ?? pull.body, state: state ?? pull.state };
    Object.assign(pull, { ...changes, changedAt: now() });
    return { status: 200, body: await this.pullBody(pull, repository, 'pull-request') };
  }

  private urlOf({ repository, number }: ForgePull): string {
    return `${this.webUrl()}/${repository}/pull/${number}`;
  }

  private find(repository: ForgeRepository, number: number): ForgePull | undefined {
    return this.pulls.find((pull) => pull.repository === repository.fullName && pull.number === number);
  }

  private pullBody(pull: ForgePull, repository: ForgeRepository, schema: string): Promise<unknown> {
    return shownPull(pull, repository, this.description.sample(schema), this.urlOf(pull));
  }
}
