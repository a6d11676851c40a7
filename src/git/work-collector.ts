import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Env } from '../config/env.js';
import { BareClones } from './bare-clones.js';
import { toGitFailure } from './git-failure.js';
import { GitGateway } from './git.gateway.js';
import type { JobTree } from './job-tree.js';
import { fullName, toSha, workRef, type RepositoryRef } from './repository-ref.js';
import { StateTree } from './state-tree.js';
import { WorkInspection, type ChangeStatistics } from './work-inspection.js';
import { SNAPSHOT_REF, WorkSnapshot } from './work-snapshot.js';

/** Work of a job that the bare clone holds under `refs/jobs/<job id>`. */
export interface CollectedWork extends ChangeStatistics {
  readonly jobId: string;
  readonly repository: RepositoryRef;
  readonly branchName: string;
  readonly baseSha: string;
  /** Equal to `baseSha` when nothing changed. */
  readonly headSha: string;
  /** false: no file differs from the base, there is nothing to publish. */
  readonly changed: boolean;
}

export type WorkOrigin = Pick<JobTree, 'jobId' | 'repository' | 'branchName' | 'baseSha'>;

export interface CollectOptions {
  /** Message of the commit that holds what the agent left uncommitted; see commit-message.ts. */
  readonly message: string;
  /** The whole environment of the job's processes. */
  readonly env: Readonly<Record<string, string>>;
}

export interface StateOptions extends CollectOptions {
  /** Commit of the state before: what has changed is told against it. */
  readonly since: string;
  /** Files of the server's own: as far as the state goes they are as they were at the base. */
  readonly withoutFiles: readonly string[];
}

/** The state of a job's tree at one moment, as one commit on its base. */
export interface KeptState extends Pick<ChangeStatistics, 'filesChanged' | 'diffStat'> {
  readonly headSha: string;
  /** Whether any file differs from the state before. */
  readonly treeChanged: boolean;
}

/**
 * Takes a job's work out of its tree into the bare clone. The agent's own commits are kept if they build on the base;
 * otherwise (it amended, reset, rebased or began anew) the state of its files becomes one commit on the base.
 */
@Injectable()
export class WorkCollector {
  constructor(
    private readonly env: Env,
    private readonly git: GitGateway,
    private readonly bares: BareClones,
    private readonly snapshot: WorkSnapshot,
    private readonly inspection: WorkInspection,
    private readonly stateTree: StateTree,
  ) {}

  /**
   * The job's processes must have ended. May be repeated; the last result counts.
   * @throws JobFailure when the tree cannot be read, or its work cannot be published; in the latter case it is kept, and the
   * message names the ref.
   */
  async collect(tree: JobTree, { message, env }: CollectOptions, signal: AbortSignal): Promise<CollectedWork> {
    try {
      const taken = await this.take(tree, env, signal);
      const head = await this.headFor(tree, taken, message, signal);
      return await this.keep(tree, head, signal);
    } catch (error) {
      throw this.translated(error, tree);
    }
  }

  /** Work that was collected earlier, for instance before a restart; null: none. @throws JobFailure as {@link collect} does. */
  async restore(origin: WorkOrigin, signal: AbortSignal): Promise<CollectedWork | null> {
    if (!(await this.bares.isCloned(origin.repository))) return null;
    try {
      const head = await this.bares.findRef(this.bares.pathOf(origin.repository), workRef(origin.jobId), signal);
      return head === null ? null : await this.describe(origin, head, signal);
    } catch (error) {
      throw this.translated(error, origin);
    }
  }

  /**
   * A certain state of the work, whichever ref has it: in this clone, or on its branch at the forge, where another server
   * may have pushed it; null: neither has it. @throws JobFailure as {@link collect} does.
   */
  async restoreAt(origin: WorkOrigin, headSha: string, signal: AbortSignal): Promise<CollectedWork | null> {
    try {
      if (!(await this.has(origin, headSha, signal))) await this.bares.refresh(origin.repository, signal);
      return (await this.has(origin, headSha, signal)) ? await this.describe(origin, headSha, signal) : null;
    } catch (error) {
      throw this.translated(error, origin);
    }
  }

  /**
   * Keeps the state of a tree under the job's ref, as one commit on the base whatever the agent has committed, without
   * judging whether it may be published: {@link restore} does that. May be repeated.
   * @throws JobFailure when the tree cannot be read.
   */
  async keepState(tree: JobTree, options: StateOptions, signal: AbortSignal): Promise<KeptState> {
    const gitDir = this.bares.pathOf(tree.repository);
    try {
      const taken = await this.take(tree, options.env, signal);
      const { since, withoutFiles } = options;
      const files = await this.stateTree.withBaseFiles(gitDir, taken, tree.baseSha, withoutFiles, signal);
      const headSha = await this.commitTree(tree, files, tree.baseSha, options.message, signal);
      await this.moveRef(tree, headSha, signal);
      const before = await this.git.run({ args: ['rev-parse', `${since}^{tree}`], gitDir, signal });
      const { filesChanged, diffStat } = await this.inspection.statistics(gitDir, since, headSha, signal);
      return { headSha, treeChanged: toSha(before) !== files, filesChanged, diffStat };
    } catch (error) {
      throw this.translated(error, tree);
    }
  }

  /** Whether the clone has a commit, such as a state that was kept. */
  async has({ repository }: Pick<WorkOrigin, 'repository'>, sha: string, signal: AbortSignal): Promise<boolean> {
    if (!(await this.bares.isCloned(repository))) return false;
    const args = ['rev-list', '--no-walk', '--ignore-missing', sha];
    return (await this.git.run({ args, gitDir: this.bares.pathOf(repository), signal })).trim() === sha;
  }

  /** Drops the work of a job, after it was published or is no longer wanted. */
  async forget({ repository, jobId }: Pick<WorkOrigin, 'repository' | 'jobId'>, signal: AbortSignal): Promise<void> {
    if (await this.bares.isCloned(repository)) await this.bares.deleteRefs(repository, [workRef(jobId)], signal);
  }

  /** Brings the state of the tree into the bare clone; the commit that has it. */
  private async take(tree: JobTree, env: CollectOptions['env'], signal: AbortSignal): Promise<string> {
    const folder = join(this.env.REPOS_DIR, '.incoming', tree.jobId);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const bundle = join(folder, 'work.bundle');
      await this.snapshot.take(tree, env, bundle, signal);
      return await this.receive(tree, folder, bundle, signal);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /**
   * Brings the bundle's objects into the bare clone and returns its commit. They pass through a repository of their own:
   * git checks objects on the way from one repository to another (`fetch.fsckObjects`), but not those of a bundle.
   */
  private async receive(tree: JobTree, folder: string, bundle: string, signal: AbortSignal): Promise<string> {
    const bare = this.bares.pathOf(tree.repository);
    const gate = join(folder, 'gate.git');
    await this.git.run({ args: ['init', '--bare', '--template=', '--', gate], gitDir: null, signal });
    await mkdir(join(gate, 'objects', 'info'), { recursive: true });
    await writeFile(join(gate, 'objects', 'info', 'alternates'), `${join(bare, 'objects')}\n`);
    const fetch = ['fetch', '--progress', '--no-write-fetch-head', '--no-tags', '--'];
    const refspec = `+${SNAPSHOT_REF}:${SNAPSHOT_REF}`;
    await this.git.run({ args: [...fetch, bundle, refspec], gitDir: gate, transport: 'file', signal });
    const commit = toSha(await this.git.run({ args: ['rev-parse', SNAPSHOT_REF], gitDir: gate, signal }));
    const config = { 'fetch.fsckObjects': 'true' };
    const args = [...fetch, gate, `+${SNAPSHOT_REF}:refs/job-snapshots/${tree.jobId}`];
    await this.bares.exclusively(tree.repository, signal, (gitDir) =>
      this.git.run({ args, gitDir, transport: 'file', config, signal }),
    );
    return commit;
  }

  /** Which commit stands for a snapshot: HEAD of the job, or one that the server makes. */
  private async headFor(tree: JobTree, taken: string, message: string, signal: AbortSignal): Promise<string> {
    const gitDir = this.bares.pathOf(tree.repository);
    const line = await this.git.run({ args: ['rev-list', '--parents', '--max-count=1', taken], gitDir, signal });
    const jobHead = line.trim().split(' ')[1];
    const buildsOnBase =
      jobHead !== undefined && (await this.inspection.isAncestor(gitDir, tree.baseSha, jobHead, signal));
    const parent = buildsOnBase ? jobHead : tree.baseSha;
    const trees = [`${taken}^{tree}`, `${parent}^{tree}`];
    const [files, before] = (await this.git.run({ args: ['rev-parse', ...trees], gitDir, signal })).trim().split('\n');
    return files === before ? parent : this.commitTree(tree, toSha(files ?? ''), parent, message, signal);
  }

  private async commitTree(
    { repository }: Pick<WorkOrigin, 'repository'>,
    files: string,
    parent: string,
    message: string,
    signal: AbortSignal,
  ): Promise<string> {
    const config = { 'user.name': this.env.GIT_AUTHOR_NAME, 'user.email': this.env.GIT_AUTHOR_EMAIL };
    const gitDir = this.bares.pathOf(repository);
    return toSha(
      await this.git.run({ args: ['commit-tree', files, '-p', parent], gitDir, config, stdin: message, signal }),
    );
  }

  private async keep(origin: WorkOrigin, head: string, signal: AbortSignal): Promise<CollectedWork> {
    await this.moveRef(origin, head, signal);
    return this.describe(origin, head, signal);
  }

  private async moveRef(origin: WorkOrigin, head: string, signal: AbortSignal): Promise<void> {
    const stdin = `update ${workRef(origin.jobId)} ${head}\ndelete refs/job-snapshots/${origin.jobId}\n`;
    await this.bares.exclusively(origin.repository, signal, (gitDir) =>
      this.git.run({ args: ['update-ref', '--stdin'], gitDir, stdin, signal }),
    );
  }

  private async describe(origin: WorkOrigin, headSha: string, signal: AbortSignal): Promise<CollectedWork> {
    const { jobId, repository, branchName, baseSha } = origin;
    const gitDir = this.bares.pathOf(repository);
    const statistics = await this.inspection.statistics(gitDir, baseSha, headSha, signal);
    const consequence = `It was not published; it is kept as ${workRef(jobId)} in the server's clone of ${fullName(repository)}.`;
    const work = { gitDir, base: baseSha, head: headSha, branchName };
    await this.inspection.assertPublishable(work, consequence, signal);
    const changed = statistics.diffStat !== '';
    return { jobId, repository, branchName, baseSha, headSha, changed, ...statistics };
  }

  private translated(error: unknown, { repository }: Pick<WorkOrigin, 'repository'>): unknown {
    return toGitFailure(error, this.bares.context('collect the work on', repository));
  }
}
