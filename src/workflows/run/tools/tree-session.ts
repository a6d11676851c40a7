import { Injectable } from '@nestjs/common';
import type { JobTree } from '../../../git/trees/job-tree.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import { handBackIfStopping, type JobRun } from '../job-run.js';
import { SetupCommand } from '../setup/setup-command.js';
import { RunDiffs } from './run-diffs.js';
import { type ClaudeAnswer, RunSession, type SessionRequest } from './run-session.js';
import { RunTrees } from './run-trees.js';

/** What Claude has done, before it is taken out of the tree. */
export interface DoneWork {
  readonly tree: JobTree;
  readonly answer: ClaudeAnswer;
}

/** The job's session of Claude and the tree in which it works: those of an interrupted run, or new ones. */
@Injectable()
export class TreeSession {
  constructor(
    private readonly trees: RunTrees,
    private readonly session: RunSession,
    private readonly diffs: RunDiffs,
    private readonly setup: SetupCommand,
  ) {}

  /** What Claude answered in an earlier attempt; null: its session has not come to its end. */
  answerOf(run: JobRun): ClaudeAnswer | null {
    return this.session.answerOf(run);
  }

  /** null only if `newTree` has none. @throws as {@link RunSession.begin}, and as `newTree` does. */
  async ask<Tree extends JobTree | null>(
    run: JobRun,
    request: SessionRequest,
    newTree: () => Promise<Tree>,
  ): Promise<DoneWork | Exclude<Tree, JobTree>> {
    const kept = await this.trees.kept(run);
    const recorded = kept && this.session.answerOf(run);
    if (kept && recorded) return { tree: kept, answer: recorded };
    handBackIfStopping(run);
    const resumed = kept && (await this.showing(run, kept, request, () => this.session.goOn(run, kept, request)));
    if (kept && resumed) return { tree: kept, answer: resumed };
    const tree = await newTree();
    if (tree === null) return null as Exclude<Tree, JobTree>;
    handBackIfStopping(run);
    // Where Claude only reads, it can run nothing that would need it.
    if (request.profile === 'code') await this.setup.prepare(run, tree);
    handBackIfStopping(run);
    return { tree, answer: await this.showing(run, tree, request, () => this.session.begin(run, tree, request)) };
  }

  /** What a session that failed has changed is not collected, but people may want to see it. */
  private async showing<T>(
    run: JobRun,
    tree: JobTree,
    { profile }: SessionRequest,
    task: () => Promise<T>,
  ): Promise<T> {
    try {
      return await task();
    } catch (error) {
      if (error instanceof JobFailure && profile === 'code') await this.diffs.recordTree(run, tree);
      throw error;
    }
  }
}
