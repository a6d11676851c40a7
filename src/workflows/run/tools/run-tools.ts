import { Injectable } from '@nestjs/common';
import type { RepositoryRef } from '../../../git/repository-ref.js';
import type { JobRun } from '../job-run.js';
import { CurrentRepositories } from '../identity/current-repositories.js';
import { RepositoryOfJob } from '../repository-of-job.js';
import { RunJournal } from '../run-journal.js';
import { RunContribution } from './run-contribution.js';
import type { ClaudeAnswer, ClaudeQuestion } from './run-session.js';
import { RunTrees } from './run-trees.js';
import { TreeSession } from './tree-session.js';

/**
 * What a workflow does with its job. Each step may be repeated after an interruption and resumes where it was: a job has one
 * session of Claude, whose answer is on the row. Trees and processes are cleared away when the run has ended.
 */
@Injectable()
export class RunTools {
  /** @internal */
  constructor(
    private readonly repositories: RepositoryOfJob,
    private readonly current: CurrentRepositories,
    private readonly trees: RunTrees,
    private readonly session: TreeSession,
    private readonly contribution: RunContribution,
    private readonly journal: RunJournal,
  ) {}

  /** A message among those of the job, for people; secrets are taken out of it. */
  async note({ claim }: JobRun, text: string): Promise<void> {
    await this.journal.note(claim, text);
  }

  /** To be asked right before something outside is changed. @throws RunStopped when the job is not this run's any more. */
  async assertHeld({ claim }: JobRun): Promise<void> {
    await this.journal.assertHeld(claim);
  }

  /** Where the job's code is. @throws JobFailure when the repository was removed after the job was queued. */
  async repositoryOf({ job }: JobRun): Promise<RepositoryRef> {
    return this.repositories.refOf(job);
  }

  /** What Claude answered in an earlier attempt; null: its session has not come to its end. */
  answerOf(run: JobRun): ClaudeAnswer | null {
    return this.session.answerOf(run);
  }

  /**
   * Lets Claude read the files as they are under a ref of the forge, such as `refs/pull/7/head`, and answer. It can change
   * nothing and run nothing, and settings of the repository do not count. An answer of an earlier attempt is taken as it is.
   * null: the forge has no such ref. @throws JobFailure when the forge or Claude fails, JobPostponed when the model could not be
   * used, RunStopped when the run had to end.
   */
  async read(run: JobRun, ref: string, question: ClaudeQuestion): Promise<ClaudeAnswer | null> {
    const recorded = this.session.answerOf(run);
    if (recorded) return recorded;
    const repository = await this.current.settle(run);
    const request = { ...question, profile: 'read' } as const;
    const done = await this.session.ask(run, request, () => this.trees.at(run, repository, ref));
    return done && done.answer;
  }

  /**
   * Lets Claude read the job's branch, as `read` does, before it is to work there. For types that say `changesTree`; whoever goes
   * on with `contribute` forgets the session first. @throws as `read` does; also JobFailure for a branch that jobs must not push to.
   */
  async consider(run: JobRun, question: ClaudeQuestion): Promise<ClaudeAnswer> {
    return (
      this.session.answerOf(run) ?? (await this.contribution.consider(run, await this.current.settle(run), question))
    );
  }

  /**
   * Lets Claude work on the job's branch, where it may change files and run commands. Then pushes what it has changed and opens
   * the pull request, or brings it up to date; the row has its address. Without a change there is none, and a message says so.
   * Work that an earlier attempt has completed, or that the retried job has kept, is published without asking Claude again.
   * For types that say `changesTree`. @throws as `read` does; also JobFailure for a branch that jobs must not push to, when the
   * forge refuses, and for work that must not be published.
   */
  async contribute(run: JobRun, question: ClaudeQuestion): Promise<void> {
    await this.contribution.contribute(run, await this.current.settle(run), question);
  }
}
