import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { ForgeCaller } from './forge-callers.js';
import { send } from './forge-http.js';
import type { ForgeLfs } from './forge-lfs.js';
import type { ForgeRepository } from './forge-repository.js';

/** Stops an answer of git in its middle until it is let go. */
export interface Hold {
  /** Resolves when a git client is waiting. */
  readonly reached: Promise<void>;
  release(): void;
}

interface PendingHold {
  readonly service: 'fetch' | 'push';
  readonly reach: () => void;
  readonly released: Promise<void>;
}

/** Says what GitHub says. */
const WORKFLOW_HOOK = `#!/bin/sh
test "$3" = 0000000000000000000000000000000000000000 && exit 0
test -z "$(git rev-list -1 "$3" --not --all -- .github/workflows)" && exit 0
echo 'refusing to allow a GitHub App to create or update workflow without \`workflows\` permission' >&2
exit 1
`;

/** Smart HTTP as the real program speaks it: every request is handed to `git http-backend`. */
export class ForgeGit {
  private readonly children = new Set<ChildProcess>();
  private readonly holds: PendingHold[] = [];

  constructor(
    private readonly root: string,
    private readonly lfs: ForgeLfs,
  ) {}

  /** Holds the next fetch or push: its first bytes are sent, the rest after the release. */
  hold(service: 'fetch' | 'push'): Hold {
    const [reached, reach] = signalling();
    const [released, release] = signalling();
    this.holds.push({ service, reach, released });
    return { reached, release };
  }

  /** Takes back the holds that nobody has reached. */
  calm(): void {
    this.holds.length = 0;
  }

  /** @param repository undefined: there is none of that name. */
  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    caller: ForgeCaller,
    repository: ForgeRepository | undefined,
  ): Promise<void> {
    const { user } = caller;
    const pushing = `${url.pathname}${url.search}`.includes('git-receive-pack');
    const open = repository !== undefined && !repository.private && !pushing;
    const refused = request.headers.authorization !== undefined && user === null;
    if (refused || (user === null && !open)) {
      // GitHub does not tell strangers whether a repository exists.
      return send(response, 401, { message: 'auth' }, { 'www-authenticate': 'Basic realm="GitHub"' });
    }
    if (!repository || caller.isStranger) return send(response, 404, { message: 'Not Found' });
    if (this.lfs.isApi(url)) return this.lfs.answer(request, response, url, repository.fullName, user);
    await this.answer(request, response, url, caller);
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    caller: ForgeCaller,
  ): Promise<void> {
    const child = spawn('git', ['http-backend'], {
      env: { ...this.environment(request, url, caller.user), ...(await this.guards(caller)) },
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    });
    this.children.add(child);
    response.once('close', () => end(child));
    child.stdin.on('error', () => undefined);
    request.pipe(child.stdin);
    const hold = this.takeHold(url.pathname);
    const closed = once(child, 'close');
    let head: Buffer | null = Buffer.alloc(0);
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      if (head === null) {
        response.write(chunk);
        continue;
      }
      head = Buffer.concat([head, chunk]);
      const headEnd = head.indexOf('\r\n\r\n');
      if (headEnd < 0) continue;
      writeHead(response, head.subarray(0, headEnd).toString());
      const body = head.subarray(headEnd + 4);
      response.write(hold ? body.subarray(0, 1) : body);
      hold?.reach();
      await hold?.released;
      if (hold) response.write(body.subarray(1));
      head = null;
    }
    await closed;
    this.children.delete(child);
    response.end();
  }

  /** What keeps those from pushing workflows who may not; instead of the hooks of the repository. */
  private async guards({ user, mayPushWorkflows }: ForgeCaller): Promise<Record<string, string>> {
    if (user === null || mayPushWorkflows) return {};
    const hooks = join(this.root, '.workflow-hooks');
    await mkdir(hooks, { recursive: true });
    await writeFile(join(hooks, 'update'), WORKFLOW_HOOK, { mode: 0o755 });
    return { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.hooksPath', GIT_CONFIG_VALUE_0: hooks };
  }

  async close(): Promise<void> {
    const left = [...this.children].filter((child) => child.exitCode === null && child.signalCode === null);
    const closed = left.map((child) => once(child, 'close'));
    for (const child of left) end(child);
    await Promise.all(closed);
  }

  private takeHold(path: string): PendingHold | undefined {
    const service = path.endsWith('/git-receive-pack') ? 'push' : path.endsWith('/git-upload-pack') ? 'fetch' : null;
    const index = this.holds.findIndex((hold) => hold.service === service);
    return index < 0 ? undefined : this.holds.splice(index, 1)[0];
  }

  private environment(request: IncomingMessage, url: URL, user: string | null): Record<string, string> {
    const header = (name: string): string => String(request.headers[name] ?? '');
    return {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: '/nonexistent',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_PROJECT_ROOT: this.root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: header('content-type'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      GIT_PROTOCOL: header('git-protocol'),
      ...(user === null ? {} : { REMOTE_USER: user }),
      ...(request.headers['content-length'] ? { CONTENT_LENGTH: header('content-length') } : {}),
    };
  }
}

function writeHead(response: ServerResponse, text: string): void {
  const headers = text.split('\r\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200';
  response.writeHead(Number(status.slice(0, 3)), Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
}

function end(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

function signalling(): [Promise<void>, () => void] {
  const controller = new AbortController();
  const promise = new Promise<void>((resolve) => controller.signal.addEventListener('abort', () => resolve()));
  return [promise, () => controller.abort()];
}
