import { Injectable } from '@nestjs/common';
import { ClaudeProbe } from '../../claude/cli/claude.probe.js';
import { type CredentialSight, lookAtCredentials } from '../../github/credentials/credential-sights.js';
import { GithubCredentials } from '../../github/credentials/github-credentials.js';
import { GitLimits } from '../../platform/config/git-limits.js';
import { HostEnvironment } from '../../platform/config/host-environment.js';
import { StartFindings } from '../../platform/config/start/start-findings.js';
import { examineStore } from '../../platform/store/examination/examine-store.js';
import type { StoreSight } from '../../platform/store/examination/store-sight.js';
import { StoreProbe } from '../../platform/store/store-probe.js';
import { Sandbox } from '../../sandbox/sandbox.js';
import { type Finding, ok } from './finding.js';
import { type ClaudeSight, type SandboxSight, Surroundings } from './surroundings.js';

const NOT_THERE = new Set(['not_installed', 'not_runnable']);

/** The server that runs, from within. */
@Injectable()
export class ServerSurroundings extends Surroundings {
  override readonly isServer = true;

  constructor(
    override readonly found: StartFindings,
    override readonly host: HostEnvironment,
    private readonly running: Sandbox,
    private readonly probe: ClaudeProbe,
    private readonly githubCredentials: GithubCredentials,
    private readonly storeProbe: StoreProbe,
    private readonly gitLimits: GitLimits,
  ) {
    super();
  }

  override async sandbox(): Promise<SandboxSight> {
    const { driver, network, inForce } = this.running;
    return { driver, network, limits: inForce, problem: null };
  }

  override async claude(): Promise<ClaudeSight> {
    const { authenticated, version, reason } = await this.probe.status();
    const problems = await this.probe.problems();
    const isMissing = reason !== null && NOT_THERE.has(reason);
    const [problem = null, ...others] = isMissing ? problems : [null, ...problems];
    const loginProblem = others[0] ?? (isMissing || authenticated !== false ? null : REFUSED);
    return { version, problem, accepted: isMissing ? null : authenticated, loginProblem };
  }

  /** The start has applied its migrations, and an embedded database answers to this process alone. */
  override async store(): Promise<StoreSight> {
    const sight = await examineStore(this.env);
    if (sight.mode !== 'embedded') return sight;
    const { reachable } = await this.storeProbe.describe();
    return reachable ? sight : { ...sight, problems: ['The embedded database does not answer: the log says why'] };
  }

  override credentials(): Promise<readonly CredentialSight[]> {
    return lookAtCredentials(this.env, this.gitLimits, this.githubCredentials);
  }

  override async listening(): Promise<Finding> {
    return ok(`This server listens on ${this.env.HOST}, port ${this.env.PORT}`);
  }
}

const REFUSED =
  'The latest run of Claude was refused: the credential is not valid any more, or its account has no credit';
