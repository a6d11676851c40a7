import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Global, Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { knownSecrets } from '../../src/platform/redaction/known-secrets.js';
import { Redactor } from '../../src/platform/redaction/redactor.js';
import { CommitAuthor } from '../../src/platform/config/commit-author.js';
import { Env } from '../../src/platform/config/env.js';
import { HostEnvironment } from '../../src/platform/config/host-environment.js';
import { parseEnv } from '../../src/platform/config/parse-env.js';
import { GitLimits } from '../../src/platform/config/git-limits.js';
import { GitModule } from '../../src/git/git.module.js';
import { GithubModule } from '../../src/github/github.module.js';
import type { JobTree } from '../../src/git/trees/job-tree.js';
import { JobTrees } from '../../src/git/trees/job-trees.js';
import { FormerNames } from '../../src/git/moves/former-names.js';
import { fullName, type RepositoryRef } from '../../src/git/repository-ref.js';
import { JobDirectories } from '../../src/sandbox/directories/job-directories.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { Forge } from './forge.js';
import { NoSandbox } from '../../src/sandbox/drivers/no-sandbox.js';
import { allProcesses } from './process-list.js';

const run = promisify(execFile);

export interface GitRigOptions {
  readonly token?: string | null;
  readonly limits?: Partial<GitLimits>;
  /** Further variables. */
  readonly env?: Readonly<Record<string, string>>;
}

const FAST: Partial<GitLimits> = { githubRetryBaseMs: 1, retryDelaysMs: [10, 10] };

@Global()
@Module({})
class RigModule {
  static with(env: Env, limits: GitLimits, names: FormerNames): DynamicModule {
    const providers = [
      { provide: Env, useValue: env },
      { provide: CommitAuthor, useValue: new CommitAuthor(env) },
      { provide: HostEnvironment, useValue: HostEnvironment.from({ PATH: process.env['PATH'] }) },
      { provide: Redactor, useValue: new Redactor(knownSecrets(env)) },
      { provide: Sandbox, useValue: new NoSandbox('git-rig') },
      { provide: JobDirectories, useValue: new JobDirectories(env) },
      { provide: GitLimits, useValue: limits },
      { provide: FormerNames, useValue: names },
    ];
    return { module: RigModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}

/** git/ as the server wires it, with folders of its own and a forge on loopback. */
export class GitRig {
  /** Former names, in lower case, by what repositories are called now. */
  readonly formerNames = new Map<string, readonly string[]>();
  private readonly names: FormerNames = {
    of: async (repository) => this.formerNames.get(fullName(repository)) ?? [],
  };
  private readonly contexts: INestApplicationContext[] = [];
  readonly signal: AbortSignal = new AbortController().signal;

  private constructor(
    readonly forge: Forge,
    readonly root: string,
    private readonly options: GitRigOptions,
  ) {}

  static async start(options: GitRigOptions = {}): Promise<GitRig> {
    const rig = new GitRig(await Forge.start(), await mkdtemp(join(tmpdir(), 'git-rig-')), options);
    setMaxListeners(0, rig.signal);
    await rig.connect();
    return rig;
  }

  get reposDir(): string {
    return join(this.root, 'repos');
  }

  get worktreesDir(): string {
    return join(this.root, 'worktrees');
  }

  /** The environment of job processes: nothing of the server's own. */
  get jobEnv(): Record<string, string> {
    return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: join(this.root, 'job-home') };
  }

  get<T>(type: Type<T>): T {
    const context = this.contexts[0];
    if (!context) throw new Error('the rig is closed');
    return context.get(type, { strict: false });
  }

  /** Another server on the same folders. */
  async connect(options: GitRigOptions = this.options): Promise<INestApplicationContext> {
    const env = parseEnv({
      AGENT_API_SECRET: 'secret-of-the-api',
      DATA_DIR: join(this.root, 'data'),
      REPOS_DIR: this.reposDir,
      WORKTREES_DIR: this.worktreesDir,
      GITHUB_API_URL: this.forge.apiUrl,
      GITHUB_SERVER_URL: this.forge.serverUrl,
      ...(options.token === null ? {} : { GITHUB_TOKEN: options.token ?? this.forge.token }),
      ...options.env,
    });
    const limits = Object.assign(new GitLimits(), FAST, options.limits);
    const context = await NestFactory.createApplicationContext(
      { module: RigModule, imports: [RigModule.with(env, limits, this.names), GitModule, GithubModule] },
      { logger: false, abortOnError: false },
    );
    this.contexts.push(context);
    return context;
  }

  /** A repository at the forge, with a README unless `files` says otherwise. */
  async repository(
    name = 'shop',
    files: Record<string, string> | null = { 'README.md': '# Shop\n' },
  ): Promise<RepositoryRef> {
    await this.forge.addRepository(`acme/${name}`, files ? { files } : {});
    return { owner: 'acme', name, defaultBranch: 'main' };
  }

  async tree(repository: RepositoryRef, branchName = 'feature/basket'): Promise<JobTree> {
    return this.get(JobTrees).create({ jobId: randomUUID(), repository, branchName }, this.signal);
  }

  /** What the agent would do: a shell in the tree with the job's environment. Returns its stdout. */
  async inTree(tree: JobTree, script: string): Promise<string> {
    await mkdir(dirname(this.jobEnv['HOME'] ?? ''), { recursive: true });
    const { stdout } = await run('sh', ['-ec', script], { cwd: tree.path, env: this.jobEnv });
    return stdout.trim();
  }

  /** @throws Error when a process is left that names a folder or the forge of this rig. */
  async close(): Promise<void> {
    for (const context of this.contexts.splice(0)) await context.close();
    await this.forge.close();
    const address = [this.root, this.forge.serverUrl];
    const left = (await allProcesses()).filter(({ line }) => address.some((part) => line.includes(part)));
    await rm(this.root, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`left running: ${left.map(({ line }) => line).join('; ')}`);
  }
}
