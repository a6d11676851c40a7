import { Injectable } from '@nestjs/common';
import type { RepositoryRef } from '../../../git/repository-ref.js';
import type { PullRequest } from '../../../github/github.gateway.js';
import { PullRequestDrafts } from '../../../github/pull-request-drafts.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import type { JobRun } from '../job-run.js';
import { RunJournal } from '../run-journal.js';

/** Keeps the draft state of a pull request true to its work: finished work is ready for review, unfinished work is a draft. */
@Injectable()
export class DraftState {
  constructor(
    private readonly drafts: PullRequestDrafts,
    private readonly journal: RunJournal,
  ) {}

  /**
   * What resists is told in a message: the work is published either way. A pull request that a person opened stays as it is.
   * @throws RunStopped when the job is not this run's any more.
   */
  async settle(
    { claim }: JobRun,
    repository: RepositoryRef,
    pullRequest: PullRequest,
    draft: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const { nodeId, isDraft, isOurs } = pullRequest;
    if (isDraft === draft) return;
    const tell = (text: string): Promise<void> => this.journal.note(claim, text);
    if (!isOurs)
      return draft ? tell(`${NOT_FINISHED} Somebody else has opened it, so it was not made a draft`) : undefined;
    await this.journal.assertHeld(claim);
    try {
      await this.drafts.change(repository, nodeId, draft, signal);
    } catch (error) {
      if (!(error instanceof JobFailure)) throw error;
      return tell(`${draft ? NOT_FINISHED : STILL_A_DRAFT} ${error.message}`);
    }
    await this.journal.recordPullRequest(claim, { ...pullRequest, isDraft: draft });
    await tell(draft ? 'Made the pull request a draft' : 'Marked the pull request ready for review');
  }
}

const NOT_FINISHED = 'The work is not finished, but its pull request is ready for review.';
const STILL_A_DRAFT = 'The work is finished, but its pull request is still a draft.';
