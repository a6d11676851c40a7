import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { GitPluginError, simpleGit, type SimpleGit } from 'simple-git';
import { Redactor } from '../../platform/redaction/redactor.js';
import { Env } from '../../platform/config/env.js';
import { HostEnvironment } from '../../platform/config/host-environment.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { type ForgeAccess, ForgeCredentials } from './forge-credentials.js';
import { type GitCommandEnd, GitCommandError } from './git-command-error.js';
import { gitEnvironment, type GitTransport } from './git-environment.js';
import { runLocalGit } from './local-git.js';
import { streamGit } from './git-stream.js';
import { GitLimits } from '../../platform/config/git-limits.js';
import { Sandbox } from '../../sandbox/sandbox.js';
import { observed } from '../../platform/telemetry/steps.js';

export interface GitCommand {
  /** Values from outside must follow `--end-of-options` or `--`, or be part of a full ref name. */
  readonly args: readonly string[];
  /** The repository; git does not search for another one. null: the command needs none (`init`, `clone`). */
  readonly gitDir: string | null;
  /** Existing working directory; default: `gitDir`. */
  readonly cwd?: string;
  readonly stdin?: string | Buffer;
  /** Path of a file to read instead of `stdin`; only without `forge` and `transport`. */
  readonly stdinFile?: string;
  /** Absolute path of the index to use; default: the repository's own. */
  readonly indexFile?: string;
  /** Default: `none`. */
  readonly transport?: 'none' | 'file';
  /** Set for a command that talks to the forge: it gets the credential for this repository, and no other command gets one. */
  readonly forge?: ForgeAccess;
  readonly config?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** How long reading git's output may take after its exit, in milliseconds; a helper may hold the pipe open forever. */
const LAST_OUTPUT_MS = 5_000;
/** What git says when the forge does not take the credential. */
const REFUSED_CREDENTIAL = /could not read (?:Username|Password)|Authentication failed|returned error: 401/i;

/**
 * The only user of simple-git: runs git for the server, on repositories that no job can write. Commands that talk to the forge
 * or to other repositories go through simple-git, all others do not.
 *
 * simple-git treats an exit code ≠ 0 with empty stderr as success (its error hook is replaced here), strips or refuses GIT_*
 * variables that are not allowed by name, and waits 50 ms after commands that print nothing.
 */
@Injectable()
export class GitGateway {
  constructor(
    private readonly env: Env,
    private readonly host: HostEnvironment,
    private readonly redactor: Redactor,
    private readonly limits: GitLimits,
    private readonly sandbox: Sandbox,
    private readonly credentials: ForgeCredentials,
  ) {}

  /**
   * Runs git to its end and returns its stdout. No process that git started is left when this settles.
   * @throws GitCommandError for an exit code ≠ 0, silence or slowness; the signal's reason when it was aborted; JobFailure when
   * the forge gives no credential.
   */
  run(command: GitCommand): Promise<string> {
    return observed({ kind: 'git', name: command.args[0] ?? '' }, () => this.runToItsEnd(command));
  }

  private async runToItsEnd(command: GitCommand): Promise<string> {
    command.signal?.throwIfAborted();
    const wall = AbortSignal.timeout(this.limits.wallMs);
    const abort = command.signal ? AbortSignal.any([command.signal, wall]) : wall;
    // simple-git turns errors that are not its own into text, so ours is passed back through this list.
    const failures: GitCommandError[] = [];
    const id = `git-${randomUUID()}`;
    // Immediately: a helper that outlives its git holds the pipe, and simple-git waits for its end.
    const endHelpers = (): void => void this.sandbox.sweep(id);
    abort.addEventListener('abort', endHelpers, { once: true });
    try {
      return await this.runBy(command, id, abort, failures);
    } catch (error) {
      if (error instanceof JobFailure) throw error;
      // A killed git leaves its helpers behind: they hold the token, and could finish a push that was cancelled.
      if (failures[0]?.end !== 'exit') await this.sandbox.sweep(id);
      command.signal?.throwIfAborted();
      throw failures[0] ?? this.translate(command, error, wall.aborted);
    } finally {
      abort.removeEventListener('abort', endHelpers);
    }
  }

  /**
   * Like {@link run}, for output that may be larger than memory: yields stdout in chunks. A reader may stop early.
   * @throws GitCommandError for an exit code ≠ 0 or slowness; the signal's reason when it was aborted.
   */
  async *stream(
    command: Pick<GitCommand, 'args' | 'config' | 'signal'> & { gitDir: string; stdin?: string },
  ): AsyncGenerator<Buffer> {
    const { gitDir, stdin, signal } = command;
    const wall = AbortSignal.timeout(this.limits.wallMs);
    const abort = signal ? AbortSignal.any([signal, wall]) : wall;
    const env = this.environmentOf(command, { kind: 'none' }, `git-${randomUUID()}`);
    try {
      const end = yield* streamGit(withSettings(command), { cwd: gitDir, env, stdin, signal: abort });
      if (end.exitCode === 0) return;
      const how = end.exitCode === null ? 'killed' : 'exit';
      throw new GitCommandError(command.args[0] ?? '', how, end.exitCode, this.redactor.redact(end.stderr));
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof GitCommandError ? error : this.translate(command, error, wall.aborted);
    }
  }

  private async runBy(
    command: GitCommand,
    id: string,
    abort: AbortSignal,
    failures: GitCommandError[],
  ): Promise<string> {
    if (command.forge) return this.runAtForge(command, command.forge, id, abort, failures);
    if (command.transport !== 'file') return this.runLocally(command, id, abort, failures);
    return this.git(command, { kind: 'file' }, id, abort, failures).raw([...command.args]);
  }

  /** A credential that the forge refuses may have ended before its time: if there can be another one, it is tried once. */
  private async runAtForge(
    command: GitCommand,
    access: ForgeAccess,
    id: string,
    abort: AbortSignal,
    failures: GitCommandError[],
  ): Promise<string> {
    for (let isFirst = true; ; isFirst = false) {
      const credential = await this.credentials.find(access, abort);
      const scope = access.scope ?? this.env.GITHUB_SERVER_URL;
      const transport = { kind: 'forge', scope, token: credential.token } as const;
      try {
        return await this.git(command, transport, id, abort, failures).raw([...command.args]);
      } catch (error) {
        const isRefused = REFUSED_CREDENTIAL.test(failures[0]?.output ?? '');
        if (!isFirst || !isRefused || !credential.isRenewable) throw error;
        this.credentials.refused(credential);
        failures.length = 0;
      }
    }
  }

  private async runLocally(
    command: GitCommand,
    id: string,
    signal: AbortSignal,
    failures: GitCommandError[],
  ): Promise<string> {
    const cwd = command.cwd ?? command.gitDir ?? '/';
    const { stdin, stdinFile } = command;
    const env = this.environmentOf(command, { kind: 'none' }, id);
    const options = { cwd, env, stdin, stdinFile, signal };
    const { exitCode, stdout, stderr } = await runLocalGit(withSettings(command), options);
    if (exitCode === 0) return stdout;
    const output = this.redactor.redact(`${stderr}${stdout}`);
    const failure = new GitCommandError(command.args[0] ?? '', exitCode === null ? 'killed' : 'exit', exitCode, output);
    failures.push(failure);
    throw failure;
  }

  private environmentOf(command: GitCommand, transport: GitTransport, id: string): Record<string, string> {
    const env = { ...gitEnvironment(this.host, transport), ...this.sandbox.marksOf(id) };
    if (command.gitDir !== null) Object.assign(env, { GIT_DIR: command.gitDir });
    if (command.indexFile !== undefined) Object.assign(env, { GIT_INDEX_FILE: command.indexFile });
    return env;
  }

  private git(
    command: GitCommand,
    transport: GitTransport,
    id: string,
    abort: AbortSignal,
    failures: GitCommandError[],
  ): SimpleGit {
    const env = this.environmentOf(command, transport, id);
    const { stdin } = command;
    return simpleGit({
      baseDir: command.cwd ?? command.gitDir ?? '/',
      abort,
      timeout: { block: this.limits.silenceMs },
      // By default output counts as complete 50 ms after the exit, read or not: on a busy machine it was cut off, or empty.
      completion: { onExit: LAST_OUTPUT_MS, onClose: true },
      config: Object.entries(command.config ?? {}).map(([key, value]) => `${key}=${value}`),
      allowEnvironment: Object.keys(env).filter((name) => name.startsWith('GIT_')),
      unsafe: {
        allowUnsafeConfigEnvCount: true,
        allowUnsafeConfigPaths: true,
        allowUnsafeCredentialHelper: true,
        allowUnsafeFsMonitor: true,
        allowUnsafeHooksPath: true,
        allowUnsafeProtocolOverride: true,
        allowUnsafeTemplateDir: true,
      },
      errors: (error, { exitCode, stdErr, stdOut }) => {
        if (error instanceof GitPluginError || exitCode === 0) return error instanceof Error ? error : undefined;
        const said = Buffer.concat([...stdErr, ...stdOut]).toString('utf8');
        const end = endOf(exitCode);
        // What simple-git says of a program that was not started is a stack.
        const output = this.redactor.redact(end === 'not_started' ? (said.split('\n')[0] ?? '') : said);
        failures.push(new GitCommandError(command.args[0] ?? '', end, end === 'exit' ? exitCode : null, output));
        return failures[0];
      },
      ...(stdin === undefined ? {} : { input: () => stdin }),
    }).env(env);
  }

  private translate(command: GitCommand, error: unknown, wallOver: boolean): GitCommandError {
    const name = command.args[0] ?? '';
    if (wallOver) return new GitCommandError(name, 'slow', null, '');
    if (error instanceof GitPluginError && error.plugin === 'timeout') {
      return new GitCommandError(name, 'silent', null, '');
    }
    const text = error instanceof Error ? error.message : String(error);
    return new GitCommandError(name, 'not_started', null, this.redactor.redact(text));
  }
}

function withSettings({ args, config = {} }: Pick<GitCommand, 'args' | 'config'>): string[] {
  return [...Object.entries(config).flatMap(([key, value]) => ['-c', `${key}=${value}`]), ...args];
}

/** simple-git's number is null when a signal ended git, and negative, an errno of the system, when git could not be started. */
function endOf(exitCode: number | null): GitCommandEnd {
  if (exitCode === null || !Number.isInteger(exitCode)) return 'killed';
  return exitCode < 0 ? 'not_started' : 'exit';
}
