import { Injectable } from '@nestjs/common';
import { CodeRepositoryRepository } from '../../clients/repositories/code-repository.repository.js';
import { SetupCache } from '../../workflows/run/setup/setup-cache.js';

/** Keeps what setup commands have left for later jobs within its bounds. */
@Injectable()
export class SetupCleaner {
  constructor(
    private readonly cache: SetupCache,
    private readonly repositories: CodeRepositoryRepository,
  ) {}

  /** Returns how many results were removed; those of a repository that is gone count as one. */
  async clean(): Promise<number> {
    const kept = await this.cache.repositories();
    const known = new Set((await this.repositories.listByIds(kept.filter(isId))).map(({ id }) => id));
    const gone = kept.filter((id) => !known.has(id));
    for (const id of gone) await this.cache.forget(id);
    return gone.length + (await this.cache.shrink());
  }
}

function isId(name: string): boolean {
  return /^[0-9a-f-]{36}$/.test(name);
}
