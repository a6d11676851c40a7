import { Injectable } from '@nestjs/common';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { BareClones } from '../clones/bare-clones.js';
import { RefFetcher } from '../clones/ref-fetcher.js';
import { GitCommandError } from '../commands/git-command-error.js';
import { GitGateway } from '../commands/git.gateway.js';
import { fullName, type RepositoryRef } from '../repository-ref.js';

/** Commits that no branch of the forge leads to, and that somebody has recorded. */
const WANTED = 'refs/wanted';

/** Commits of submodules, in the clones of their repositories. */
@Injectable()
export class SubmoduleCommits {
  constructor(
    private readonly git: GitGateway,
    private readonly bares: BareClones,
    private readonly refs: RefFetcher,
  ) {}

  /** Brings a commit into the clone of its repository. @returns the path of the clone. @throws JobFailure. */
  async bring(repository: RepositoryRef, sha: string, signal: AbortSignal): Promise<string> {
    const { path, alreadyCloned } = await this.bares.ensureCloned(repository, signal);
    if (await this.isHere(path, sha, signal)) return path;
    if (alreadyCloned) await this.bares.fetch(repository, signal);
    if (await this.isHere(path, sha, signal)) return path;
    const found = await this.refs.fetch({ repository, from: sha, to: `${WANTED}/${sha}` }, signal).catch(refusal);
    if (found && (await this.isHere(path, sha, signal))) return path;
    throw new JobFailure(`${fullName(repository)} has no commit ${sha.slice(0, 12)}`, { code: 'repository_missing' });
  }

  /** Whether others can fetch a commit, as far as this clone can tell: without one it is taken for granted. @throws JobFailure. */
  async isPublished(repository: RepositoryRef, sha: string, signal: AbortSignal): Promise<boolean> {
    if (!(await this.bares.isCloned(repository))) return true;
    const path = this.bares.pathOf(repository);
    if (await this.isReachable(path, sha, signal)) return true;
    await this.bares.fetch(repository, signal);
    return this.isReachable(path, sha, signal);
  }

  private async isHere(gitDir: string, sha: string, signal: AbortSignal): Promise<boolean> {
    return this.answers(['cat-file', '-e', `${sha}^{commit}`], gitDir, signal, () => true);
  }

  private async isReachable(gitDir: string, sha: string, signal: AbortSignal): Promise<boolean> {
    const known = ['--remotes=origin', '--tags', `--glob=${WANTED}/*`];
    return this.answers(['rev-list', '-1', sha, '--not', ...known], gitDir, signal, (said) => said.trim() === '');
  }

  private async answers(
    args: readonly string[],
    gitDir: string,
    signal: AbortSignal,
    judge: (said: string) => boolean,
  ): Promise<boolean> {
    try {
      return judge(await this.git.run({ args, gitDir, signal }));
    } catch (error) {
      // git does not have the commit.
      if (error instanceof GitCommandError && error.end === 'exit') return false;
      throw error;
    }
  }
}

/** A forge need not give what no branch leads to. */
function refusal(error: unknown): boolean {
  if (error instanceof JobFailure && error.code === 'git_refused') return false;
  throw error;
}
