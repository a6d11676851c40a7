import { Logger } from '@nestjs/common';
import type { CommitAuthor } from '../../platform/config/commit-author.js';
import type { Env } from '../../platform/config/env.js';
import type { GitLimits } from '../../platform/config/git-limits.js';
import { githubClient } from '../github-client.js';
import type { GithubApp } from './github-app.js';

/** A job waits for it. */
const TIMEOUT_MS = 5_000;

/** Lets commits appear as the App: under the name and the address by which GitHub shows its picture beside them. */
export class AppAuthor {
  private readonly logger = new Logger(AppAuthor.name);
  private isDone = false;

  constructor(
    private readonly app: GithubApp,
    private readonly author: CommitAuthor,
    private readonly env: Env,
    private readonly limits: GitLimits,
  ) {
    this.isDone = author.isNamed;
  }

  /** Once it is known, it is not asked for again. Never rejects: commits by another name are better than none. */
  async learn(token: string): Promise<void> {
    if (this.isDone) return;
    const request = { retries: 0, signal: AbortSignal.timeout(TIMEOUT_MS) };
    try {
      const { slug } = this.app.identity ?? (await this.app.identify(request));
      const name = `${slug}[bot]`;
      const { users } = githubClient(this.env, this.limits, { auth: token }).rest;
      const { data } = await users.getByUsername({ username: name, request });
      const host = new URL(this.env.GITHUB_SERVER_URL).hostname;
      this.author.appearAs({ name, email: `${data.id}+${name}@users.noreply.${host}` });
      this.isDone = true;
    } catch (error) {
      this.logger.warn(`commits do not appear as the ${this.app.name} yet: ${String(error)}`);
    }
  }
}
