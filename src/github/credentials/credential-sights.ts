import { RequestError } from '@octokit/request-error';
import type { Env } from '../../platform/config/env.js';
import type { GitLimits } from '../../platform/config/git-limits.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { aheadOf } from '../../platform/requests/ahead-of.js';
import { githubClient } from '../github-client.js';
import type { GithubApp } from './github-app.js';

const TIMEOUT_MS = 3_000;
/** How exact dates in HTTP are. */
const TO_THE_SECOND_MS = 1_000;

export type GithubReason = 'no_token' | 'token_refused' | 'app_refused' | 'not_github' | 'unreachable';

/** What GitHub tells of a credential. */
export interface CredentialSight {
  /** As sentences name it. */
  readonly credential: string;
  readonly authenticated: boolean;
  /** Why it is not authenticated; null when it is. */
  readonly reason: GithubReason | null;
  /** Of a classic token; null: GitHub does not tell, as of fine-grained ones. */
  readonly scopes: readonly string[] | null;
  /** Of an App; null: it is none. */
  readonly permissions: Readonly<Record<string, string>> | null;
  /** When the token ends; null: never, or GitHub does not tell. */
  readonly endsAt: Date | null;
  /** How far GitHub's clock is ahead of this machine's, in milliseconds; null: GitHub does not tell. */
  readonly aheadMs: number | null;
}

/** The credentials to look at. */
export interface ConfiguredCredentials {
  readonly app: GithubApp | null;
  /** By owners in lower case. */
  readonly ownerTokens: ReadonlyMap<string, string>;
}

interface Asking {
  readonly retries: number;
  readonly signal: AbortSignal;
}

/** What a request for an identity was answered with. */
interface Told {
  /** GitHub's name for it; anything else is none of GitHub's answers. */
  readonly name: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly headers: Headers;
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** Asks GitHub about every credential, those of the App first, within three seconds. Never rejects. */
export function lookAtCredentials(
  env: Env,
  limits: GitLimits,
  { app, ownerTokens }: ConfiguredCredentials,
): Promise<CredentialSight[]> {
  const askAs = (credential: string, token: string): Promise<CredentialSight> =>
    lookWith(credential, 'token_refused', async (request) => {
      const { data, headers } = await githubClient(env, limits, { auth: token }).rest.users.getAuthenticated({
        request,
      });
      return { name: data?.login, headers };
    });
  return Promise.all([
    ...(app ? [lookWith('the GitHub App', 'app_refused', (request) => app.look(request))] : []),
    ...(env.GITHUB_TOKEN === null ? [] : [askAs('GITHUB_TOKEN', env.GITHUB_TOKEN)]),
    ...[...ownerTokens].map(([owner, token]) => askAs(`the token of ${owner} in GITHUB_TOKENS`, token)),
  ]);
}

async function lookWith(
  credential: string,
  refused: 'token_refused' | 'app_refused',
  ask: (request: Asking) => Promise<Told>,
): Promise<CredentialSight> {
  const asked = Date.now();
  try {
    const { name, permissions = null, headers } = await ask({ retries: 0, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const reason = typeof name === 'string' ? null : 'not_github';
    return { ...sightOf(credential, reason, { headers, asked }), permissions };
  } catch (error) {
    const reason = error instanceof JobFailure ? 'not_github' : reasonOf(error, refused);
    const headers = error instanceof RequestError ? (error.response?.headers ?? {}) : {};
    return sightOf(credential, reason, { headers, asked });
  }
}

function sightOf(
  credential: string,
  reason: GithubReason | null,
  { headers, asked }: { readonly headers: Headers; readonly asked: number },
): CredentialSight {
  const date = dateOf(headers['date']);
  const scopes = headers['x-oauth-scopes'];
  return {
    credential,
    authenticated: reason === null,
    reason,
    scopes: scopes === undefined ? null : String(scopes).split(/,\s*/).filter(Boolean),
    permissions: null,
    endsAt: dateOf(headers['github-authentication-token-expiration']),
    aheadMs: date === null ? null : aheadOf(date, asked, Date.now(), TO_THE_SECOND_MS),
  };
}

function dateOf(text: string | number | undefined): Date | null {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? null : date;
}

/** A token of a GitHub App has no user: it gets 403, whereas a wrong token gets 401. An App that is not known gets 404. */
function reasonOf(error: unknown, refused: 'token_refused' | 'app_refused'): GithubReason | null {
  if (!(error instanceof RequestError) || !error.response || error.status >= 500) return 'unreachable';
  const { message } = (error.response.data ?? {}) as { readonly message?: unknown };
  if (typeof message !== 'string') return 'not_github';
  if (error.status === 404) return isNoApp(message) ? 'app_refused' : 'not_github';
  return error.status === 401 ? refused : null;
}

/** GitHub's words for an App that it does not know. */
function isNoApp(message: string): boolean {
  return /\bintegration not found/i.test(message);
}

/** What the operator must change, in a sentence; null: nothing. @param host of GITHUB_API_URL. */
export function sentenceOf(
  { reason, credential }: Pick<CredentialSight, 'reason' | 'credential'>,
  host: string,
): string | null {
  const where = `GITHUB_API_URL (${host})`;
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
