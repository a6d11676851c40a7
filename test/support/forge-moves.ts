import type { ServerResponse } from 'node:http';
import { send } from './forge-http.js';
import type { ForgeRepository } from './forge-repository.js';

interface Location {
  readonly status: 301 | 307;
  /** With the query. */
  readonly path: string;
}

/** Former names of repositories: as at GitHub, the API answers with the address by id, git with that by the new name. */
export class ForgeMoves {
  private readonly former = new Map<string, ForgeRepository>();

  constructor(private readonly repositories: Map<string, ForgeRepository>) {}

  /** @param root of all repositories. */
  async rename(root: string, from: string, to: string): Promise<void> {
    const repository = this.repositories.get(from);
    if (!repository) throw new Error(`the forge has no repository ${from}`);
    await repository.rename(root, to);
    this.repositories.delete(from);
    this.repositories.set(to, repository);
    this.former.set(from, repository);
  }

  /** Answers a request under a former name; false: the name is none. */
  redirect(method: string, url: URL, apiPrefix: string, response: ServerResponse): boolean {
    const moved = this.locationOf(method, url, apiPrefix);
    if (moved === null) return false;
    const location = new URL(moved.path, url).href;
    send(response, moved.status, { message: 'Moved Permanently', url: location }, { location });
    return true;
  }

  private locationOf(method: string, { pathname, search }: URL, apiPrefix: string): Location | null {
    const isApi = pathname.startsWith(`${apiPrefix}/`);
    const pattern = isApi ? /^\/repos\/([^/]+\/[^/]+)(.*)$/ : /^\/([^/]+\/[^/]+)\.git(\/.*)$/;
    const [, name = '', rest = ''] = pattern.exec(isApi ? pathname.slice(apiPrefix.length) : pathname) ?? [];
    const repository = this.repositories.has(name) ? undefined : this.former.get(name);
    if (!repository) return null;
    const path = isApi ? `${apiPrefix}/repositories/${repository.id}` : `/${repository.fullName}.git`;
    return { status: method === 'GET' ? 301 : 307, path: `${path}${rest}${search}` };
  }

  /** The address by the name, for one by the id. */
  byName(url: URL, apiPrefix: string): URL {
    const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(url.pathname.slice(apiPrefix.length)) ?? [];
    const repository = [...this.repositories.values()].find((each) => String(each.id) === id);
    return repository ? new URL(`${apiPrefix}/repos/${repository.fullName}${rest}${url.search}`, url) : url;
  }
}
