import { Injectable } from '@nestjs/common';
import { RequestError } from '@octokit/request-error';
import { Env } from '../platform/config/env.js';
import { JobFailure } from '../platform/errors/job-failure.js';
import { GitLimits } from '../platform/config/git-limits.js';
import { type CredentialWay, GithubCredentials } from './credentials/github-credentials.js';
import { githubClient } from './github-client.js';

const CACHE_MS = 60_000;
const TIMEOUT_MS = 3_000;

export interface GithubStatus {
  /** true: GitHub accepts every credential. null: not known yet. */
  readonly authenticated: boolean | null;
  /** Why it is not authenticated; null when it is, or is not known yet. */
  readonly reason: GithubReason | null;
}

export type GithubReason = 'no_token' | 'token_refused' | 'app_refused' | 'not_github' | 'unreachable';

/** The status, and the credential that it is about, as sentences name it. */
interface Finding extends GithubStatus {
  readonly credential: string;
}

/** Whether GitHub accepts the credentials. Asks at most once a minute, answers within three seconds, never throws. */
@Injectable()
export class GithubProbe {
  private last: { readonly finding: Promise<Finding>; readonly askedAt: number } | null = null;
  private found: GithubStatus = { authenticated: null, reason: null };

  constructor(
    private readonly env: Env,
    private readonly limits: GitLimits,
    private readonly credentials: GithubCredentials,
  ) {}

  /** What was found last, without waiting. */
  get known(): GithubStatus {
    return this.found;
  }

  /** Which credentials are configured, in the order in which one is looked for. */
  get ways(): readonly CredentialWay[] {
    return this.credentials.ways;
  }

  async probe(): Promise<GithubStatus> {
    const { authenticated, reason } = await this.find();
    return { authenticated, reason };
  }

  /** What the operator must change, in a sentence; null: nothing is known. Never rejects. */
  async problem(): Promise<string | null> {
    const { reason, credential } = await this.find();
    const where = `GITHUB_API_URL (${new URL(this.env.GITHUB_API_URL).host})`;
    const sentences: Readonly<Record<GithubReason, string>> = {
      no_token: 'GITHUB_TOKEN is not set: only public repositories can be read, and nothing can be pushed',
      token_refused: `GitHub refuses ${credential} at ${where}: it is wrong, has expired or was revoked`,
      app_refused: `GitHub refuses the GitHub App at ${where}: GITHUB_APP_ID or GITHUB_APP_PRIVATE_KEY is wrong, or the key was deleted`,
      not_github:
        `${where} leads to something other than the REST API of GitHub: ` +
        'set it to https://api.github.com, or to https://HOST/api/v3 for GitHub Enterprise',
      unreachable: `GitHub cannot be reached at ${where}: no work can be published`,
    };
    return reason === null ? null : sentences[reason];
  }

  /** Which credentials are in use, in a sentence without any of them; null: none. Never rejects. */
  async use(): Promise<string | null> {
    await this.find();
    const { app, ownerTokens } = this.credentials;
    const owners = `${ownerTokens.size} owner${ownerTokens.size === 1 ? '' : 's'}`;
    const named: Readonly<Record<CredentialWay, string>> = {
      owner_tokens: `the tokens of ${owners} in GITHUB_TOKENS`,
      github_app: `the installations of the ${app?.name ?? 'GitHub App'}${app?.identity ? ` (${app.identity.url})` : ''}`,
      token: 'GITHUB_TOKEN',
    };
    return this.ways.length === 0 ? null : `GitHub is used with ${this.ways.map((way) => named[way]).join(', else ')}`;
  }

  private find(): Promise<Finding> {
    if (!this.last || performance.now() - this.last.askedAt > CACHE_MS) {
      this.last = { finding: this.ask(), askedAt: performance.now() };
    }
    return this.last.finding;
  }

  private async ask(): Promise<Finding> {
    const findings = await Promise.all(this.questions());
    const finding = findings.find(({ reason }) => reason !== null) ?? findings[0] ?? NO_TOKEN;
    this.found = { authenticated: finding.authenticated, reason: finding.reason };
    return finding;
  }

  private questions(): Promise<Finding>[] {
    const { app, ownerTokens } = this.credentials;
    const { GITHUB_TOKEN } = this.env;
    return [
      ...(app ? [askWith('the GitHub App', 'app_refused', async (request) => (await app.identify(request)).slug)] : []),
      ...(GITHUB_TOKEN === null ? [] : [this.askAs('GITHUB_TOKEN', GITHUB_TOKEN)]),
      ...[...ownerTokens].map(([owner, token]) => this.askAs(`the token of ${owner} in GITHUB_TOKENS`, token)),
    ];
  }

  private askAs(credential: string, token: string): Promise<Finding> {
    const { users } = githubClient(this.env, this.limits, { auth: token }).rest;
    return askWith(credential, 'token_refused', async (request) => {
      const { data } = await users.getAuthenticated({ request });
      return data?.login;
    });
  }
}

const NO_TOKEN: Finding = { credential: 'GITHUB_TOKEN', authenticated: false, reason: 'no_token' };

/** @param ask answers a name of GitHub's; anything else is none of GitHub's answers. */
async function askWith(
  credential: string,
  refused: 'token_refused' | 'app_refused',
  ask: (request: { readonly retries: number; readonly signal: AbortSignal }) => Promise<unknown>,
): Promise<Finding> {
  try {
    const name = await ask({ retries: 0, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { credential, ...(typeof name === 'string' ? ACCEPTED : not('not_github')) };
  } catch (error) {
    return { credential, ...(error instanceof JobFailure ? not('not_github') : statusOf(error, refused)) };
  }
}

const ACCEPTED: GithubStatus = { authenticated: true, reason: null };

function not(reason: GithubReason): GithubStatus {
  return { authenticated: false, reason };
}

/** A token of a GitHub App has no user: it gets 403, whereas a wrong token gets 401. An App that is not known gets 404. */
function statusOf(error: unknown, refused: 'token_refused' | 'app_refused'): GithubStatus {
  if (!(error instanceof RequestError) || !error.response || error.status >= 500) return not('unreachable');
  const { message } = (error.response.data ?? {}) as { readonly message?: unknown };
  if (typeof message !== 'string') return not('not_github');
  if (error.status === 404) return not(isNoApp(message) ? 'app_refused' : 'not_github');
  return error.status === 401 ? not(refused) : ACCEPTED;
}

/** GitHub's words for an App that it does not know. */
function isNoApp(message: string): boolean {
  return /\bintegration not found/i.test(message);
}
