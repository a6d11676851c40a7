import type { ForgeRepository } from './forge-repository.js';
import { GithubDescription } from './github-description.js';

export interface ForgePull {
  readonly repository: string;
  readonly number: number;
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
}

export interface ApiRequest {
  readonly method: string;
  /** Below the API's address, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** null: without a valid token. */
  readonly user: string | null;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

type Handler = (request: ApiRequest, repository: ForgeRepository, pull: number) => Promise<ApiAnswer> | ApiAnswer;

const DOCUMENTATION = 'https://docs.github.com/rest';
const REPOSITORY = '/repos/{owner}/{repo}';
const NOT_FOUND = { status: 404, body: { message: 'Not Found', documentation_url: DOCUMENTATION, status: '404' } };

/** A stateful part of GitHub's REST API. What it accepts and what it answers is checked against GitHub's description. */
export class ForgeApi {
  readonly pulls: ForgePull[] = [];
  /** Answers of ours that GitHub could not have given; a test that leaves any is wrong. */
  readonly violations: string[] = [];
  private readonly description = new GithubDescription();
  private readonly handlers: Readonly<Record<string, Handler>> = {
    [`get ${REPOSITORY}`]: (_request, repository) => this.showRepository(repository),
    [`get ${REPOSITORY}/pulls`]: (request, repository) => this.listPulls(request, repository),
    [`post ${REPOSITORY}/pulls`]: (request, repository) => this.createPull(request, repository),
    [`get ${REPOSITORY}/pulls/{pull_number}`]: (_request, repository, pull) => this.showPull(repository, pull),
    [`patch ${REPOSITORY}/pulls/{pull_number}`]: (request, repository, pull) =>
      this.updatePull(request, repository, pull),
  };

  constructor(
    private readonly repositories: ReadonlyMap<string, ForgeRepository>,
    private readonly webUrl: () => string,
  ) {}

  async answer(request: ApiRequest): Promise<ApiAnswer> {
    const { template, repository, pull } = this.route(request.path);
    const method = request.method.toLowerCase();
    const problem = template === null ? null : this.description.requestProblem(method, template, request.body);
    if (template === null) return NOT_FOUND;
    const answer = problem ? invalid(problem) : await this.handle(request, `${method} ${template}`, repository, pull);
    const violation = answer === NOT_FOUND ? null : this.check(method, template, answer);
    if (violation) this.violations.push(`${method} ${template} ${answer.status}: ${violation}`);
    return answer;
  }

  private check(method: string, template: string, { status, body }: ApiAnswer): string | null {
    return this.description.responseProblem(method, template, status, body);
  }

  private route(path: string): { template: string | null; repository: string; pull: number } {
    if (path === '/user') return { template: '/user', repository: '', pull: 0 };
    const match = /^\/repos\/([^/]+\/[^/]+)(\/pulls(?:\/(\d+))?)?$/.exec(path);
    if (!match) return { template: null, repository: '', pull: 0 };
    const rest = match[3] ? '/pulls/{pull_number}' : (match[2] ?? '');
    return { template: `${REPOSITORY}${rest}`, repository: match[1] ?? '', pull: Number(match[3] ?? 0) };
  }

  private async handle(request: ApiRequest, operation: string, name: string, pull: number): Promise<ApiAnswer> {
    if (operation === 'get /user') return this.showUser(request);
    const repository = this.repositories.get(name);
    const readable = repository && (request.user !== null || !repository.private);
    if (!readable || (request.user === null && request.method !== 'GET')) return NOT_FOUND;
    return (await this.handlers[operation]?.(request, repository, pull)) ?? NOT_FOUND;
  }

  private showUser({ user }: ApiRequest): ApiAnswer {
    if (user === null) return { status: 401, body: { message: 'Bad credentials', documentation_url: DOCUMENTATION } };
    return { status: 200, body: { ...this.description.sample('private-user'), login: user } };
  }

  private showRepository(repository: ForgeRepository): ApiAnswer {
    const { defaultBranch, fullName } = repository;
    const body = { ...this.description.sample('full-repository'), default_branch: defaultBranch, full_name: fullName };
    return { status: 200, body: { ...body, name: fullName.split('/')[1], private: repository.private } };
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
    const refusal = await this.refusal(repository, head, wanted.base, wanted.draft ?? false);
    if (refusal) return refusal;
    const pull: ForgePull = {
      repository: repository.fullName,
      number: this.pulls.filter((each) => each.repository === repository.fullName).length + 1,
      head,
      base: wanted.base,
      draft: wanted.draft ?? false,
      title: wanted.title ?? '',
      body: wanted.body ?? null,
      state: 'open',
    };
    this.pulls.push(pull);
    return { status: 201, body: await this.pullBody(pull, repository, 'pull-request') };
  }

  private async refusal(
    repository: ForgeRepository,
    head: string,
    base: string,
    draft: boolean,
  ): Promise<ApiAnswer | null> {
    const owner = repository.fullName.split('/')[0] ?? '';
    if (!(await repository.tip(head))) return refused({ field: 'head', code: 'invalid' });
    if (!(await repository.tip(base))) return refused({ field: 'base', code: 'invalid' });
    const twin = this.pulls.find(
      (pull) => pull.repository === repository.fullName && pull.head === head && pull.base === base,
    );
    if (twin?.state === 'open') {
      return refused({ code: 'custom', message: `A pull request already exists for ${owner}:${head}.` });
    }
    if (!(await repository.hasCommitsBetween(base, head))) {
      return refused({ code: 'custom', message: `No commits between ${base} and ${head}` });
    }
    if (draft && !repository.drafts) {
      return invalid('Draft pull requests are not supported in this repository.');
    }
    return null;
  }

  private async showPull(repository: ForgeRepository, number: number): Promise<ApiAnswer> {
    const pull = this.find(repository, number);
    return pull ? { status: 200, body: await this.pullBody(pull, repository, 'pull-request') } : NOT_FOUND;
  }

  private async updatePull({ body }: ApiRequest, repository: ForgeRepository, number: number): Promise<ApiAnswer> {
    const pull = this.find(repository, number);
    if (!pull) return NOT_FOUND;
    const { title, body: text, state } = body as Partial<Pick<ForgePull, 'title' | 'body' | 'state'>>;
    Object.assign(pull, { title: title ?? pull.title, body: text ?? pull.body, state: state ?? pull.state });
    return { status: 200, body: await this.pullBody(pull, repository, 'pull-request') };
  }

  private find(repository: ForgeRepository, number: number): ForgePull | undefined {
    return this.pulls.find((pull) => pull.repository === repository.fullName && pull.number === number);
  }

  private async pullBody(pull: ForgePull, repository: ForgeRepository, schema: string): Promise<unknown> {
    const sample = this.description.sample(schema);
    const owner = repository.fullName.split('/')[0] ?? '';
    const end = async (name: 'head' | 'base'): Promise<unknown> => {
      const sha = (await repository.tip(pull[name])) ?? '0'.repeat(40);
      return { ...(sample[name] as object), label: `${owner}:${pull[name]}`, ref: pull[name], sha };
    };
    const { number, title, body, state, draft } = pull;
    const url = `${this.webUrl()}/${pull.repository}/pull/${number}`;
    return {
      ...sample,
      number,
      title,
      body,
      state,
      draft,
      html_url: url,
      head: await end('head'),
      base: await end('base'),
    };
  }
}

function refused(error: { field?: string; code: string; message?: string }): ApiAnswer {
  const errors = [{ resource: 'PullRequest', ...error }];
  return { status: 422, body: { message: 'Validation Failed', documentation_url: DOCUMENTATION, errors } };
}

function invalid(problem: string): ApiAnswer {
  return { status: 422, body: { message: problem, documentation_url: DOCUMENTATION } };
}
