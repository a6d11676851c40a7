import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { JobFailure } from '../common/job-failure.js';
import { Redactor } from '../common/redactor.js';
import { OutputTail } from '../sandbox/output-tail.js';
import { Sandbox, type SandboxCommand } from '../sandbox/sandbox.js';
import { GitLimits } from '../config/git-limits.js';
import type { JobTree } from './job-tree.js';
import { fullName, toSha } from './repository-ref.js';

/** Ref in the job's own clone under which its work travels in the bundle. */
export const SNAPSHOT_REF = 'refs/orchestrator/work';

const STOP_GRACE_MS = 2_000;
const MAX_STDERR = 16_384;

/** Nothing here protects the server: it spares a job the cost of its own hooks and background work. */
const QUIET = ['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'gc.auto=0', 'maintenance.auto=false'];
const AUTHOR = ['user.name=snapshot', 'user.email=snapshot@localhost', 'advice.addEmbeddedRepo=false'];
const CONFIG = [...QUIET, ...AUTHOR].flatMap((pair) => ['-c', pair]);

/**
 * Brings the state of a job's tree out of it as data. Each git process here runs inside the sandbox with the job's
 * environment, for its tree's configuration, filters and attributes are the job's to choose; none of its answers is trusted
 * further than its form.
 */
@Injectable()
export class WorkSnapshot {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly limits: GitLimits,
    private readonly redactor: Redactor,
  ) {}

  /**
   * Writes a bundle with one commit on top of whatever HEAD is, holding every file of the tree that is not ignored.
   * `bundlePath` must not exist yet.
   * @throws JobFailure when git fails in the tree or the bundle grows too large; the signal's reason when it is aborted.
   */
  async take(
    tree: JobTree,
    env: Readonly<Record<string, string>>,
    bundlePath: string,
    signal: AbortSignal,
  ): Promise<void> {
    const jobEnv = { ...env, GIT_TERMINAL_PROMPT: '0', GIT_NO_REPLACE_OBJECTS: '1', LC_ALL: 'C' };
    const run = async (...args: string[]): Promise<string> => this.git(tree, jobEnv, args, signal);
    await this.command(tree, { file: 'rm', args: ['-f', '--', '.git/index.lock'], env: jobEnv }, signal);
    await run('add', '--all', '--', '.');
    const files = toSha(await run('write-tree'));
    const head = (await run('rev-parse', '--verify', '--quiet', 'HEAD^{commit}').catch(unlessAborted(signal))).trim();
    const parent = head === '' ? [] : ['-p', toSha(head)];
    const commit = toSha(await run('commit-tree', files, ...parent, '-m', 'snapshot'));
    await run('update-ref', SNAPSHOT_REF, commit);
    const knowsBase = await run('cat-file', '-e', `${tree.baseSha}^{commit}`).then(
      () => true,
      (error: unknown) => unlessAborted(signal)(error) !== '',
    );
    const without = knowsBase ? [`^${tree.baseSha}`] : [];
    const args = [...CONFIG, 'bundle', 'create', '--quiet', '-', SNAPSHOT_REF, ...without];
    await this.stream(tree, { jobId: tree.jobId, file: 'git', args, cwd: tree.path, env: jobEnv }, bundlePath, signal);
  }

  private async git(
    tree: JobTree,
    env: Record<string, string>,
    args: readonly string[],
    signal: AbortSignal,
  ): Promise<string> {
    return this.command(tree, { file: 'git', args: [...CONFIG, ...args], env }, signal);
  }

  private async command(
    tree: JobTree,
    command: Pick<SandboxCommand, 'file' | 'args' | 'env'>,
    signal: AbortSignal,
  ): Promise<string> {
    signal.throwIfAborted();
    const whole = { ...command, jobId: tree.jobId, cwd: tree.path };
    try {
      const result = await this.sandbox.run(whole, { timeoutMs: this.limits.jobGitMs, signal });
      if (result.exitCode === 0) return result.stdout;
      throw this.failure(tree, result.stderr);
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof JobFailure
        ? error
        : this.failure(tree, 'git did not end in the job’s working tree', error);
    }
  }

  private async stream(tree: JobTree, command: SandboxCommand, path: string, signal: AbortSignal): Promise<void> {
    const abort = AbortSignal.any([signal, AbortSignal.timeout(this.limits.jobGitMs)]);
    const child = this.sandbox.spawn(command);
    const closed = once(child, 'close') as Promise<[number | null]>;
    closed.catch(() => undefined);
    const said = new OutputTail(MAX_STDERR);
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.stdin.end();
    try {
      const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
      await pipeline(child.stdout, atMost(this.limits.maxBundleBytes), file, { signal: abort });
      const [exitCode] = await closed;
      if (exitCode !== 0) throw this.failure(tree, said.toString());
    } catch (error) {
      await this.sandbox.stop(child, STOP_GRACE_MS);
      signal.throwIfAborted();
      if (error instanceof JobFailure) throw error;
      throw this.failure(tree, 'its changes could not be read', error);
    }
  }

  private failure(tree: JobTree, said: string, cause?: unknown): JobFailure {
    const why = explain(this.redactor.redact(said));
    return new JobFailure(`Could not collect the work on ${fullName(tree.repository)}: ${why}.`, { cause });
  }
}

function explain(said: string): string {
  const nested = /'?([^'\n]+?)\/?'? does not have a commit checked out/.exec(said)?.[1];
  if (nested) return `the folder ${nested.replace(/^error: '/, '')} is a git repository of its own without a commit`;
  if (/No space left on device|Disk quota exceeded|Out of diskspace/i.test(said)) return "the server's disk is full";
  if (/not a git repository/i.test(said)) return 'the .git folder of the working tree is gone or damaged';
  const lines = said.split('\n').map((line) => line.trim());
  return (lines.findLast((line) => line !== '') ?? 'git gave no reason').replace(/\.$/, '').slice(0, 300);
}

/** Turns a failure into an empty answer, unless the caller wants to stop. */
function unlessAborted(signal: AbortSignal): (error: unknown) => '' {
  return () => {
    signal.throwIfAborted();
    return '';
  };
}

function atMost(maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= maxBytes) return done(null, chunk);
      done(new JobFailure(`The work is larger than ${Math.floor(maxBytes / 1_048_576)} MB and was not taken over.`));
    },
  });
}
