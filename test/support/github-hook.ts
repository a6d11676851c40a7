import { createHmac, randomUUID } from 'node:crypto';
import type { ApiAnswer } from './api-client.js';
import type { ForgePull } from './forge-pull.js';
import type { RunningServer } from './server.js';

export const HOOK_SECRET = 'a-secret-of-the-webhook-at-github';
export const OTHER_HOOK_SECRET = 'its-successor-while-it-is-replaced';

/** What may be said otherwise of a delivery. */
export interface DeliveryOptions {
  readonly id?: string;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent instead of what was signed. */
  readonly sends?: string;
}

/** Who says something at GitHub. */
export interface Author {
  readonly login: string;
  readonly type?: 'User' | 'Bot';
}

export type HookAnswer = ApiAnswer<{ readonly outcome?: string; readonly error?: string; readonly code?: string }>;

/** The webhook at GitHub: sends signed deliveries to a server, as GitHub would. */
export class GithubHook {
  private nextId = 1_000;

  constructor(
    private readonly server: () => RunningServer,
    private readonly fullName: string,
    /** As the forge has it. */
    private readonly repositoryId: number,
  ) {}

  async deliver(event: string, payload: object, options: DeliveryOptions = {}): Promise<HookAnswer> {
    const body = JSON.stringify(payload);
    const { url, described } = this.server().api;
    const path = '/github/webhook';
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      body: options.sends ?? body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-github-delivery': options.id ?? randomUUID(),
        'x-hub-signature-256': signatureOf(body, options.secret ?? HOOK_SECRET),
        ...options.headers,
      },
    });
    const text = await response.text();
    described.check({ method: 'POST', path, status: response.status, headers: response.headers, text });
    return { status: response.status, headers: response.headers, body: JSON.parse(text) as HookAnswer['body'] };
  }

  /** @param changes such as another full name, after the repository was renamed. */
  repository(changes: object = {}): object {
    return { id: this.repositoryId, full_name: this.fullName, ...changes };
  }

  pullRequest(action: string, pull: ForgePull, changes: object = {}): object {
    const { number, state, draft, merged, changedAt } = pull;
    const shown = {
      number,
      state,
      draft,
      merged: merged !== null,
      merged_at: merged?.at ?? null,
      updated_at: changedAt,
    };
    return {
      action,
      pull_request: { ...shown, ...changes },
      repository: this.repository(),
      sender: userOf({ login: 'alice' }),
    };
  }

  review(
    number: number,
    author: Author,
    body: string | null,
    changes: object = {},
  ): { readonly review: { readonly id: number } } {
    const id = this.nextId++;
    const review = {
      id,
      state: 'changes_requested',
      body,
      user: userOf(author),
      // What it says of its author is no permission.
      author_association: 'MEMBER',
      html_url: `https://github.test/${this.fullName}/pull/${number}#pullrequestreview-${id}`,
      ...changes,
    };
    const about = { pull_request: { number }, repository: this.repository() };
    return { ...about, action: 'submitted', sender: userOf(author), review } as {
      readonly review: { readonly id: number };
    };
  }

  comment(number: number, author: Author, body: string, changes: object = {}): object {
    const id = this.nextId++;
    return {
      action: 'created',
      repository: this.repository(),
      sender: userOf(author),
      issue: { number, pull_request: { url: `https://github.test/${this.fullName}/pull/${number}` } },
      comment: {
        id,
        body,
        user: userOf(author),
        author_association: 'OWNER',
        performed_via_github_app: null,
        html_url: `https://github.test/${this.fullName}/pull/${number}#issuecomment-${id}`,
        ...changes,
      },
    };
  }

  /** Without the number of the pull request, as where a fork is involved. */
  checkSuite(headSha: string, conclusion: string): object {
    const suite = { head_sha: headSha, head_branch: null, status: 'completed', conclusion, pull_requests: [] };
    return {
      action: 'completed',
      check_suite: suite,
      repository: this.repository(),
      sender: userOf({ login: 'octocat' }),
    };
  }
}

export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function userOf({ login, type = 'User' }: Author): object {
  return { login, type };
}
