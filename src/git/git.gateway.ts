import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { GitPluginError, simpleGit, type SimpleGit } from 'simple-git';
import { Redactor } from '../common/redactor.js';
import { Env } from '../config/env.js';
import { HostEnvironment } from '../config/host-environment.js';
import { GitCommandError } from './git-command-error.js';
import { gitEnvironment, type GitTransport } from './git-environment.js';
import { streamGit } from './git-stream.js';
import { GitLimits } from '../config/git-limits.js';
import { Sandbox } from '../sandbox/sandbox.js';

export interface GitCommand {
  /** Values from outside stand behind `--end-of-options` or `--`, or inside a full ref name. */
  readonly args: readonly string[];
  /** The repository; git looks for no other one. null: the command needs none (`init`, `clone`). */
  readonly gitDir: string | null;
  /** Existing folder to start in; default: `gitDir`. */
  readonly cwd?: string;
  readonly stdin?: string;
  /** Absolute path of the index to use; default: the repository's own. */
  readonly indexFile?: string;
  /** Default: none. `forge` is the only way by which a command gets the token. */
  readonly transport?: GitTransport['kind'];
  readonly config?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** How long what git has said may take to be read once it has exited, in milliseconds; a helper may hold the pipe for ever. */
const LAST_OUTPUT_MS = 5_000;

/**
 * The one user of simple-git: server-side git on repositories that no job can write.
 *
 * simple-git takes an exit code ≠ 0 with empty stderr for success (its error hook is replaced here), strips or refuses
 * GIT_* variables that are not allowed by name, and waits 50 ms after commands that print nothing.
 */
@Injectable()
export class GitGateway {
  constructor(
    private readonly env: Env,
    private readonly host: HostEnvironment,
    private readonly redactor: Redactor,
    private readonly limits: GitLimits,
    private readonly sandbox: Sandbox,
  ) {}

  /**
   * Runs git to its end and returns its stdout. Nothing that git had started is left when this settles.
   * @throws GitCommandError for an exit code ≠ 0, silence or slowness; the signal's reason when it was aborted.
   */
  async run(command: GitCommand): Promise<string> {
    command.signal?.throwIfAborted();
    const wall = AbortSignal.timeout(this.limits.wallMs);
    const abort = command.signal ? AbortSignal.any([command.signal, wall]) : wall;
    // simple-git turns errors that are not its own into text, so ours comes back by this way.
    const failures: GitCommandError[] = [];
    const id = `git-${randomUUID()}`;
    // At once: a helper that outlives its git holds the pipe, whose end is waited for.
    const endHelpers = (): void => void this.sandbox.sweep(id);
    abort.addEventListener('abort', endHelpers, { once: true });
    try {
      return await this.git(command, id, abort, failures).raw([...command.args]);
    } catch (error) {
      // A git that is killed leaves its helpers behind: they hold the token, and may finish a push that was cancelled.
      if (failures[0]?.end !== 'exit') await this.sandbox.sweep(id);
      command.signal?.throwIfAborted();
      throw failures[0] ?? this.translate(command, error, wall.aborted);
    } finally {
      abort.removeEventListener('abort', endHelpers);
    }
  }

  /**
   * As {@link run}, for answers that may be larger than the memory: stdout piece by piece. A reader may stop early.
   * @throws GitCommandError for an exit code ≠ 0 or slowness; the signal's reason when it was aborted.
   */
  async *stream(command: Pick<GitCommand, 'args' | 'config' | 'signal'> & { gitDir: string }): AsyncGenerator<Buffer> {
    const { gitDir, signal } = command;
    const wall = AbortSignal.timeout(this.limits.wallMs);
    const abort = signal ? AbortSignal.any([signal, wall]) : wall;
    const settings = Object.entries(command.config ?? {}).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    const env = this.environmentOf({ ...command, transport: 'none' }, `git-${randomUUID()}`);
    try {
      const end = yield* streamGit([...settings, ...command.args], { cwd: gitDir, env, signal: abort });
      if (end.exitCode === 0) return;
      const how = end.exitCode === null ? 'killed' : 'exit';
      throw new GitCommandError(command.args[0] ?? '', how, end.exitCode, this.redactor.redact(end.stderr));
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof GitCommandError ? error : this.translate(command, error, wall.aborted);
    }
  }

  private environmentOf(command: GitCommand, id: string): Record<string, string> {
    const env = { ...gitEnvironment(this.host, this.transportOf(command)), ...this.sandbox.marksOf(id) };
    if (command.gitDir !== null) Object.assign(env, { GIT_DIR: command.gitDir });
    if (command.indexFile !== undefined) Object.assign(env, { GIT_INDEX_FILE: command.indexFile });
    return env;
  }

  private git(command: GitCommand, id: string, abort: AbortSignal, failures: GitCommandError[]): SimpleGit {
    const env = this.environmentOf(command, id);
    const { stdin } = command;
    return simpleGit({
      baseDir: command.cwd ?? command.gitDir ?? '/',
      abort,
      timeout: { block: this.limits.silenceMs },
      // By default an answer counts as complete 50 ms after the exit, read or not: on a busy machine it was cut off, or empty.
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
        const output = this.redactor.redact(Buffer.concat([...stdErr, ...stdOut]).toString('utf8'));
        // Declared as a number, but null when a signal ended git.
        const end = Number.isInteger(exitCode) ? 'exit' : 'killed';
        failures.push(new GitCommandError(command.args[0] ?? '', end, end === 'exit' ? exitCode : null, output));
        return failures[0];
      },
      ...(stdin === undefined ? {} : { input: () => stdin }),
    }).env(env);
  }

  private transportOf({ transport }: GitCommand): GitTransport {
    if (transport !== 'forge') return { kind: transport ?? 'none' };
    return { kind: 'forge', serverUrl: this.env.GITHUB_SERVER_URL, token: this.env.GITHUB_TOKEN };
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
