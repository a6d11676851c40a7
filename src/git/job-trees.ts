import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { JobFailure } from '../common/job-failure.js';
import { Env } from '../config/env.js';
import { BareClones } from './bare-clones.js';
import { JobFolders } from '../sandbox/job-folders.js';
import { lastChangeOf } from '../sandbox/last-change.js';
import { removeFolder } from '../sandbox/remove-folder.js';
import { toGitFailure } from './git-failure.js';
import { GitGateway } from './git.gateway.js';
import { draftOf, readTreeRecord, writeTreeRecord, type JobTree } from './job-tree.js';
import {
  assertJobId,
  baseRef,
  cloneUrlOf,
  fullName,
  isJobId,
  originRef,
  type RepositoryRef,
} from './repository-ref.js';

const UNPIN_MS = 60_000;

export interface TreeRequest {
  readonly jobId: string;
  readonly repository: RepositoryRef;
  readonly branchName: string;
  /** Goes on from a state that {@link WorkCollector.keepState} kept, instead of from the forge's. Both are in the clone. */
  readonly from?: { readonly baseSha: string; readonly headSha: string };
}

export interface KeptTree {
  readonly jobId: string;
}

/**
 * The jobs' working trees in WORKTREES_DIR, one per job id: clones that borrow the objects of the bare clone, with
 * configuration, hooks, index and refs of their own and no remote. The server runs git in a tree only while making it;
 * from then on it belongs to the job.
 */
@Injectable()
export class JobTrees {
  private readonly logger = new Logger(JobTrees.name);

  constructor(
    private readonly env: Env,
    private readonly git: GitGateway,
    private readonly bares: BareClones,
    private readonly folders: JobFolders,
  ) {}

  pathOf(jobId: string): string {
    assertJobId(jobId);
    return join(this.env.WORKTREES_DIR, jobId);
  }

  /**
   * Makes the tree of a job from a freshly fetched clone: on the tip of its branch if the forge has that branch, else on
   * the tip of the default branch, or on a state that was kept. What an earlier attempt of the same job left is replaced.
   * @throws JobFailure when the repository is empty, lacks its default branch, or git fails.
   */
  async create(request: TreeRequest, signal: AbortSignal): Promise<JobTree> {
    const path = this.pathOf(request.jobId);
    const bare = await this.bares.refresh(request.repository, signal);
    try {
      const tree = await this.startingPoint(request, bare, signal);
      await this.erase(request.jobId);
      await mkdir(this.env.WORKTREES_DIR, { recursive: true });
      await this.pin(tree, signal);
      await this.cloneInto(path, bare, signal);
      await this.checkOut(tree, request.from?.headSha ?? tree.baseSha, signal);
      await this.handOver(tree);
      await writeTreeRecord(this.recordOf(request.jobId), tree);
      return tree;
    } catch (error) {
      throw toGitFailure(error, this.bares.context('prepare the working tree of', request.repository));
    }
  }

  /** The complete tree of a job, for instance after a restart; null: none, or one whose making was interrupted. */
  async find(jobId: string): Promise<JobTree | null> {
    const tree = await readTreeRecord(this.recordOf(jobId));
    if (!tree || !(await stat(join(this.pathOf(jobId), '.git')).catch(() => null))) return null;
    const found = { ...tree, path: this.pathOf(jobId) };
    // The server may have got another sandbox since.
    await this.handOver(found);
    return found;
  }

  /** From whose clone a complete tree borrows objects; null: there is no such tree. */
  async repositoryOf(jobId: string): Promise<RepositoryRef | null> {
    return (await readTreeRecord(this.recordOf(jobId)))?.repository ?? null;
  }

  /** Does nothing when there is no tree. The job's processes must have ended. Collected work is not touched. */
  async remove(jobId: string): Promise<void> {
    const record = await readTreeRecord(this.recordOf(jobId));
    await this.erase(jobId);
    if (record && (await this.bares.isCloned(record.repository))) await this.unpin(record);
  }

  /** When something of a tree that was completely made here was last changed, as far as its top shows; null: there is no such tree. */
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

  /** From here on the tree is the job's, which reads the objects of the bare clone. */
  private async handOver({ jobId, repository }: JobTree): Promise<void> {
    await this.folders.lend(jobId, [this.bares.pathOf(repository)]);
    await this.folders.handOverTree(jobId);
  }

  private async erase(jobId: string): Promise<void> {
    const path = this.pathOf(jobId);
    await Promise.all([this.recordOf(jobId), draftOf(this.recordOf(jobId))].map((file) => rm(file, { force: true })));
    await removeFolder(path);
  }

  private recordOf(jobId: string): string {
    return `${this.pathOf(jobId)}.json`;
  }

  private async startingPoint(request: TreeRequest, bare: string, signal: AbortSignal): Promise<JobTree> {
    const { jobId, repository, branchName, from } = request;
    await this.git.run({ args: ['check-ref-format', `refs/heads/${branchName}`], gitDir: bare, signal });
    const defaultSha = await this.bares.findRef(bare, originRef(repository.defaultBranch), signal);
    if (defaultSha === null) throw await this.withoutDefaultBranch(repository, bare, signal);
    const branchSha = await this.bares.findRef(bare, originRef(branchName), signal);
    return {
      jobId,
      repository,
      branchName,
      path: this.pathOf(jobId),
      baseSha: from?.baseSha ?? branchSha ?? defaultSha,
      defaultSha,
      continuesBranch: branchSha !== null,
    };
  }

  private async withoutDefaultBranch(ref: RepositoryRef, bare: string, signal: AbortSignal): Promise<JobFailure> {
    const url = cloneUrlOf(this.env.GITHUB_SERVER_URL, ref);
    const args = ['ls-remote', '--symref', '--', url];
    const answer = await this.git.run({ args, gitDir: bare, transport: 'forge', signal });
    if (!/\trefs\/heads\//.test(answer)) {
      return new JobFailure(`The repository ${fullName(ref)} is empty: it needs a first commit before a job can run.`);
    }
    const actual = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(answer)?.[1];
    const hint = actual ? ` Its default branch at GitHub is "${actual}".` : '';
    return new JobFailure(`The repository ${fullName(ref)} has no branch "${ref.defaultBranch}".${hint}`);
  }

  private async pin(tree: JobTree, signal: AbortSignal): Promise<void> {
    await this.bares.exclusively(tree.repository, signal, (bare) =>
      this.git.run({ args: ['update-ref', baseRef(tree.jobId), tree.baseSha], gitDir: bare, signal }),
    );
  }

  private async unpin(tree: JobTree): Promise<void> {
    const signal = AbortSignal.timeout(UNPIN_MS);
    await this.bares.deleteRefs(tree.repository, [baseRef(tree.jobId)], signal).catch((error: unknown) => {
      // A ref too many costs nothing; a tree that cannot be removed would.
      this.logger.warn(`job ${tree.jobId}: its base stays pinned: ${String(error)}`);
    });
  }

  private async cloneInto(path: string, bare: string, signal: AbortSignal): Promise<void> {
    const config = [
      'remote.origin.fetch=+refs/remotes/origin/*:refs/remotes/origin/*',
      'gc.auto=0',
      'maintenance.auto=false',
      `user.name=${this.env.GIT_AUTHOR_NAME}`,
      `user.email=${this.env.GIT_AUTHOR_EMAIL}`,
    ].flatMap((pair) => ['-c', pair]);
    const args = ['clone', '--progress', '--shared', '--no-checkout', '--template=', ...config, '--', bare, path];
    await this.git.run({ args, gitDir: null, cwd: this.env.WORKTREES_DIR, transport: 'file', signal });
  }

  private async checkOut(tree: JobTree, commit: string, signal: AbortSignal): Promise<void> {
    const here = { gitDir: join(tree.path, '.git'), cwd: tree.path, signal };
    await this.git.run({ ...here, args: ['config', '--remove-section', 'remote.origin'] });
    const branch = ['-B', tree.branchName, '--no-track', commit];
    await this.git.run({ ...here, args: ['checkout', '--progress', ...branch, '--'] });
  }
}
