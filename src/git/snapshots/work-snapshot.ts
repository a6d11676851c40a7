import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { GitLimits } from '../../platform/config/git-limits.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { OutputTail } from '../../sandbox/processes/output-tail.js';
import { endOf } from '../../sandbox/processes/process-end.js';
import { Sandbox } from '../../sandbox/sandbox.js';
import { configVariables } from '../commands/git-environment.js';
import { lfsSettings } from '../lfs/lfs-filter.js';
import { LfsProgram } from '../lfs/lfs-program.js';
import { toSha } from '../repository-ref.js';
import type { JobTree } from '../trees/job-tree.js';
import { JobGit } from './job-git.js';
import { PackStream } from './pack-stream.js';
import { parseSnapshotHead, type SnapshotHead } from './snapshot-head.js';
import { OPEN_UP_ARGUMENTS, packArguments, snapshotArguments, unreadablePaths } from './snapshot-script.js';

const INDEX = 'orchestrator.index';
const STOP_GRACE_MS = 2_000;
const MAX_STDERR = 1_048_576;

/** The state of a working tree as data. */
export interface Snapshot extends SnapshotHead {
  /** Paths that cannot be read, as git spells them. */
  readonly unreadable: readonly string[];
}

/**
 * Exports the state of a job's working tree as data. Everything here runs as one program in the sandbox with the job's
 * environment, because the job controls the tree's configuration, filters and attributes. Nothing that it prints is trusted
 * beyond its form.
 */
@Injectable()
export class WorkSnapshot {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly limits: GitLimits,
    private readonly jobGit: JobGit,
    private readonly lfs: LfsProgram,
  ) {}

  /**
   * Writes a pack with one commit on top of HEAD, whatever HEAD is, and of what is being merged into it; it holds every file of the
   * tree that is not ignored and can be read. The pack may lack what the job's base has. `packPath` must not exist yet.
   * @throws JobFailure when git fails in the tree or the pack grows too large; the signal's reason when it is aborted.
   */
  async take(
    tree: JobTree,
    env: Readonly<Record<string, string>>,
    packPath: string,
    signal: AbortSignal,
  ): Promise<Snapshot> {
    const first = await this.attempt(tree, env, packPath, signal);
    if (!(first instanceof JobFailure) && first.unreadable.length === 0) return first;
    // Git may lack a mode.
    await rm(packPath, { force: true });
    await this.jobGit.attempt(tree, { file: 'sh', args: OPEN_UP_ARGUMENTS, env }, signal);
    const second = await this.attempt(tree, env, packPath, signal);
    if (second instanceof JobFailure) throw second;
    return second;
  }

  /**
   * Writes a pack with further commits of the tree, which lacks what the clone has once it has the state of the tree.
   * @throws as {@link take} does.
   */
  async packOf(
    tree: JobTree,
    env: Readonly<Record<string, string>>,
    { shas, without }: { readonly shas: readonly string[]; readonly without: string },
    packPath: string,
    signal: AbortSignal,
  ): Promise<void> {
    const args = packArguments(tree.baseSha, without, shas);
    const { exitCode, said } = await this.stream(tree, args, environmentIn(tree, env), packPath, signal);
    if (exitCode !== 0) throw this.jobGit.failure(tree, said);
  }

  /** A failure when git itself said no. */
  private async attempt(
    tree: JobTree,
    env: Readonly<Record<string, string>>,
    packPath: string,
    signal: AbortSignal,
  ): Promise<Snapshot | JobFailure> {
    // As the server has set up the tree, whatever the job has made of that.
    const filters = configVariables(lfsSettings((await this.lfs.problem()) === null));
    const jobEnv = { ...environmentIn(tree, env), ...filters };
    const args = snapshotArguments(jobEnv['GIT_INDEX_FILE'] ?? '', tree.baseSha);
    const { exitCode, head, said } = await this.stream(tree, args, jobEnv, packPath, signal);
    const unreadable = unreadablePaths(said);
    const facts = exitCode === 0 ? parseSnapshotHead(head) : null;
    const isSoFar = facts !== null && (facts.isWhole || unreadable.length > 0);
    if (!isSoFar || /does not have a commit checked out/.test(said)) return this.jobGit.failure(tree, said);
    return { ...facts, commit: toSha(facts.commit), unreadable };
  }

  private async stream(
    tree: JobTree,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    path: string,
    signal: AbortSignal,
  ): Promise<{ exitCode: number | null; head: string; said: string }> {
    signal.throwIfAborted();
    const abort = AbortSignal.any([signal, AbortSignal.timeout(this.limits.jobGitMs)]);
    const child = this.sandbox.spawn({ jobId: tree.jobId, file: 'sh', args, cwd: tree.path, env });
    const ended = endOf(child, () => child.stderr.destroy());
    const stderr = new OutputTail(MAX_STDERR);
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.end();
    try {
      const pack = new PackStream(this.limits.maxBundleBytes);
      const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
      await pipeline(child.stdout, pack, file, { signal: abort });
      await ended;
      return { exitCode: child.exitCode, head: pack.head, said: stderr.toString() };
    } catch (error) {
      await this.sandbox.stop(child, STOP_GRACE_MS);
      await this.sandbox.sweep(tree.jobId);
      signal.throwIfAborted();
      if (error instanceof JobFailure) throw error;
      throw this.jobGit.failure(tree, 'git did not finish in the job’s working tree', error);
    }
  }
}

/** The repository is named, not searched for: `core.worktree`, `core.bare` and the owner of the directory do not count then. */
function environmentIn(tree: JobTree, env: Readonly<Record<string, string>>): Record<string, string> {
  const gitDir = join(tree.path, '.git');
  const place = { GIT_DIR: gitDir, GIT_WORK_TREE: tree.path, GIT_INDEX_FILE: join(gitDir, INDEX) };
  return { ...env, GIT_TERMINAL_PROMPT: '0', GIT_NO_REPLACE_OBJECTS: '1', LC_ALL: 'C', ...place };
}
