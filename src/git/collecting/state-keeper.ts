import { Injectable } from '@nestjs/common';
import { BareClones } from '../clones/bare-clones.js';
import { toGitFailure } from '../commands/git-failure.js';
import type { JobTree } from '../trees/job-tree.js';
import { namingNotCollected } from './not-collected.js';
import type { StrayCommit } from '../stray/stray-commit.js';
import { StrayWork } from '../stray/stray-work.js';
import { StateTree } from './state-tree.js';
import { WorkCommits } from './work-commits.js';
import { WorkInspection, type ChangeStatistics } from './work-inspection.js';
import { WorkIntake } from './work-intake.js';
import { namingSubmodules } from '../submodules/changed-submodules.js';
import { namingUnfinished, type UnfinishedWork } from '../unfinished/unfinished-work.js';

/** What a working tree holds at one moment, as git trees in the bare clone. */
export interface TreeState {
  /** All its files, without changes to the server's own. */
  readonly all: string;
  /** The part that is the job's work: its base, with what the agent has changed. */
  readonly work: string;
  /** Paths of files that could not be read and are missing in it. */
  readonly notCollected: readonly string[];
  /** What had begun in the tree and waits for its end; null: nothing. */
  readonly unfinished: UnfinishedWork | null;
  /** Paths of submodules in which something was changed. */
  readonly submodules: readonly string[];
  /** Commits in the tree that are not part of it. */
  readonly stray: readonly StrayCommit[];
}

export interface StateOptions {
  /** The whole environment of the job's processes. */
  readonly env: Readonly<Record<string, string>>;
  /** The server's own files: every state has them as they are in the base. */
  readonly withoutFiles: readonly string[];
}

/** What commands have left in the tree. */
export interface StateAfterCommands extends TreeState {
  /** Files that only the commands changed, so that they are no work; in order. */
  readonly leftOut: readonly string[];
}

/**
 * Tells the work of an agent from what other commands do to its tree, such as reports and caches. A file that the agent has
 * changed is work, as the commands have left it; a file that only commands have changed becomes work when the agent changes
 * it afterwards. The states are held while the working tree exists; only {@link keep} makes one outlast it.
 */
@Injectable()
export class StateKeeper {
  constructor(
    private readonly bares: BareClones,
    private readonly intake: WorkIntake,
    private readonly commits: WorkCommits,
    private readonly inspection: WorkInspection,
    private readonly trees: StateTree,
    private readonly strays: StrayWork,
  ) {}

  /** Of a tree that was made from a commit and not touched since: all of it is work. */
  async stateOf(tree: JobTree, commit: string, signal: AbortSignal): Promise<TreeState> {
    const files = await this.trees.of(this.bares.pathOf(tree.repository), commit, signal);
    return { all: files, work: files, notCollected: [], unfinished: null, submodules: [], stray: [] };
  }

  /** Only the agent has worked in the tree since `before`. @throws JobFailure when the tree cannot be read. */
  async afterAgent(tree: JobTree, options: StateOptions, before: TreeState, signal: AbortSignal): Promise<TreeState> {
    const gitDir = this.bares.pathOf(tree.repository);
    return this.translated(tree, async () => {
      const now = await this.read(tree, options, before, signal);
      if (before.work === before.all) return { ...now, work: now.all };
      const changes = await this.trees.changes(gitDir, before.all, now.all, signal);
      return { ...now, work: await this.trees.with(gitDir, before.work, changes, signal) };
    });
  }

  /** Only commands that are not the agent's have run in the tree since `before`. @throws as {@link afterAgent} does. */
  async afterCommands(
    tree: JobTree,
    options: StateOptions,
    before: TreeState,
    signal: AbortSignal,
  ): Promise<StateAfterCommands> {
    const gitDir = this.bares.pathOf(tree.repository);
    return this.translated(tree, async () => {
      const now = await this.read(tree, options, before, signal);
      const changes = await this.trees.changes(gitDir, before.all, now.all, signal);
      const base = await this.trees.of(gitDir, tree.baseSha, signal);
      const agents = changes.size > 0 ? await this.trees.changes(gitDir, base, before.work, signal) : new Map();
      const taken = new Map([...changes].filter(([path]) => agents.has(path)));
      const leftOut = [...changes.keys()].filter((path) => !agents.has(path));
      const work = await this.trees.with(gitDir, before.work, taken, signal);
      return { ...now, work, leftOut: leftOut.map((path) => Buffer.from(path, 'latin1').toString()) };
    });
  }

  /** Files that differ between the work of two states. */
  async difference(
    tree: JobTree,
    from: TreeState,
    to: TreeState,
    signal: AbortSignal,
  ): Promise<Pick<ChangeStatistics, 'filesChanged' | 'diffStat'>> {
    return this.inspection.difference(this.bares.pathOf(tree.repository), from.work, to.work, signal);
  }

  /**
   * Keeps the work of a state under the job's ref, as one commit on the base whatever the agent has committed. Does not check
   * whether it may be published: {@link WorkCollector.restore} does that. May be repeated. @returns the commit.
   */
  async keep(tree: JobTree, state: TreeState, message: string, signal: AbortSignal): Promise<string> {
    return this.translated(tree, async () => {
      const told = namingSubmodules(namingNotCollected(message, state.notCollected), state.submodules);
      const said = namingUnfinished(told, state.unfinished);
      const headSha = await this.commits.commit(tree, state.work, [tree.baseSha], said, signal);
      await this.commits.keep(tree, headSha, signal);
      return headSha;
    });
  }

  private async read(
    tree: JobTree,
    { env, withoutFiles }: StateOptions,
    before: TreeState,
    signal: AbortSignal,
  ): Promise<Omit<TreeState, 'work'>> {
    const { commit, ...facts } = await this.intake.take(tree, env, signal);
    const refs = new Set(facts.stray.map(({ ref }) => ref));
    // Merged by now, or dropped. What an earlier tree had cannot have been.
    const gone = before.stray.filter(({ ref }) => !refs.has(ref));
    await this.strays.forget(tree, gone, signal);
    const gitDir = this.bares.pathOf(tree.repository);
    return { ...facts, all: await this.trees.withBaseFiles(gitDir, commit, tree.baseSha, withoutFiles, signal) };
  }

  private async translated<T>({ repository }: JobTree, task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } catch (error) {
      throw toGitFailure(error, this.bares.context('collect the work on', repository));
    }
  }
}
