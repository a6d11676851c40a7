import { Injectable } from '@nestjs/common';
import { GitLimits } from '../../platform/config/git-limits.js';
import { Sandbox } from '../../sandbox/sandbox.js';
import { endOf } from '../../sandbox/processes/process-end.js';
import type { JobTree } from '../trees/job-tree.js';
import { type LfsPointer, pathOfObject } from './lfs-pointer.js';
import { putObject } from './lfs-store.js';

const STOP_GRACE_MS = 2_000;

/** Takes content out of a job's tree, where git-lfs has put it. Read inside the sandbox, and believed only if it is what its pointer says. */
@Injectable()
export class TreeObjects {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly limits: GitLimits,
  ) {}

  /** @returns false when the tree does not have it. @throws the signal's reason. */
  async take(
    tree: JobTree,
    env: Readonly<Record<string, string>>,
    pointer: LfsPointer,
    gitDir: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    signal.throwIfAborted();
    const args = ['--', `.git/lfs/objects/${pathOfObject(pointer.oid)}`];
    const child = this.sandbox.spawn({ jobId: tree.jobId, file: 'cat', args, cwd: tree.path, env });
    const ended = endOf(child, () => child.stderr.destroy());
    child.stderr.resume();
    child.stdin.end();
    const abort = AbortSignal.any([signal, AbortSignal.timeout(this.limits.jobGitMs)]);
    const stop = (): void => void child.stdout.destroy(new Error('stopped'));
    abort.addEventListener('abort', stop, { once: true });
    try {
      return (await putObject(gitDir, child.stdout as AsyncIterable<Buffer>, pointer)) !== null;
    } catch {
      signal.throwIfAborted();
      return false;
    } finally {
      abort.removeEventListener('abort', stop);
      if (child.exitCode === null) await this.sandbox.stop(child, STOP_GRACE_MS);
      await ended;
    }
  }
}
