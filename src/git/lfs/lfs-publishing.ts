import { Injectable } from '@nestjs/common';
import { BareClones } from '../clones/bare-clones.js';
import { UnpublishableWork } from '../collecting/unpublishable-work.js';
import { GitGateway } from '../commands/git.gateway.js';
import type { RepositoryRef } from '../repository-ref.js';
import { LfsPaths } from './lfs-paths.js';
import { LfsProgram } from './lfs-program.js';
import { type ForeignLock, LfsRemote } from './lfs-remote.js';
import { hasLfsStore, missingIn } from './lfs-store.js';

export interface LfsWork {
  readonly repository: RepositoryRef;
  readonly headSha: string;
}

/** What has to be at the forge before commits are, and who must not be overtaken. */
@Injectable()
export class LfsPublishing {
  constructor(
    private readonly program: LfsProgram,
    private readonly paths: LfsPaths,
    private readonly remote: LfsRemote,
    private readonly git: GitGateway,
    private readonly bares: BareClones,
  ) {}

  /** May be repeated. @throws JobFailure when the forge refuses the content; ForgeAway. */
  async upload({ repository, headSha }: LfsWork, signal: AbortSignal): Promise<void> {
    const gitDir = this.bares.pathOf(repository);
    if (!(await hasLfsStore(gitDir)) || (await this.program.problem()) !== null) return;
    const fresh = await this.paths.newObjects(gitDir, null, headSha, signal);
    const found = await this.paths.pointersAmong(gitDir, fresh, signal);
    const pointers = [...found.values()].filter(({ size }) => size > 0);
    const missing = new Set(await missingIn(gitDir, pointers));
    await this.remote.upload(
      repository,
      pointers.filter((pointer) => !missing.has(pointer)),
      signal,
    );
  }

  /** @throws UnpublishableWork for work that changes what somebody else has locked; ForgeAway. */
  async assertUnlocked({ repository, headSha }: LfsWork, signal: AbortSignal): Promise<void> {
    const gitDir = this.bares.pathOf(repository);
    if ((await this.program.problem()) !== null) return;
    if (!(await this.paths.usesLfs(gitDir, headSha, signal))) return;
    const locks = await this.remote.locksOfOthers(repository, signal);
    if (locks.length === 0) return;
    const changed = await this.changedBy(gitDir, headSha, signal);
    const held = locks.filter(({ path }) => changed.has(path));
    if (held.length > 0) throw new UnpublishableWork(describe(held), { code: 'lfs_locked' });
  }

  /** What commits change that no branch of the forge has; of a merge, what it changes itself. */
  private async changedBy(gitDir: string, headSha: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
    const options = ['--format=', '--name-only', '--no-renames', '--diff-merges=combined', '-z'];
    const args = ['log', ...options, headSha, '--not', '--remotes=origin', '--'];
    return new Set((await this.git.run({ args, gitDir, signal })).split(/[\0\n]/));
  }
}

function describe(locks: readonly ForeignLock[]): string {
  const clean = (text: string): string => text.replace(/\p{C}/gu, '?').slice(0, 200);
  const named = locks.slice(0, 3).map(({ path, owner }) => `${clean(path)} (${clean(owner)})`);
  const more = locks.length > 3 ? ` and ${locks.length - 3} more` : '';
  return `The work changes files that others have locked with Git LFS: ${named.join(', ')}${more}. They have to unlock them, or an administrator has to.`;
}
