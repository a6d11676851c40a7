import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { GitGateway } from '../commands/git.gateway.js';

const TIMEOUT_MS = 10_000;
const FRESH_MS = 60_000;

/** Whether the server handles Git LFS. Looks for the program at most once a minute. */
@Injectable()
export class LfsProgram {
  private last: { readonly found: Promise<boolean>; readonly at: number } | null = null;

  constructor(
    private readonly env: Env,
    private readonly git: GitGateway,
  ) {}

  /** How many bytes the files of one tree may have. */
  get maxBytes(): number {
    return this.env.LFS_MAX_MB * 1_048_576;
  }

  /** Why it does not, to follow "and the server"; null: it does. Never rejects. */
  async problem(): Promise<string | null> {
    if (this.env.LFS_MAX_MB === 0) return 'is set up to do without it (LFS_MAX_MB)';
    const now = performance.now();
    if (!this.last || now - this.last.at > FRESH_MS) this.last = { found: this.look(), at: now };
    return (await this.last.found) ? null : 'has no git-lfs';
  }

  private async look(): Promise<boolean> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return this.git.run({ args: ['lfs', 'version'], gitDir: null, signal }).then(
      () => true,
      () => false,
    );
  }
}
