import { Injectable } from '@nestjs/common';
import { Redactor } from '../common/redactor.js';
import { GitCommandError } from './git-command-error.js';
import { GitGateway } from './git.gateway.js';

/** Paths per search, so that no command line grows too long. */
const PATHS_AT_ONCE = 500;

/** Looks for the server's own secrets in what a job wants published: a job may have printed its environment to a file. */
@Injectable()
export class SecretScan {
  constructor(
    private readonly git: GitGateway,
    private readonly redactor: Redactor,
  ) {}

  /** Looks at the message and the changed files of every commit after `base`. null: none; else where the first one is. */
  async find(gitDir: string, base: string, head: string, signal: AbortSignal): Promise<string | null> {
    if (this.redactor.secrets.length === 0) return null;
    const range = `${base}..${head}`;
    const messages = await this.git.run({ args: ['log', '--format=%an %ae %cn %ce %B', range], gitDir, signal });
    if (this.redactor.holdsSecret(messages)) return 'a commit message';
    const commits = await this.git.run({ args: ['rev-list', range], gitDir, signal });
    for (const commit of commits.split('\n').filter(Boolean)) {
      const file = await this.inCommit(gitDir, commit, signal);
      if (file !== null) return this.redactor.redact(file);
    }
    return null;
  }

  private async inCommit(gitDir: string, commit: string, signal: AbortSignal): Promise<string | null> {
    const args = ['diff-tree', '-r', '-m', '-z', '--root', '--no-commit-id', '--name-only', '--diff-filter=d', commit];
    const paths = (await this.git.run({ args, gitDir, signal })).split('\0').filter(Boolean);
    if (this.redactor.holdsSecret(paths.join('\n'))) return 'a file name';
    for (let from = 0; from < paths.length; from += PATHS_AT_ONCE) {
      const file = await this.inFiles(gitDir, commit, paths.slice(from, from + PATHS_AT_ONCE), signal);
      if (file !== null) return file;
    }
    return null;
  }

  /** The secrets travel by stdin: a command line is there for all to read. */
  private async inFiles(gitDir: string, commit: string, paths: string[], signal: AbortSignal): Promise<string | null> {
    const search = ['--literal-pathspecs', 'grep', '-l', '-z', '-a', '-F', '-f', '-', commit, '--', ...paths];
    try {
      const found = await this.git.run({ args: search, gitDir, stdin: this.redactor.secrets.join('\n'), signal });
      return found.split('\0', 1)[0]?.slice(commit.length + 1) ?? null;
    } catch (error) {
      if (error instanceof GitCommandError && error.exitCode === 1) return null;
      throw error;
    }
  }
}
