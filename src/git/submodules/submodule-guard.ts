import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import type { RepositoryRef } from '../repository-ref.js';
import { DeclaredSubmodules, type SubmoduleLink } from './declared-submodules.js';
import { addressOf, type SubmoduleAddress } from './submodule-address.js';
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
    if (links.length === 0) return { nested: [], unpublished: [] };
    const declarations = await this.declared.declarations(gitDir, head, signal);
    const nested: string[] = [];
    const unpublished: string[] = [];
    for (const link of links) {
      const address = this.addressIn(declarations?.get(link.path)?.url, repository);
      if (link.isNew && address.kind === 'unusable') nested.push(link.path);
      if (!(await this.isPublished(address, link, signal))) unpublished.push(link.path);
    }
    return { nested, unpublished };
  }

  private addressIn(url: string | null | undefined, repository: RepositoryRef): SubmoduleAddress {
    return url == null ? { kind: 'unusable' } : addressOf(url, repository, this.env.GITHUB_SERVER_URL);
  }

  private async isPublished(address: SubmoduleAddress, { sha }: ChangedLink, signal: AbortSignal): Promise<boolean> {
    return address.kind !== 'forge' || this.commits.isPublished(address.repository, sha, signal);
  }
}
