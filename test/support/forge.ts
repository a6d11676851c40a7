import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ForgeApi } from './forge-api.js';
import type { ForgeChecks } from './forge-checks.js';
import type { ForgeDiscussion } from './forge-discussion.js';
import type { ForgePull } from './forge-pull.js';
import type { ForgeRequest } from './forge-request.js';
import { ForgeApp } from './forge-apps.js';
import { type ForgeCaller, ForgeCallers } from './forge-callers.js';
import { isProof, read, send } from './forge-http.js';
import { repositoryIn } from './forge-route.js';
import { ForgeFaults } from './forge-faults.js';
import { ForgeGit, type Hold } from './forge-git.js';
import { ForgeMoves } from './forge-moves.js';
import { ForgeLfs } from './forge-lfs.js';
import { ForgeGraphql } from './forge-graphql.js';
import type { ForgePeople } from './forge-people.js';
import type { ForgeReview } from './forge-reviews.js';
import { ForgeRepository, type ForgeCommit, type RepositoryOptions } from './forge-repository.js';

const API_PREFIX = '/api/v3';
const GRAPHQL_PATH = '/api/graphql';

/**
 * A forge on loopback that behaves as GitHub does, as far as this project uses it: smart HTTP git with a token, and the
 * part of the REST API in forge-api.ts. Needs no test runner.
 */
export class Forge {
  readonly requests: ForgeRequest[] = [];
  private readonly repositories = new Map<string, ForgeRepository>();
  private readonly api = new ForgeApi(this.repositories, () => this.serverUrl);
  /** Labels, and who was asked for reviews. */
  readonly people: ForgePeople = this.api.people;
  /** Permissions, comments, and what reviews say of lines. */
  readonly discussion: ForgeDiscussion = this.api.discussion;
  readonly checks: ForgeChecks = this.api.checks;
  readonly reviews: readonly ForgeReview[] = this.api.reviews.all;
  readonly pulls: readonly ForgePull[] = this.api.pulls;
  private readonly graphql = new ForgeGraphql(this.api.pulls, ({ repository }) => this.repository(repository).drafts);
  private readonly git: ForgeGit;
  /** Its Git LFS. */
  readonly lfs = new ForgeLfs(() => this.serverUrl);
  /** Which tokens it takes. */
  readonly callers: ForgeCallers;
  private readonly faults = new ForgeFaults();
  private readonly moves = new ForgeMoves(this.repositories);
  private server: Server | null = null;
  private port = 0;

  private constructor(
    private readonly root: string,
    readonly token: string,
  ) {
    this.git = new ForgeGit(root, this.lfs);
    this.callers = new ForgeCallers(token);
  }

  static async start(token = 'ghp_localForgeToken0123456789abcdefABCDEF'): Promise<Forge> {
    const forge = new Forge(await mkdtemp(join(tmpdir(), 'forge-')), token);
    await forge.comeBack();
    return forge;
  }

  /** For GITHUB_SERVER_URL. */
  get serverUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** For GITHUB_API_URL. */
  get apiUrl(): string {
    return `${this.serverUrl}${API_PREFIX}`;
  }

  get repositoryNames(): string[] {
    return [...this.repositories.keys()];
  }

  /** A GitHub App, the only one. */
  addApp(slug: string): ForgeApp {
    const app = new ForgeApp(slug, this.api.description, this.repositories, () => this.serverUrl);
    this.callers.app = app;
    this.api.app = app;
    return app;
  }

  async addRepository(fullName: string, options: RepositoryOptions = {}): Promise<ForgeRepository> {
    const repository = await ForgeRepository.create(this.root, fullName, options);
    this.repositories.set(fullName, repository);
    return repository;
  }

  /** Gives a repository another name or owner. The old name leads to it until another repository gets it. */
  async renameRepository(from: string, to: string): Promise<void> {
    await this.moves.rename(this.root, from, to);
    for (const pull of this.pulls.filter((each) => each.repository === from)) Object.assign(pull, { repository: to });
  }

  repository(fullName: string): ForgeRepository {
    const found = this.repositories.get(fullName);
    if (!found) throw new Error(`the forge has no repository ${fullName}`);
    return found;
  }

  commits(fullName: string, branch: string): Promise<ForgeCommit[]> {
    return this.repository(fullName).commits(branch);
  }

  file(fullName: string, branch: string, path: string): Promise<string | null> {
    return this.repository(fullName).file(branch, path);
  }

  /** A pull request as a person would open it, with the ref that GitHub gives its head. Returns its number. */
  async openPull(fullName: string, head: string, title = head): Promise<number> {
    const { number } = this.api.openPull(this.repository(fullName), head, title);
    await this.repository(fullName).git('update-ref', `refs/pull/${number}/head`, `refs/heads/${head}`);
    return number;
  }

  /** A pull request as a person would merge it; its branch stays. */
  async mergePull(fullName: string, number: number, how: 'merge' | 'squash'): Promise<void> {
    const pull = this.pulls.find((each) => each.repository === fullName && each.number === number);
    if (!pull) throw new Error(`${fullName} has no pull request ${number}`);
    const headSha = (await this.repository(fullName).tip(pull.head)) ?? '';
    await this.repository(fullName).merge(pull.base, pull.head, how);
    const at = new Date().toISOString();
    Object.assign(pull, { state: 'closed', merged: { at, headSha }, changedAt: at });
  }

  /** A pull request as a person would change it. */
  editPull(number: number, changes: Partial<Pick<ForgePull, 'title' | 'body' | 'state' | 'draft'>>): void {
    const changed = { ...changes, changedAt: new Date().toISOString() };
    Object.assign(this.pulls.find((pull) => pull.number === number) ?? {}, changed);
  }

  /** The next `times` requests whose `METHOD /path` matches are answered with `status`. */
  fail(
    pattern: RegExp,
    status: number,
    times: number,
    { body = { message: 'made to fail' }, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): void {
    this.faults.add({ pattern, status, body, headers, left: times });
  }

  /** The next matching request is carried out, but answered with 502, as by a proxy that gave up waiting. */
  loseAnswer(pattern: RegExp): void {
    this.faults.loseAnswer(pattern);
  }

  /** Takes back every fault that has met nobody yet. */
  calm(): void {
    this.faults.calm();
    this.git.calm();
  }

  /** Stops the answer to the next fetch or push in its middle. */
  hold(service: 'fetch' | 'push'): Hold {
    return this.git.hold(service);
  }

  /** Closes the port. */
  async goDown(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
    await this.git.close();
  }

  /** Opens the port again, the same as before. */
  async comeBack(): Promise<void> {
    const server = createServer((request, response) => void this.serve(request, response));
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Leaves no process, port or folder. @throws Error when the API has answered what GitHub's description forbids. */
  async close(): Promise<void> {
    await this.goDown();
    await rm(this.root, { recursive: true, force: true });
    if (this.api.violations.length > 0) throw new Error(`forge: ${this.api.violations.join('\n')}`);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = new URL(request.url ?? '/', this.serverUrl);
    const url = this.moves.byName(asked, API_PREFIX);
    const caller = this.callers.of(request, repositoryIn(url.pathname, API_PREFIX));
    const method = request.method ?? 'GET';
    const authenticated = caller.user !== null;
    const record: ForgeRequest = { method, path: asked.pathname + asked.search, authenticated, status: 0 };
    this.requests.push(record);
    response.once('close', () => (record.status = response.statusCode));
    try {
      if (await this.faults.serve(`${method} ${record.path}`, request, response)) return;
      const isKnown = authenticated || isProof(request);
      if (isKnown && this.moves.redirect(method, url, API_PREFIX, response)) return;
      if (url.pathname === GRAPHQL_PATH) {
        const { status, body } = await this.graphql.answer(JSON.parse(await read(request)), caller.user);
        send(response, status, body);
      } else if (this.checks.logAt(url.pathname) !== null) send(response, 200, this.checks.logAt(url.pathname));
      else if (url.pathname.startsWith(`${API_PREFIX}/`)) await this.serveApi(request, response, url, caller);
      else if (this.lfs.isStore(url.pathname)) await this.lfs.store(request, response, url.pathname);
      else {
        const repository = this.repositories.get(repositoryIn(url.pathname, API_PREFIX));
        await this.git.serve(request, response, url, caller, repository);
      }
    } catch (error) {
      if (!response.headersSent) send(response, 500, { message: String(error) });
      else response.destroy();
    }
  }

  private async serveApi(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    { user, isRefused, isStranger }: ForgeCaller,
  ): Promise<void> {
    const text = await read(request);
    if (isRefused) return send(response, 401, { message: 'Bad credentials' });
    if (isStranger) return send(response, 404, { message: 'Not Found' });
    const answer = await this.api.answer({
      method: request.method ?? 'GET',
      path: url.pathname.slice(API_PREFIX.length),
      query: url.searchParams,
      accept: request.headers.accept ?? '',
      body: text === '' ? undefined : JSON.parse(text),
      user,
      authorization: request.headers.authorization ?? '',
      knownTag: request.headers['if-none-match'] ?? '',
    });
    const isLost = this.faults.losesAnswer(`${request.method ?? ''} ${url.pathname}`);
    if (isLost) send(response, 502, { message: 'Server Error' });
    else send(response, answer.status, answer.body, answer.headers);
  }
}
