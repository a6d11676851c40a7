import { Injectable } from '@nestjs/common';
import { BareClones } from '../clones/bare-clones.js';
import { allOf } from '../commands/all-of.js';
import { toGitFailure } from '../commands/git-failure.js';
import { GitGateway } from '../commands/git.gateway.js';
import type { JobTree } from '../trees/job-tree.js';
import { fullName, toSha, workRef, type RepositoryRef } from '../repository-ref.js';
import type { StrayCommit } from '../stray/stray-commit.js';
import { StrayWork } from '../stray/stray-work.js';
import { UnpublishableWork } from './unpublishable-work.js';
import { WorkCommits } from './work-commits.js';
import { WorkInspection, type ChangeStatistics } from './work-inspection.js';
import { InertCommits } from './inert-commits.js';
import { namingNotCollected, notCollectedIn } from './not-collected.js';
import { type TakenWork, WorkIntake } from './work-intake.js';
import { namingSubmodules } from '../submodules/changed-submodules.js';
import { namingUnfinished } from '../unfinished/unfinished-work.js';

/** A job's work, which the bare clone holds under `refs/jobs/<job id>`. */
export interface CollectedWork extends ChangeStatistics {
  readonly jobId: string;
  readonly repository: RepositoryRef;
  readonly branchName: string;
  readonly baseSha: string;
  /** Equal to `baseSha` when nothing changed. */
  readonly headSha: string;
  /** false: no file differs from the base, so there is nothing to publish. */
  readonly changed: boolean;
  /** Paths of files that could not be read and are missing in the work, and how many more there are, for people. */
  readonly notCollected: readonly string[];
  /** Commits that are not part of it: on other branches, stashed and the like. */
  readonly stray: readonly StrayCommit[];
}

/** A commit in the clone. */
interface ReadCommit {
  /** The id of its tree. */
  readonly files: string;
  readonly parents: readonly string[];
}

export type WorkOrigin = Pick<JobTree, 'jobId' | 'repository' | 'branchName' | 'baseSha'>;

export interface CollectOptions {
  /** Message of the commit that holds what the agent left uncommitted; see commit-message.ts. */
  readonly message: string;
  /** The whole environment of the job's processes. */
  readonly env: Readonly<Record<string, string>>;
  /** Told which commit has the work while that is checked: also work that must not be published. Default: nobody. */
  readonly taken?: (headSha: string) => Promise<void>;
}

/**
 * Takes a job's work from its working tree into the bare clone. The agent's own commits are kept if they build on the base;
 * otherwise (it amended, reset, rebased or started over) the state of its files becomes one commit on the base.
 */
@Injectable()
export class WorkCollector {
  constructor(
    private readonly git: GitGateway,
    private readonly bares: BareClones,
    private readonly intake: WorkIntake,
    private readonly commits: WorkCommits,
    private readonly inert: InertCommits,
    private readonly inspection: WorkInspection,
    private readonly strays: StrayWork,
  ) {}

  /**
   * The job's processes must have ended. May be repeated; the last result counts.
   * @throws JobFailure when the tree cannot be read, or its work must not be published; in the latter case the work is kept,
   * and the message names the ref.
   */
  async collect(
    tree: JobTree,
    { message, env, taken: told }: CollectOptions,
    signal: AbortSignal,
  ): Promise<CollectedWork> {
    try {
      const taken = await this.intake.take(tree, env, signal);
      const head = await this.headFor(tree, taken, message, signal);
      const [, work] = await allOf([
        this.commits.keep(tree, head, signal),
        this.describe(tree, head, taken.stray, signal),
        told?.(head),
      ]);
      return work;
    } catch (error) {
      throw this.translated(error, tree);
    }
  }

  /** Work that was collected earlier, for example before a restart; null: none. @throws JobFailure as {@link collect} does. */
  async restore(origin: WorkOrigin, signal: AbortSignal): Promise<CollectedWork | null> {
    if (!(await this.bares.isCloned(origin.repository))) return null;
    try {
      const head = await this.bares.findRef(this.bares.pathOf(origin.repository), workRef(origin.jobId), signal);
      return head === null ? null : await this.describe(origin, head, this.strays.list(origin, signal), signal);
    } catch (error) {
      throw this.translated(error, origin);
    }
  }

  /**
   * A given commit of the work, whichever ref has it: in this clone, or on its branch at the forge, where another server may
   * have pushed it; null: neither has it. @throws JobFailure as {@link collect} does.
   */
  async restoreAt(origin: WorkOrigin, headSha: string, signal: AbortSignal): Promise<CollectedWork | null> {
    try {
      if (!(await this.has(origin, headSha, signal)))
        await this.bares.refresh(origin.repository, signal, [origin.branchName]);
      if (!(await this.has(origin, headSha, signal))) return null;
      return await this.describe(origin, headSha, this.strays.list(origin, signal), signal);
    } catch (error) {
      throw this.translated(error, origin);
    }
  }

  /** The same, for work that another job has left: from then on it is kept for this one, too. @throws JobFailure as {@link collect} does. */
  async adopt(origin: WorkOrigin, headSha: string, signal: AbortSignal): Promise<CollectedWork | null> {
    const work = await this.restoreAt(origin, headSha, signal);
    if (work) await this.commits.keep(origin, headSha, signal);
    return work;
  }

  /** Why a commit of the work could not be published, in a sentence; null: it could. @throws JobFailure when it cannot be read. */
  async publishProblem(origin: WorkOrigin, headSha: string, signal: AbortSignal): Promise<string | null> {
    const { branchName, baseSha: base, repository } = origin;
    try {
      const work = { gitDir: this.bares.pathOf(repository), repository, base, head: headSha, branchName };
      await this.inspection.inspect(work, '', signal);
      return null;
    } catch (error) {
      if (error instanceof UnpublishableWork) return error.message.trim();
      throw this.translated(error, origin);
    }
  }

  /** Whether the clone has a commit, such as a kept state. */
  async has({ repository }: Pick<WorkOrigin, 'repository'>, sha: string, signal: AbortSignal): Promise<boolean> {
    if (!(await this.bares.isCloned(repository))) return false;
    const args = ['rev-list', '--no-walk', '--ignore-missing', sha];
    return (await this.git.run({ args, gitDir: this.bares.pathOf(repository), signal })).trim() === sha;
  }

  /** Drops the work of a job once it was published or is no longer needed. */
  async forget({ repository, jobId }: Pick<WorkOrigin, 'repository' | 'jobId'>, signal: AbortSignal): Promise<void> {
    if (await this.bares.isCloned(repository)) await this.bares.deleteRefs(repository, [workRef(jobId)], signal);
  }

  /** The commit that represents a snapshot: the job's HEAD, or one that the server makes. */
  private async headFor(tree: JobTree, work: TakenWork, message: string, signal: AbortSignal): Promise<string> {
    const taken = work.commit;
    const gitDir = this.bares.pathOf(tree.repository);
    const base = tree.baseSha;
    const read = await this.read(gitDir, [taken, base], signal);
    const state = read.get(taken) ?? { files: '', parents: [] };
    const parents = await this.parentsFor(tree, state.parents, signal);
    const [parent] = parents;
    const before = read.get(parent) ?? (await this.read(gitDir, [parent], signal)).get(parent);
    const files = toSha(state.files);
    const said = namingLacks(message, work);
    const isPlain = said === message && parents.length === 1;
    const head =
      files === before?.files && isPlain ? parent : await this.commits.commit(tree, files, parents, said, signal);
    // Then there is nothing but a message of the server's own.
    return parent === base && isPlain ? head : this.inert.of(gitDir, base, head, signal);
  }

  /** The job's HEAD and what is being merged into it, if HEAD builds on the base; else the base. */
  private async parentsFor(
    tree: JobTree,
    [jobHead, ...merged]: readonly string[],
    signal: AbortSignal,
  ): Promise<[string, ...string[]]> {
    const { repository, baseSha } = tree;
    if (jobHead === undefined) return [baseSha];
    const builds = await this.inspection.isAncestor(this.bares.pathOf(repository), baseSha, jobHead, signal);
    // A merge whose conflicts are resolved lacks only its commit.
    return builds ? [jobHead, ...merged] : [baseSha];
  }

  private async read(gitDir: string, shas: readonly string[], signal: AbortSignal): Promise<Map<string, ReadCommit>> {
    const args = ['rev-list', '--no-walk', '--format=%H %T %P', ...shas];
    const lines = (await this.git.run({ args, gitDir, signal }))
      .split('\n')
      .filter((line) => !line.startsWith('commit '));
    return new Map(
      lines.map((line) => {
        const [sha = '', files = '', ...parents] = line.split(' ');
        return [sha, { files, parents: parents.filter(Boolean) }];
      }),
    );
  }

  private async describe(
    origin: WorkOrigin,
    headSha: string,
    stray: readonly StrayCommit[] | Promise<readonly StrayCommit[]>,
    signal: AbortSignal,
  ): Promise<CollectedWork> {
    const { jobId, repository, branchName, baseSha } = origin;
    const gitDir = this.bares.pathOf(repository);
    const consequence = `It was not published; it is kept as ${workRef(jobId)} in the server's clone of ${fullName(repository)}.`;
    const work = { gitDir, repository, base: baseSha, head: headSha, branchName };
    const asked = this.git.run({ args: ['log', '-1', '--format=%B', headSha, '--'], gitDir, signal });
    asked.catch(() => undefined);
    const [statistics, strayCommits] = await allOf([this.inspection.inspect(work, consequence, signal), stray]);
    const changed = statistics.diffStat !== '';
    const notCollected = headSha === baseSha ? [] : notCollectedIn(await asked);
    return {
      jobId,
      repository,
      branchName,
      baseSha,
      headSha,
      changed,
      notCollected,
      stray: strayCommits,
      ...statistics,
    };
  }

  private translated(error: unknown, { repository }: Pick<WorkOrigin, 'repository'>): unknown {
    return toGitFailure(error, this.bares.context('collect the work on', repository));
  }
}

/** A message that says what the commit alone cannot show. */
function namingLacks(message: string, { notCollected, submodules, unfinished }: TakenWork): string {
  return namingUnfinished(namingSubmodules(namingNotCollected(message, notCollected), submodules), unfinished);
}
