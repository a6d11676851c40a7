import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClaudeBinary } from '../../claude/cli/claude-binary.js';
import { ClaudeEnvironment } from '../../claude/cli/claude-environment.js';
import { ClaudeVersion } from '../../claude/cli/claude-version.js';
import { ModelGateway } from '../../claude/model-access/model-gateway.js';
import { ModelProbe } from '../../claude/model-access/model-probe.js';
import { type CredentialSight, lookAtCredentials } from '../../github/credentials/credential-sights.js';
import { GithubApp } from '../../github/credentials/github-app.js';
import { CommitAuthor } from '../../platform/config/commit-author.js';
import { Env } from '../../platform/config/env.js';
import { ownerTokensOf } from '../../platform/config/forms/owner-tokens.js';
import { GitLimits } from '../../platform/config/git-limits.js';
import { HostEnvironment } from '../../platform/config/host-environment.js';
import { ModelEnvironment } from '../../platform/config/model-environment.js';
import type { StartFindings } from '../../platform/config/start/start-findings.js';
import { examineStore } from '../../platform/store/examination/examine-store.js';
import type { StoreSight } from '../../platform/store/examination/store-sight.js';
import { assertNothingExposed, chooseSandbox } from '../../sandbox/choice/sandbox-choice.js';
import type { JobDirectories } from '../../sandbox/directories/job-directories.js';
import { removeDirectory } from '../../sandbox/directories/remove-directory.js';
import { JobEnvironment } from '../../sandbox/job-environment.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { assertListenable } from '../listening.js';
import { fail, type Finding, ok } from './finding.js';
import { livenessAt } from './liveness.js';
import { type ClaudeSight, type SandboxSight, Surroundings } from './surroundings.js';

interface TriedSandbox extends SandboxSight {
  readonly parts: { readonly sandbox: Sandbox; readonly directories: JobDirectories } | null;
}

/** A machine on which no server needs to run. What it tries, it tries in a folder of its own. */
export class OutsideSurroundings extends Surroundings {
  override readonly isServer = false;
  override readonly host: HostEnvironment;
  private tried: Promise<TriedSandbox> | null = null;
  private asked: Promise<readonly CredentialSight[]> | null = null;
  private seen: Promise<StoreSight> | null = null;
  private shown: Promise<ClaudeSight> | null = null;

  private constructor(
    override readonly found: StartFindings,
    private readonly folder: string,
  ) {
    super();
    this.host = HostEnvironment.from(found.variables);
  }

  /** To be closed. */
  static async open(found: StartFindings): Promise<OutsideSurroundings> {
    return new OutsideSurroundings(found, await mkdtemp(join(tmpdir(), 'cco-doctor-')));
  }

  async close(): Promise<void> {
    await removeDirectory(this.folder).catch(() => undefined);
  }

  override sandbox(): Promise<SandboxSight> {
    return this.trySandbox();
  }

  override claude(): Promise<ClaudeSight> {
    this.shown ??= this.lookAtClaude();
    return this.shown;
  }

  override store(): Promise<StoreSight> {
    this.seen ??= examineStore(this.env);
    return this.seen;
  }

  override credentials(): Promise<readonly CredentialSight[]> {
    const limits = new GitLimits();
    const configured = { app: GithubApp.from(this.env, limits), ownerTokens: ownerTokensOf(this.env.GITHUB_TOKENS) };
    this.asked ??= lookAtCredentials(this.env, limits, configured);
    return this.asked;
  }

  /** A server that runs already has the port for itself. */
  override async listening(): Promise<Finding> {
    const { HOST, PORT } = this.env;
    try {
      await assertListenable(this.env);
      return ok(`The port ${PORT} of ${HOST} is free`);
    } catch (error) {
      const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
      const isOurs = (await livenessAt(`http://${host.includes(':') ? `[${host}]` : host}:${PORT}`)) === 'alive';
      if (isOurs) return ok(`A server of this kind listens on ${HOST}, port ${PORT}`);
      return fail(error instanceof Error ? error.message.replace('Invalid environment: ', '') : String(error));
    }
  }

  /** With directories that are nobody's. */
  private scratch(changes: Partial<Env>): Env {
    const [DATA_DIR, REPOS_DIR, WORKTREES_DIR] = ['data', 'repos', 'worktrees'].map((name) => join(this.folder, name));
    return Object.assign(new Env(), this.env, { DATA_DIR, REPOS_DIR, WORKTREES_DIR }, changes);
  }

  private trySandbox(): Promise<TriedSandbox> {
    this.tried ??= this.choose();
    return this.tried;
  }

  /** With SANDBOX=auto the reason why the strongest does not work is worth more than the name of the next one. */
  private async choose(): Promise<TriedSandbox> {
    const { SANDBOX } = this.env;
    const first = await this.attempt(SANDBOX === 'auto' ? 'bubblewrap' : SANDBOX);
    if (first.driver !== null || SANDBOX !== 'auto') return first;
    const next = await this.attempt('auto');
    return { ...next, problem: next.driver === null ? next.problem : first.problem };
  }

  private async attempt(SANDBOX: Env['SANDBOX']): Promise<TriedSandbox> {
    try {
      assertNothingExposed(this.env);
      const parts = await chooseSandbox(this.scratch({ SANDBOX }), `doctor-${process.pid}`);
      const { driver, network, inForce } = parts.sandbox;
      return { driver, network, limits: inForce, problem: null, parts };
    } catch (error) {
      const problem = error instanceof Error ? error.message.replace('Invalid environment: ', '') : String(error);
      return { driver: null, network: 'open', limits: [], problem, parts: null };
    }
  }

  private async lookAtClaude(): Promise<ClaudeSight> {
    const model = ModelEnvironment.from(this.found.variables);
    const signal = new AbortController().signal;
    const [cli, login] = await Promise.all([this.askCli(signal), new ModelProbe(model).ask(signal)]);
    return { version: cli.version, problem: cli.problem, accepted: login.accepted, loginProblem: login.problem };
  }

  /** As a job would start it, without a credential: a version can be told without. */
  private async askCli(signal: AbortSignal): Promise<Pick<ClaudeSight, 'version' | 'problem'>> {
    const env = this.scratch(UNWALLED);
    const parts = (await this.trySandbox()).parts ?? (await chooseSandbox(env, 'doctor'));
    const jobs = new JobEnvironment(new CommitAuthor(env), this.host, parts.directories);
    const version = new ClaudeVersion(
      parts.sandbox,
      parts.directories,
      new ClaudeBinary(env, this.host),
      new ClaudeEnvironment(env, jobs, parts.directories),
      new ModelGateway(env, ModelEnvironment.from({})),
    );
    return version.ask(signal);
  }
}

const UNWALLED = {
  SANDBOX: 'none',
  SANDBOX_REQUIRED: false,
  SANDBOX_NETWORK: 'open',
  MODEL_CREDENTIAL_PROXY: false,
} as const;
