import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import type { RepositoryRef } from '../repository-ref.js';
import { DeclaredSubmodules, type SubmoduleLink } from './declared-submodules.js';
import { addressOf } from './submodule-address.js';
import { SubmoduleCommits } from './submodule-commits.js';

/** A link to a commit of another repository that work has brought or changed. */
export interface ChangedLink extends SubmoduleLink {
  readonly isNew: boolean;
}

export interface JudgedLinks {
  /** Repositories inside the repository, which nobody else could fetch. */
  readonly nested: readonly string[];
  /** Submodules at commits that only the job has. */
  readonly unpublished: readonly string[];
}

/** Tells submodules from repositories that merely lie in the tree, and commits that others can fetch from those of the job. */
@Injectable()
export class SubmoduleGuard {
  constructor(
    private readonly env: Env,
    private readonly declared: DeclaredSubmodules,
    private readonly commits: SubmoduleCommits,
  ) {}

  /** @throws JobFailure when the forge cannot be asked. */
  async judge(
    { gitDir, head, repository }: { gitDir: string; head: string; repository: RepositoryRef },
    links: readonly ChangedLink[],
    signal: AbortSignal,
  ): Promise<JudgedLinks> {
    const nested: string[] = [];
    const unpublished: string[] = [];
    const declarations =
      links.length > 0 ? ((await this.declared.declarations(gitDir, head, signal)) ?? new Map()) : new Map();
    for (const { path, sha, isNew } of links) {
      const url = declarations.get(path)?.url ?? null;
      const address = url === null ? null : addressOf(url, repository, this.env.GITHUB_SERVER_URL);
      if (isNew && (address === null || address.kind === 'unusable')) nested.push(path);
      if (address?.kind !== 'forge') continue;
      if (!(await this.commits.isPublished(address.repository, sha, signal))) unpublished.push(path);
    }
    return { nested, unpublished };
  }
}
