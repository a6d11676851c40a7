import { Injectable } from '@nestjs/common';
import { Env } from '../platform/config/env.js';
import { GitLimits } from '../platform/config/git-limits.js';
import { type CredentialWay, GithubCredentials } from './credentials/github-credentials.js';
import {
  type CredentialSight,
  type GithubReason,
  lookAtCredentials,
  sentenceOf,
} from './credentials/credential-sights.js';

const CACHE_MS = 60_000;

export interface GithubStatus {
  /** true: GitHub accepts every credential. null: not known yet. */
  readonly authenticated: boolean | null;
  /** Why it is not authenticated; null when it is, or is not known yet. */
  readonly reason: GithubReason | null;
}

/** The status, and the credential that it is about, as sentences name it. */
type Finding = Pick<CredentialSight, 'authenticated' | 'reason' | 'credential'>;

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
    return sentenceOf(await this.find(), new URL(this.env.GITHUB_API_URL).host);
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
    const findings = await lookAtCredentials(this.env, this.limits, this.credentials);
    const finding = findings.find(({ reason }) => reason !== null) ?? findings[0] ?? NO_TOKEN;
    this.found = { authenticated: finding.authenticated, reason: finding.reason };
    return finding;
  }
}

const NO_TOKEN: Finding = { credential: 'GITHUB_TOKEN', authenticated: false, reason: 'no_token' };
