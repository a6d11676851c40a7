import { Injectable } from '@nestjs/common';
import { allOf } from '../../../git/commands/all-of.js';
import { ForgeAway } from '../../../git/forge-away.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import type { RepositoryRef } from '../../../git/repository-ref.js';
import type { JobRun } from '../job-run.js';
import { BranchGuard } from '../publishing/branch-guard.js';
import { RunJournal } from '../run-journal.js';
import { InheritedWork } from './inherited-work.js';
import { RunCollection } from './run-collection.js';
import { RunDelivery } from './run-delivery.js';
import { type ClaudeAnswer, type ClaudeQuestion, recordedAnswerOf } from './run-session.js';
import { RunTrees } from './run-trees.js';
import { TreeSession } from './tree-session.js';

/** One session of Claude on the job's branch, whose changes become a pull request, however often the run is interrupted. */
@Injectable()
export class RunContribution {
  constructor(
    private readonly trees: RunTrees,
    private readonly session: TreeSession,
    private readonly collection: RunCollection,
    private readonly delivery: RunDelivery,
    private readonly inherited: InheritedWork,
    private readonly guard: BranchGuard,
    private readonly journal: RunJournal,
  ) {}

  async contribute(run: JobRun, repository: RepositoryRef, question: ClaudeQuestion): Promise<void> {
    // An earlier attempt opened the pull request, but did not record its end.
    if (run.job.pr_url !== null) return this.delivery.forget(run, repository);
    if (await this.deliverDoneWork(run, repository)) return;
    const request = { ...question, profile: 'code' } as const;
    const { tree, answer } = await this.session.ask(run, request, await this.newTreeFor(run, repository));
    const work = await this.collection.collect(run, tree);
    await this.delivery.deliver(run, work, answer);
  }

  /** Lets Claude read the branch on which it is to work later. */
  async consider(run: JobRun, repository: RepositoryRef, question: ClaudeQuestion): Promise<ClaudeAnswer> {
    const request = { ...question, profile: 'read', isPreparation: true } as const;
    return (await this.session.ask(run, request, await this.newTreeFor(run, repository))).answer;
  }

  /** Makes a new tree, and meanwhile asks whether the job may push; an interrupted session is not continued before that is known. */
  private async newTreeFor(run: JobRun, repository: RepositoryRef): Promise<() => Promise<JobTree>> {
    if (this.session.answerOf(run)) return () => this.trees.fresh(run, repository);
    if (run.job.session_id === null) return () => this.freshIfAllowed(run, repository);
    await this.guard.assertMayPush(run);
    return () => this.trees.fresh(run, repository);
  }

  private async freshIfAllowed(run: JobRun, repository: RepositoryRef): Promise<JobTree> {
    const refused = new AbortController();
    const allowed = this.guard.assertMayPush(run).catch((error: unknown) => {
      // Of a forge that is away, git tells more.
      if (!(error instanceof ForgeAway)) refused.abort(error);
      throw error;
    });
    const signal = AbortSignal.any([run.signal, refused.signal]);
    const [tree] = await allOf([this.trees.fresh({ ...run, signal }, repository), allowed]);
    return tree;
  }

  /** Whether work was complete before this attempt: Claude is not asked, nor paid, again. */
  private async deliverDoneWork(run: JobRun, repository: RepositoryRef): Promise<boolean> {
    const earlier = await this.collection.finishedWork(run, repository);
    if (earlier) {
      await this.journal.note(run.claim, 'The work of an earlier attempt is complete and is published now');
      await this.delivery.deliver(run, earlier, recordedAnswerOf(run.job));
      return true;
    }
    // One that has a session of its own found nothing to inherit before.
    const inherited = run.job.session_id === null ? await this.inherited.find(run, repository) : null;
    if (inherited) {
      const { work, from } = inherited;
      await this.delivery.deliver(run, work, recordedAnswerOf(from), from);
    }
    return inherited !== null;
  }
}
