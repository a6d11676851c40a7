import { Injectable } from '@nestjs/common';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import {
  StateKeeper,
  type StateAfterCommands,
  type StateOptions,
  type TreeState,
} from '../../../git/collecting/state-keeper.js';
import { allOf } from '../../../git/commands/all-of.js';
import { UnpublishableWork } from '../../../git/collecting/unpublishable-work.js';
import { WorkCollector } from '../../../git/collecting/work-collector.js';
import { RunArtifacts } from '../../run/artifacts/run-artifacts.js';
import { RunDiffs } from '../../run/tools/run-diffs.js';
import { commitMessageOf } from '../../run/publishing/commit-message-of.js';
import { ProtectedPaths } from '../../run/publishing/protected-paths.js';
import type { JobRun } from '../../run/job-run.js';
import { JobEnvironment } from '../../../sandbox/job-environment.js';
import type { Iteration, IterationResult } from './iteration.js';
import { PROGRESS_FILE } from './progress-file.js';

/** What an iteration has made of the tree. */
export interface IterationState extends Pick<
  IterationResult,
  'headSha' | 'treeChanged' | 'filesChanged' | 'diffStat' | 'publishProblem'
> {
  /** Why the tree could not be read; null: it could. */
  readonly problem: string | null;
  /** Files that only the feedback commands changed: they are not the loop's work. */
  readonly leftOut: readonly string[];
  /** The tree as the next iteration finds it; null: it could not be read. */
  readonly left: TreeState | null;
}

/** What an iteration starts from. */
export interface IterationStart {
  /** The iterations before it, in order. */
  readonly finished: readonly Iteration[];
  /** As the iteration before it left the tree; null: the tree is fresh. */
  readonly found: TreeState | null;
}

/** Keeps what each iteration leaves in the tree, as one commit on the base. */
@Injectable()
export class IterationTree {
  constructor(
    private readonly collector: WorkCollector,
    private readonly states: StateKeeper,
    private readonly environment: JobEnvironment,
    private readonly redactors: JobRedactors,
    private readonly diffs: RunDiffs,
    private readonly paths: ProtectedPaths,
    private readonly artifacts: RunArtifacts,
  ) {}

  /**
   * What Claude has made of the tree: by this, and not by what the feedback commands do, an iteration is judged. Nothing is
   * kept yet. If the tree cannot be read, the iteration fails and the state before it stays. What cannot be published is for
   * the next iteration to mend. @throws the signal's reason.
   */
  async afterClaude(run: JobRun, tree: JobTree, { finished, found }: IterationStart): Promise<IterationState> {
    const headSha = finished.at(-1)?.headSha ?? null;
    const nothing = {
      headSha,
      treeChanged: false,
      filesChanged: 0,
      diffStat: '',
      publishProblem: null,
      problem: null,
      leftOut: [],
      left: null,
    };
    return this.tolerantly(run, nothing, async () => {
      const before = found ?? (await this.startOf(run, tree, headSha));
      const left = await this.states.afterAgent(tree, this.optionsOf(run), before, run.signal);
      const { filesChanged, diffStat } = await this.states.difference(tree, before, left, run.signal);
      return { ...nothing, treeChanged: left.work !== before.work, filesChanged, diffStat, left };
    });
  }

  /** Keeps the work and what was left for people, also what feedback commands have made of files that Claude had changed. @throws as `afterClaude` does. */
  async keep(run: JobRun, tree: JobTree, state: IterationState, hasFeedback: boolean): Promise<IterationState> {
    await this.artifacts.collect(run, run.signal);
    const claudes = state.left;
    if (claudes === null) return state;
    const kept = await this.tolerantly(run, state, async () => {
      const left = hasFeedback ? await this.afterFeedback(run, tree, claudes) : { ...claudes, leftOut: [] };
      return { ...state, left, leftOut: left.leftOut };
    });
    const message = commitMessageOf(this.redactors.clean(run.job));
    return this.tolerantly(run, kept, async () => {
      const headSha = await this.states.keep(tree, kept.left ?? claudes, message, run.signal);
      const [refused] = await allOf([
        this.collector.publishProblem(tree, headSha, run.signal),
        this.diffs.record(run, tree, headSha),
      ]);
      const publishProblem = refused ?? (await this.paths.problemOf(run, { ...tree, headSha }));
      return { ...kept, headSha, publishProblem: publishProblem ?? kept.publishProblem };
    });
  }

  private async afterFeedback(run: JobRun, tree: JobTree, claudes: TreeState): Promise<StateAfterCommands> {
    return this.states.afterCommands(tree, this.optionsOf(run), claudes, run.signal);
  }

  private async startOf({ signal }: JobRun, tree: JobTree, headSha: string | null): Promise<TreeState> {
    // The clone of another node may lack what that one left.
    const isHere = headSha !== null && (await this.collector.has(tree, headSha, signal));
    return this.states.stateOf(tree, isHere ? headSha : tree.baseSha, signal);
  }

  private optionsOf({ job }: JobRun): StateOptions {
    return { env: this.environment.variablesFor(job.id), withoutFiles: [PROGRESS_FILE] };
  }

  private async tolerantly(
    { signal }: JobRun,
    otherwise: IterationState,
    task: () => Promise<IterationState>,
  ): Promise<IterationState> {
    try {
      return await task();
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UnpublishableWork) return { ...otherwise, publishProblem: error.message };
      if (!(error instanceof JobFailure)) throw error;
      return { ...otherwise, problem: error.message };
    }
  }
}
