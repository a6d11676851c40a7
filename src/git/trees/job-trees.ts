import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { Env } from '../../platform/config/env.js';
import { BareClones } from '../clones/bare-clones.js';
import { JobDirectories } from '../../sandbox/directories/job-directories.js';
import { lastChangeOf } from '../../sandbox/directories/last-change.js';
import { CloneMoves } from '../moves/clone-moves.js';
import { TreeClones } from './tree-clones.js';
import { removeDirectory } from '../../sandbox/directories/remove-directory.js';
import { toGitFailure } from '../commands/git-failure.js';
import { allOf } from '../commands/all-of.js';
import { TreeCheckout } from './tree-checkout.js';
import { GitGateway } from '../commands/git.gateway.js';
import { draftOf, readTreeRecord, writeTreeRecord, type JobTree } from './job-tree.js';
import {
  assertJobId,
  baseRef,
  cloneUrlOf,
  fullName,
  isJobId,
  originRef,
  type RepositoryRef,
} from '../repository-ref.js';

const UNPIN_MS = 60_000;

export interface TreeRequest {
  readonly jobId: string;
  readonly repository: RepositoryRef;
  readonly branchName: string;
  /** Continues from a state that {@link WorkCollector.keepState} kept, instead of from the forge's. Both commits are in the clone. */
  readonly from?: { readonly baseSha: string; readonly headSha: string };
  /** What {@link JobTrees.fetch} has answered just now; default: it is asked. */
  readonly bare?: string;
}

export interface KeptTree {
  readonly jobId: string;
}

/**
 * The jobs' working trees in WORKTREES_DIR, one per job id: clones that borrow the objects of the bare clone but have their own
 * configuration, hooks, index and refs, and no remote. The server runs git in a tree only while making it; after that the tree
 * belongs to the job.
 */
@Injectable()
export class JobTrees {
  private readonly logger = new Logger(JobTrees.name);

  constructor(
    private readonly env: Env,
    private readonly git: GitGateway,
    private readonly bares: BareClones,
    private readonly directories: JobDirectories,
    private readonly clones: TreeClones,
    private readonly moves: CloneMoves,
    private readonly checkout: TreeCheckout,
  ) {}

  pathOf(jobId: string): string {
    assertJobId(jobId);
    return join(this.env.WORKTREES_DIR, jobId);
  }

  /**
   * Makes the working tree of a job from a freshly fetched clone: on the tip of its branch if the forge has that branch, else on
   * the tip of the default branch, or on a kept state. Replaces what an earlier attempt of the same job left.
   * @throws JobFailure when the repository is empty or lacks its default branch, or when git fails.
   */
  async create(request: TreeRequest, signal: AbortSignal): Promise<JobTree> {
    const path = this.pathOf(request.jobId);
    const [bare] = await allOf([request.bare ?? this.fetch(request, signal), this.directories.create(request.jobId)]);
    try {
      const start = await this.startingPoint(request, bare, signal);
      await this.erase(request.jobId);
      await allOf([this.pin(start, signal), this.clones.make(join(path, '.git'), bare)]);
      const empty = { ...start, gitDir: join(path, '.git') };
      const checkedOut = await this.checkout.run(empty, request.from?.headSha ?? start.baseSha, signal);
      const tree = { ...start, ...checkedOut };
      await this.handOver(tree);
      await writeTreeRecord(this.recordOf(request.jobId), tree);
      return tree;
    } catch (error) {
      throw toGitFailure(error, this.bares.context('prepare the working tree of', request.repository));
    }
  }

  /** Brings the branches that a tree needs up to date, and answers with the path of their clone. @throws as {@link create} does. */
  async fetch(
    { repository, branchName }: Pick<TreeRequest, 'repository' | 'branchName'>,
    signal: AbortSignal,
  ): Promise<string> {
    const args = ['check-ref-format', `refs/heads/${branchName}`];
    await this.git.run({ args, gitDir: null, signal }).catch((error: unknown) => {
      throw toGitFailure(error, this.bares.context('prepare the working tree of', repository));
    });
    return this.bares.refresh(repository, signal, [repository.defaultBranch, branchName]);
  }

  /** The complete working tree of a job, for example after a restart; null: none, or one that was not completed. */
  async find(jobId: string): Promise<JobTree | null> {
    const tree = await readTreeRecord(this.recordOf(jobId));
    if (!tree || !(await stat(join(this.pathOf(jobId), '.git')).catch(() => null))) return null;
    const found = { ...tree, path: this.pathOf(jobId) };
    // The server may use another sandbox since then.
    await this.handOver(found);
    return found;
  }

  /** The repositories whose clones a complete tree borrows objects from; none: there is no such tree. */
  async repositoriesOf(jobId: string): Promise<RepositoryRef[]> {
    const record = await readTreeRecord(this.recordOf(jobId));
    return record ? [record.repository, ...(record.lenders ?? [])] : [];
  }

  /** Removes the tree, if there is one. The job's processes must have ended. Collected work stays. */
  async remove(jobId: string): Promise<void> {
    const record = await readTreeRecord(this.recordOf(jobId));
    await this.erase(jobId);
    if (record && (await this.bares.isCloned(record.repository))) await this.unpin(record);
  }

  /** Last change of a tree that this server completed, judged by its top level; null: there is no such tree. */
  async touchedAt(jobId: string): Promise<Date | null> {
    const record = this.recordOf(jobId);
    if ((await readTreeRecord(record))?.jobId !== jobId) return null;
    return lastChangeOf([record, this.pathOf(jobId), join(this.pathOf(jobId), '.git')]);
  }

  async list(): Promise<KeptTree[]> {
    const entries = await readdir(this.env.WORKTREES_DIR, { withFileTypes: true }).catch(() => []);
    const trees = entries.filter((entry) => entry.isDirectory() && isJobId(entry.name));
    return trees.map(({ name }) => ({ jobId: name }));
  }

  /** Hands the tree to the job, and lets the job read the objects of the bare clone. */
  private async handOver({ jobId, repository, lenders, borrowsThrough = [] }: JobTree): Promise<void> {
    for (const { path, of } of borrowsThrough)
      await this.moves.keepLink(path, this.bares.pathOf({ ...of, defaultBranch: repository.defaultBranch }));
    const clones = [repository, ...(lenders ?? [])].map((lender) => this.bares.pathOf(lender));
    await this.directories.lend(jobId, [...new Set([...clones, ...borrowsThrough.map(({ path }) => path)])]);
    await this.directories.handOverTree(jobId);
  }

  private async erase(jobId: string): Promise<void> {
    const path = this.pathOf(jobId);
    await Promise.all([this.recordOf(jobId), draftOf(this.recordOf(jobId))].map((file) => rm(file, { force: true })));
    await removeDirectory(path);
  }

  private recordOf(jobId: string): string {
    return `${this.pathOf(jobId)}.json`;
  }

  private async startingPoint(request: TreeRequest, bare: string, signal: AbortSignal): Promise<JobTree> {
    const { jobId, repository, branchName, from } = request;
    const [ofDefault, ofBranch] = [originRef(repository.defaultBranch), originRef(branchName)];
    const refs = await this.bares.findRefs(bare, [ofDefault, ofBranch], signal);
    const defaultSha = refs.get(ofDefault);
    if (defaultSha === undefined) throw await this.withoutDefaultBranch(repository, bare, signal);
    const branchSha = refs.get(ofBranch);
    return {
      jobId,
      repository,
      branchName,
      path: this.pathOf(jobId),
      baseSha: from?.baseSha ?? branchSha ?? defaultSha,
      defaultSha,
      continuesBranch: branchSha !== undefined,
      notices: [],
      lenders: [],
    };
  }

  private async withoutDefaultBranch(ref: RepositoryRef, bare: string, signal: AbortSignal): Promise<JobFailure> {
    const url = cloneUrlOf(this.env.GITHUB_SERVER_URL, ref);
    const args = ['ls-remote', '--symref', '--', url];
    const answer = await this.git
      .run({ args, gitDir: bare, forge: { repository: ref }, signal })
      .catch((error: unknown) => {
        throw toGitFailure(error, this.bares.context('fetch', ref));
      });
    if (!/\trefs\/heads\//.test(answer)) {
      return new JobFailure(`The repository ${fullName(ref)} is empty: it needs a first commit before a job can run.`, {
        code: 'repository_missing',
      });
    }
    const actual = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(answer)?.[1];
    const hint = actual ? ` Its default branch at GitHub is "${actual}".` : '';
    return new JobFailure(`The repository ${fullName(ref)} has no branch "${ref.defaultBranch}".${hint}`, {
      code: 'repository_missing',
    });
  }

  private async pin(tree: JobTree, signal: AbortSignal): Promise<void> {
    await this.bares.exclusively(tree.repository, signal, (bare) =>
      this.git.run({ args: ['update-ref', baseRef(tree.jobId), tree.baseSha], gitDir: bare, signal }),
    );
  }

  private async unpin(tree: JobTree): Promise<void> {
    const signal = AbortSignal.timeout(UNPIN_MS);
    await this.bares.deleteRefs(tree.repository, [baseRef(tree.jobId)], signal).catch((error: unknown) => {
      // A leftover ref costs nothing; a tree that cannot be removed would.
      this.logger.warn(`job ${tree.jobId}: its base ref cannot be removed: ${String(error)}`);
    });
  }
}
