import { Injectable } from '@nestjs/common';
import { JobFailure } from '../common/job-failure.js';
import { GitCommandError } from './git-command-error.js';
import { GitLimits } from '../config/git-limits.js';
import { GitGateway } from './git.gateway.js';
import { type ScannedWork, SecretScan } from './secret-scan.js';

export interface ChangeStatistics {
  readonly commits: number;
  readonly filesChanged: number;
  readonly insertions: number;
  readonly deletions: number;
  /** Files and their changes, as `git diff --stat` draws them; at most 50 files and the sum. */
  readonly diffStat: string;
}

/** Reads the difference between two commits in a bare clone, where nothing of a job's configuration counts. */
@Injectable()
export class WorkInspection {
  constructor(
    private readonly git: GitGateway,
    private readonly limits: GitLimits,
    private readonly secrets: SecretScan,
  ) {}

  async isAncestor(gitDir: string, ancestor: string, commit: string, signal: AbortSignal): Promise<boolean> {
    try {
      await this.git.run({ args: ['merge-base', '--is-ancestor', ancestor, commit], gitDir, signal });
      return true;
    } catch (error) {
      if (error instanceof GitCommandError && error.exitCode === 1) return false;
      throw error;
    }
  }

  async statistics(gitDir: string, base: string, head: string, signal: AbortSignal): Promise<ChangeStatistics> {
    const options = ['--stat=100,60', '--stat-count=50', '--no-color', '--no-ext-diff', '--no-textconv'];
    const diffStat = await this.git.run({ args: ['diff', ...options, base, head, '--'], gitDir, signal });
    const commits = await this.git.run({ args: ['rev-list', '--count', `${base}..${head}`], gitDir, signal });
    const sum = diffStat.trimEnd().split('\n').at(-1) ?? '';
    const count = (pattern: RegExp): number => Number(pattern.exec(sum)?.[1] ?? 0);
    return {
      commits: Number(commits),
      filesChanged: count(/(\d+) files? changed/),
      insertions: count(/(\d+) insertion/),
      deletions: count(/(\d+) deletion/),
      diffStat: diffStat.trimEnd(),
    };
  }

  /** @throws JobFailure, whose message continues with `consequence`, for what GitHub would refuse, nobody could check out or nobody may see. */
  async assertPublishable(work: ScannedWork, consequence: string, signal: AbortSignal): Promise<void> {
    const { gitDir, base, head } = work;
    const nested = await this.addedRepositories(gitDir, base, head, signal);
    if (nested.length > 0) {
      throw new JobFailure(
        `The work contains a git repository inside the repository (${nested.slice(0, 3).map(inWords).join(', ')}). ${consequence}`,
      );
    }
    const large = await this.tooLargeFile(gitDir, base, head, signal);
    if (large !== null) {
      const limit = Math.floor(this.limits.maxFileBytes / 1_048_576);
      throw new JobFailure(
        `The work contains a file that is larger than ${limit} MB (${inWords(large)}). ${consequence}`,
      );
    }
    const exposed = await this.secrets.find(work, signal);
    if (exposed !== null) throw new JobFailure(`The work contains ${inWords(exposed)}. ${consequence}`);
  }

  /** Paths that became a link to another repository: a clone inside the tree, which `git add` takes for a submodule. */
  private async addedRepositories(gitDir: string, base: string, head: string, signal: AbortSignal): Promise<string[]> {
    const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', base, head];
    const fields = (await this.git.run({ args, gitDir, signal })).split('\0');
    return fields.filter((_, index) => /^:(?!160000)\d+ 160000 /.test(fields[index - 1] ?? ''));
  }

  /** Looks at every commit, not only the last: GitHub refuses the push for any of them. null: none. */
  private async tooLargeFile(gitDir: string, base: string, head: string, signal: AbortSignal): Promise<string | null> {
    const filter = [`--filter=blob:limit=${this.limits.maxFileBytes + 1}`, '--filter-print-omitted'];
    const listed = await this.git.run({
      args: ['rev-list', '--objects', '--no-object-names', ...filter, `${base}..${head}`],
      gitDir,
      signal,
    });
    const blob = /^~([0-9a-f]+)$/m.exec(listed)?.[1];
    if (blob === undefined) return null;
    const args = ['log', '--format=', '--raw', '-z', '--no-abbrev', '-m', `--find-object=${blob}`, `${base}..${head}`];
    const fields = (await this.git.run({ args, gitDir, signal })).split('\0');
    return fields.find((_, index) => (fields[index - 1] ?? '').startsWith(':')) ?? blob;
  }
}

/** Names of files come from strangers: none of them may begin a new line, or turn the direction, in a sentence or a log. */
function inWords(text: string): string {
  return text.replace(/\p{C}/gu, '?');
}
