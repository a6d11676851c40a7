import { Injectable } from '@nestjs/common';
import { GitCommandError } from './git-command-error.js';
import { GitGateway } from './git.gateway.js';

const TIMEOUT_MS = 5_000;
const FRESH_MS = 60_000;

/** Whether there is a git that the server can run. Looks at most once a minute. */
@Injectable()
export class GitProgram {
  private last: { readonly problem: Promise<string | null>; readonly at: number } | null = null;

  constructor(private readonly git: GitGateway) {}

  /** Why there is none, in a sentence for the operator; null: it runs. Never rejects. */
  problem(): Promise<string | null> {
    const now = performance.now();
    if (!this.last || now - this.last.at > FRESH_MS) this.last = { problem: this.look(), at: now };
    return this.last.problem;
  }

  private async look(): Promise<string | null> {
    try {
      await this.git.run({ args: ['--version'], gitDir: null, signal: AbortSignal.timeout(TIMEOUT_MS) });
      return null;
    } catch (error) {
      const said = error instanceof GitCommandError ? error.output : '';
      const why = /\bE[A-Z]{3,}\b/.exec(said)?.[0] ?? 'it does not answer';
      return `No job can be done, git cannot be run (${why}): it must be installed, on the PATH and executable`;
    }
  }
}
